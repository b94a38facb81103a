import type { ReactNode } from 'react'
import { formatTime } from '#lib/dates.ts'
import { isFootnote, mapReading } from '#lib/reading.ts'
import type { Reading } from '#lib/reading.ts'
import { Announce } from './Announce.tsx'
import { FailureNote } from './FailureNote.tsx'
import { gapText } from './gap-text.ts'
import { combineQueries, isNoneRecorded } from './read-query.ts'
import type { NoneRecorded, PartQuery, ReadQuery } from './read-query.ts'
import { Tag } from './Tag.tsx'
import { UnreadableNote } from './UnreadableNote.tsx'

export type SectionProps<T> = {
  readonly id: string
  readonly title: string
  readonly query: ReadQuery<T> | readonly PartQuery<T>[]
  /** What is said of a complete reading without facts: `No problems recorded`. */
  readonly none: string
  /** Which items count as facts; the others (entered in error) are still handed to `children`. All, if not given. */
  readonly isFact?: (item: T) => boolean
  /** At the end of the heading: a lookback, a button. */
  readonly head?: ReactNode
  /** After the title: `4 active`. */
  readonly count?: (reading: Reading<T>) => string | undefined
  readonly children: (reading: Reading<T>) => ReactNode
}

/**
 * A section of the sheet in every state: waiting; could not be read, so unknown; some could not be read; none recorded
 * as of a time; found. Only a complete reading can reach the sentence for "none".
 */
export function Section<T>({ id, title, query, none, isFact, head, count, children }: SectionProps<T>) {
  const { reading, failures, unreadable, waiting } = combineQueries(query)
  const name = title.toLowerCase()
  const unknown = failures.some((failure) => !failure.stale)
  const gaps = reading?.gaps.filter((gap) => gap.kind !== 'still-reading' && !isFootnote(gap)) ?? []
  const readingOn = reading?.gaps.some((gap) => gap.kind === 'still-reading') ?? false
  const facts = reading && (isFact ? mapReading(reading, (items) => items.filter(isFact)) : reading)
  const counted = reading && count?.(reading)
  const hasFacts = facts !== undefined && facts.items.length > 0
  const failedParts = new Set(
    failures.flatMap<string | undefined>(({ parts }) => (parts.length > 0 ? parts : [undefined])),
  )
  return (
    <section
      id={id}
      className="section"
      aria-labelledby={`${id}-title`}
      aria-busy={(!reading && failures.length === 0) || readingOn}
      tabIndex={-1}
    >
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {counted !== undefined && <span className="quiet">{counted}</span>}
        {!reading && unknown && <Tag tone="ask">Not read</Tag>}
        {reading && !reading.complete && !readingOn && <Tag tone="ask">Incomplete</Tag>}
        {head !== undefined && <div className="head">{head}</div>}
      </header>
      <Announce>{readingOn && <p className="waiting">{stillReading(waiting)}</p>}</Announce>
      {!reading && failures.length === 0 && <p className="waiting">Reading…</p>}
      {failures.map((failure) => (
        <FailureNote key={failure.parts.join()} failure={failure} name={name} asOf={reading?.asOf} />
      ))}
      {gaps
        .filter((gap) => gap.kind !== 'part-failed' || !failedParts.has(gap.part))
        .map((gap) => (
          <p className="note-warn" key={`${gap.kind} ${gap.part ?? ''}`}>
            {gapText(gap, name)} {gap.code !== undefined && <code>{gap.code}</code>}
          </p>
        ))}
      {unreadable.map(({ part, entries }) => (
        <UnreadableNote key={part ?? ''} of={part} unreadable={entries} />
      ))}
      {facts && isNoneRecorded(facts) && <None reading={facts} words={none} />}
      {reading && reading.items.length > 0 && children(reading)}
      {[...new Set(reading?.gaps.filter(isFootnote).map((gap) => gapText(gap, name)))].map((words) => (
        <p className={hasFacts ? 'footnote once' : 'footnote'} key={words}>
          {words}
        </p>
      ))}
    </section>
  )
}

const stillReading = (parts: readonly string[]): string =>
  parts.length > 0 && parts[0] !== '' ? `Reading on: ${parts.join(', ')}…` : 'Reading on…'

function None({ reading, words }: { readonly reading: NoneRecorded; readonly words: string }) {
  return (
    <p className="none">
      {words} as of {formatTime(reading.asOf)}.
    </p>
  )
}
