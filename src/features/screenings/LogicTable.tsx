import { logicOf } from '#clinical/screening/logic.ts'
import type { Holds, RuleResult } from '#clinical/screening/result.ts'
import type { Source } from '#clinical/source.ts'
import { SourceLinks } from './SourceLinks.tsx'

const HOLDS: Readonly<Record<Holds, string>> = { yes: 'yes', no: 'no', unknown: 'not known', 'not-asked': '' }

type LogicTableProps = { readonly result: RuleResult; readonly openSource: (source: Source) => void }

export function LogicTable({ result, openSource }: LogicTableProps) {
  return (
    <table className="logic">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Says</th>
          <th scope="col">This patient</th>
          <th scope="col">Holds</th>
        </tr>
      </thead>
      <tbody>
        {logicOf(result).map(({ part, rule, patient, holds, sources, decided }) => (
          <tr key={`${part} ${rule}`} className={decided ? 'decided' : undefined}>
            <th scope="row">{part}</th>
            <td>{rule}</td>
            <td>
              {patient} <SourceLinks sources={sources} openSource={openSource} />
            </td>
            <td>
              {HOLDS[holds]}
              {decided && <b> decides</b>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
