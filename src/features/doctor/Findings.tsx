import { useId } from 'react'
import { MENDERS, VERDICTS, type Finding, type Group } from './finding.ts'

const isFailed = ({ verdict }: Finding): boolean => verdict === 'fail'

/** What failed comes first, whatever it belongs to; the rest follows the way of a sign-in. */
export function Findings({ groups }: { readonly groups: readonly Group[] }) {
  const failed = { title: 'To be mended', findings: groups.flatMap(({ findings }) => findings.filter(isFailed)) }
  const rest = groups.map(({ title, findings }) => ({ title, findings: findings.filter((one) => !isFailed(one)) }))
  return [failed, ...rest]
    .filter(({ findings }) => findings.length > 0)
    .map((group) => <GroupOf key={group.title} group={group} />)
}

function GroupOf({ group: { title, findings } }: { readonly group: Group }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="findings">
        {findings.map((finding) => (
          <Row key={finding.id} finding={finding} />
        ))}
      </ul>
    </section>
  )
}

function Row({ finding: { title, verdict, says, mend } }: { readonly finding: Finding }) {
  return (
    <li data-verdict={verdict}>
      <span className="verdict">{VERDICTS[verdict]}</span>
      <div>
        <b>{title}</b>
        <p>{says}</p>
        {mend && (
          <p className="mend">
            {MENDERS[mend.by]}: {mend.how}
          </p>
        )}
      </div>
    </li>
  )
}
