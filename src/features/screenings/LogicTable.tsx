import { logicOf } from '#clinical/screening/logic.ts'
import type { Holds, RuleResult } from '#clinical/screening/result.ts'
import type { Source } from '#clinical/source.ts'
import { SourceLinks } from './SourceLinks.tsx'

const HOLDS: Readonly<Record<Holds, string>> = { yes: 'yes', no: 'no', unknown: 'not known', 'not-asked': '' }

type LogicTableProps = { readonly result: RuleResult; readonly openSource: (source: Source) => void }

export function LogicTable({ result, openSource }: LogicTableProps) {
  return (
    <table className="logic steps">
      <thead>
        <tr>
          <th scope="col">
            <span className="part">Part</span> Rule
          </th>
          <th scope="col">
            <span className="part">Holds</span> This patient
          </th>
        </tr>
      </thead>
      <tbody>
        {logicOf(result).map(({ part, rule, patient, holds, sources, decided }) => (
          <tr key={`${part} ${rule}`} className={decided ? 'decided' : undefined}>
            <th scope="row">
              <span className="part">{part}</span> {rule}
            </th>
            <td>
              <span className="part">
                {HOLDS[holds]}
                {decided && <b> decides</b>}
              </span>{' '}
              {patient} <SourceLinks sources={sources} openSource={openSource} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
