import type { PartialDate } from '#lib/dates.ts'
import type { Source } from '../source.ts'
import type { Context } from './criteria.ts'
import { type Day, addMonths, dayText, firstDay, spanText } from './day.ts'
import type { Entry } from './entry.ts'
import { INTERVALS } from './named-intervals.ts'
import { reaches } from './result-sense.ts'
import type { Modality, SourceName } from './rule.ts'

/** A service done: what, when, how long it lasts, and how that was reckoned. */
export type Evidence = {
  readonly id: string
  readonly modality: string
  readonly title: string
  readonly text: string
  readonly source: Source | undefined
  readonly date: PartialDate | undefined
  /** The day it runs out; undefined: never, or not while it is active. */
  readonly next: Day | undefined
  /** `3 Mar 2026 + 10 y` */
  readonly how: string
  readonly by: 'record' | 'clinician'
}

/** Found, but not counted, and why. */
export type NotCounted = {
  readonly id: string
  readonly text: string
  readonly source: Source
  readonly date: PartialDate | undefined
  readonly why: string
}

/** May be the service: offered to the clinician, never counted by itself. */
export type Probable = {
  readonly id: string
  readonly modality: string
  readonly title: string
  readonly text: string
  readonly source: Source
  readonly from: SourceName
  readonly date: PartialDate | undefined
  readonly why: string
}

export function lasting(
  day: Day | undefined,
  months: number | undefined,
  vague: boolean,
): Pick<Evidence, 'next' | 'how'> {
  if (day === undefined) return { next: undefined, how: 'while it is active' }
  const from = `${vague ? 'about ' : ''}${dayText(day)}`
  if (months === undefined) return { next: undefined, how: `${from}, once` }
  return { next: addMonths(day, months), how: `${from} + ${spanText(months)}` }
}

/** Without an entry nothing but its day is known: what the record says of the person holds. */
export const monthsAfter = (
  entry: Entry | undefined,
  { nextByResult, interval, ...modality }: Modality,
  context: Context,
) => {
  // `true` is once in that interval.
  const times = interval ? Number(INTERVALS[interval.name]?.holds(entry, context)) : 0
  const months = interval && times > 0 ? Math.floor(interval.months / times) : modality.months
  // What cannot be compared may be beyond the bound.
  const shorter = entry
    ? nextByResult.filter((bound) => !entry.result || reaches(entry.result.value, bound) !== false)
    : []
  // A site may ask more often than after any result.
  return shorter.length > 0 ? Math.min(...shorter.map((bound) => bound.months), months ?? Infinity) : months
}

export const toEvidence = (entry: Entry, modality: Modality, context: Context): Evidence => ({
  id: entry.id,
  modality: modality.id,
  title: modality.title,
  text: entry.text,
  source: entry.source,
  date: entry.date,
  ...lasting(
    modality.active || !entry.date ? undefined : firstDay(entry.date),
    monthsAfter(entry, modality, context),
    entry.issuedOnly || entry.date?.precision !== 'day',
  ),
  by: 'record',
})

export const brief = ({ id, text, source, date }: Entry) => ({ id, text, source, date })

export const toProbable = (entry: Entry, { id: modality, title }: Modality, why: string): Probable => ({
  ...brief(entry),
  modality,
  title,
  from: entry.from,
  why,
})

/** Where results set the interval. */
export const byResult = ({ nextByResult, interval }: Modality): boolean =>
  nextByResult.length > 0 || interval !== undefined
