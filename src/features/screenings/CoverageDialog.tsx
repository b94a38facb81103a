import { SOURCE_WORDS } from '#clinical/screening/chart.ts'
import { dayText } from '#clinical/screening/day.ts'
import type { Screening } from '#clinical/screening/evaluate.ts'
import { codeSystemName } from '#clinical/code-system.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Fold } from '#ui/Fold.tsx'

export type CoverageDialogProps = {
  readonly screening: Screening
  readonly text: string
  readonly today: Temporal.PlainDate
  readonly onClose: () => void
}

const MOST = 200

export function CoverageDialog({ screening, text, today, onClose }: CoverageDialogProps) {
  const { pack } = screening
  const unmapped = screening.unmapped()
  const late = pack.rules.filter(({ source }) => today.toString() > source.reviewBy)
  return (
    <Dialog title="Rules and codes" wide onClose={onClose}>
      <p>
        {text}. {pack.title}.
      </p>
      {late.length > 0 && (
        <p className="note-warn">
          Past the day by which someone should have looked at them again: {late.map(({ title }) => title).join(', ')}.
        </p>
      )}
      <h3>In this chart, and in no rule</h3>
      <p className="quiet">
        Codes and titles of procedures, reports and documents that no rule understands. A site can map its own codes.
      </p>
      <table className="logic">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Codes</th>
            <th scope="col">In</th>
            <th scope="col">Times</th>
          </tr>
        </thead>
        <tbody>
          {unmapped.slice(0, MOST).map(({ from, text, codes, count }) => (
            <tr key={`${from} ${text}`}>
              <th scope="row">{text}</th>
              <td>{codes.map(({ system, code }) => `${codeSystemName(system)} ${code ?? ''}`).join(', ') || 'none'}</td>
              <td>{SOURCE_WORDS[from]}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unmapped.length === 0 && <p className="none">Every title was understood.</p>}
      {unmapped.length > MOST && <p className="footnote">And {unmapped.length - MOST} more.</p>}
      <Fold label={`${pack.rules.length} rules`}>
        <ul className="proof">
          {pack.rules.map(({ id, title, version, source }) => (
            <li key={id}>
              {title} ({id} {version}): {source.organisation}, {source.grade}, {dayText(source.issued)}
            </li>
          ))}
        </ul>
      </Fold>
      <Fold label={`${pack.omitted.length} services without a rule`}>
        <ul className="proof">
          {pack.omitted.map(({ service, reason }) => (
            <li key={service}>
              {service}: {reason}
            </li>
          ))}
        </ul>
      </Fold>
    </Dialog>
  )
}
