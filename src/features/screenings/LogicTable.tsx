import { logicOf } from '#clinical/screening/logic.ts'
import type { Holds, RuleResult } from '#clinical/screening/result.ts'

const HOLDS: Readonly<Record<Holds, string>> = { yes: 'yes', no: 'no', unknown: 'not known', 'not-asked': '' }

export function LogicTable({ result }: { readonly result: RuleResult }) {
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
        {logicOf(result).map(({ part, rule, patient, holds, decided }) => (
          <tr key={`${part} ${rule}`} className={decided ? 'decided' : undefined}>
            <th scope="row">{part}</th>
            <td>{rule}</td>
            <td>{patient}</td>
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
