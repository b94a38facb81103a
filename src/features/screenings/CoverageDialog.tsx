import type { Unmapped } from '#clinical/screening/list-index.ts'
import { SOURCE_WORDS } from '#clinical/screening/chart.ts'
import { dayText } from '#clinical/screening/day.ts'
import type { RulePack, SourceName } from '#clinical/screening/rule.ts'
import { PACK } from '#clinical/screening/pack.ts'
import { codeSystemName } from '#clinical/code-system.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Fold } from '#ui/Fold.tsx'
import { mappableOf, overlayOf, type Mappable } from './local-codes.ts'

export type CoverageDialogProps = {
  readonly pack: RulePack
  readonly unmapped: readonly Unmapped[]
  readonly text: string
  readonly today: Temporal.PlainDate
  readonly onClose: () => void
}

const MOST = 200

/** Most of these are of no service, and a chart has hundreds: what looks like none is folded away. */
const OBSERVED = ['laboratory', 'vitals', 'socialHistory', 'assessments'] as const
const isObserved = (from: SourceName): boolean => OBSERVED.some((each) => each === from)

/** For the people who keep the rules: which rules these are, and what of this chart they do not understand. */
export function CoverageDialog({ pack, unmapped, text, today, onClose }: CoverageDialogProps) {
  const mappable = mappableOf(unmapped, pack)
  const mapped = new Set(mappable.map((each) => each.unmapped))
  const others = unmapped.filter((each) => !mapped.has(each))
  const likely = mappable.filter(({ fits }) => fits.length > 0)
  const folded = mappable.filter(({ fits, unmapped: { from } }) => fits.length === 0 && isObserved(from))
  const shown = mappable.filter((each) => !folded.includes(each))
  const late = pack.rules.filter(({ source }) => today.toString() > source.reviewBy)
  const off = PACK.rules.filter(({ id }) => !pack.rules.some((rule) => rule.id === id))
  return (
    <Dialog title="Rules and codes" wide onClose={onClose}>
      <div className="layers">
        <p>
          {text}. {pack.title}.
        </p>
        {off.length > 0 && <p>Turned off by this site: {off.map(({ title }) => title).join(', ')}.</p>}
        {late.length > 0 && (
          <p className="note-warn">
            Past the day by which someone should have looked at them again: {late.map(({ title }) => title).join(', ')}.
          </p>
        )}
        <h3>In this chart, and in no rule</h3>
        <p className="quiet">
          Codes that no rule understands. A site can map them in its file of rules: what looks like a service stands
          first.
        </p>
        {mappable.length === 0 && <p className="none">Every code that was read was understood.</p>}
        {shown.length > 0 && <Codes mappable={shown} />}
        {OBSERVED.map((from) => [from, folded.filter(({ unmapped }) => unmapped.from === from)] as const).map(
          ([from, codes]) =>
            codes.length > 0 && (
              <Fold key={from} label={`More codes of ${SOURCE_WORDS[from]}: ${codes.length}`}>
                <Codes mappable={codes} />
              </Fold>
            ),
        )}
        {likely.length > 0 && (
          <Fold label={`${likely.length} as a file of rules, to be looked at by a person`}>
            <textarea
              className="overlay"
              readOnly
              rows={12}
              aria-label="As a file of rules"
              value={overlayOf(likely)}
            />
          </Fold>
        )}
        {others.length > 0 && (
          <Fold label={`${others.length} titles that cannot be mapped: documents, and what has no code`}>
            <Titles unmapped={others} />
          </Fold>
        )}
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
      </div>
    </Dialog>
  )
}

function Codes({ mappable }: { readonly mappable: readonly Mappable[] }) {
  return (
    <>
      <table className="logic codes">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Looks like</th>
            <th scope="col">Code</th>
            <th scope="col">In</th>
          </tr>
        </thead>
        <tbody>
          {mappable.slice(0, MOST).map(({ unmapped: { from, text, count }, coding, fits }) => (
            <tr key={`${from} ${coding.code} ${text}`}>
              <th scope="row">{text}</th>
              <td>{fits.map(({ title }) => title).join(', ')}</td>
              <td className="code">
                {coding.code}, {codeSystemName(coding.system)}
              </td>
              <td>
                {SOURCE_WORDS[from]}
                {count > 1 && `, ${count} times`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mappable.length > MOST && <p className="footnote">And {mappable.length - MOST} more.</p>}
    </>
  )
}

function Titles({ unmapped }: { readonly unmapped: readonly Unmapped[] }) {
  return (
    <ul className="proof">
      {unmapped.slice(0, MOST).map(({ from, text, count }) => (
        <li key={`${from} ${text}`}>
          {text} ({SOURCE_WORDS[from]}
          {count > 1 && `, ${count} times`})
        </li>
      ))}
      {unmapped.length > MOST && <li>and {unmapped.length - MOST} more</li>}
    </ul>
  )
}
