import { makeReading } from '#lib/reading.ts'
import type { Gap, Reading } from '#lib/reading.ts'

/** What a section needs of a query: a `UseQueryResult<Reading<T>>` is one. */
export type ReadQuery<T> = {
  readonly data: Reading<T> | undefined
  readonly error: unknown
  readonly isFetching: boolean
  readonly refetch: () => unknown
}

/** One of several readings that a section draws together, and what it is called in a sentence: `health concerns`. */
export type PartQuery<T> = { readonly part: string; readonly query: ReadQuery<T> }

export type Failure = {
  readonly part: string | undefined
  readonly error: unknown
  /** An earlier reading stands, and is shown. */
  readonly stale: boolean
  readonly retrying: boolean
  readonly retry: () => unknown
}

export type Combined<T> = {
  /** Undefined while no part has been read. `complete` only if every part is. */
  readonly reading: Reading<T> | undefined
  readonly failures: readonly Failure[]
  /** The parts still waited for, where others have come. */
  readonly waiting: readonly string[]
}

const isList = <T>(query: ReadQuery<T> | readonly PartQuery<T>[]): query is readonly PartQuery<T>[] =>
  Array.isArray(query)

/** Several readings as one, in which a part that is missing keeps the whole from being complete. */
export function combineQueries<T>(query: ReadQuery<T> | readonly PartQuery<T>[]): Combined<T> {
  const parts = isList(query) ? query : [{ part: undefined, query }]
  const failures: Failure[] = []
  const waiting: string[] = []
  const readings: Reading<T>[] = []
  const gaps: Gap[] = []
  for (const { part, query } of parts) {
    const { data, error, refetch } = query
    if (error !== null && error !== undefined) {
      failures.push({ part, error, stale: data !== undefined, retrying: query.isFetching, retry: refetch })
      if (!data) gaps.push({ kind: 'part-failed', part })
    } else if (!data) {
      waiting.push(part ?? '')
      gaps.push({ kind: 'still-reading', part })
    }
    if (!data) continue
    readings.push(data)
    for (const gap of data.gaps) gaps.push(gap.part === undefined && part !== undefined ? { ...gap, part } : gap)
  }
  const only = readings.length === 1 && parts.length === 1 ? readings[0] : undefined
  const reading =
    readings.length === 0
      ? undefined
      : (only ??
        makeReading(
          readings.flatMap((r) => r.items),
          readings.flatMap((r) => r.unreadable),
          gaps,
          Math.min(...readings.map((r) => r.asOf)),
        ))
  return { reading, failures, waiting }
}

/** The same query with its items seen another way; what could not be read stays unread. */
export function viewQuery<T, U>(query: ReadQuery<T>, view: (items: readonly T[]) => readonly U[]): ReadQuery<U> {
  const { data, ...rest } = query
  return { ...rest, data: data && { ...data, items: view(data.items) } }
}

/** A reading of which "none recorded" may be said: no items, and nothing that could hide one. */
export type NoneRecorded = Reading<unknown> & { readonly items: readonly []; readonly complete: true }

export const isNoneRecorded = (reading: Reading<unknown>): reading is NoneRecorded =>
  reading.complete && reading.items.length === 0
