import { makeReading } from '#lib/reading.ts'
import type { Gap, Reading, Unreadable } from '#lib/reading.ts'
import { errorText } from './error-text.ts'

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
  /** The parts that failed for this one reason; none where the section has only one reading. */
  readonly parts: readonly string[]
  readonly error: unknown
  /** An earlier reading stands, and is shown. */
  readonly stale: boolean
  readonly retrying: boolean
  readonly retry: () => void
}

export type Combined<T> = {
  /** Undefined while no part has been read. `complete` only if every part is. */
  readonly reading: Reading<T> | undefined
  readonly failures: readonly Failure[]
  readonly unreadable: readonly { readonly part: string | undefined; readonly entries: readonly Unreadable[] }[]
  /** The parts still waited for, where others have come. */
  readonly waiting: readonly string[]
}

const isList = <T>(query: ReadQuery<T> | readonly PartQuery<T>[]): query is readonly PartQuery<T>[] =>
  Array.isArray(query)

/** Several readings as one, in which a part that is missing keeps the whole from being complete. */
export function combineQueries<T>(query: ReadQuery<T> | readonly PartQuery<T>[]): Combined<T> {
  const parts = isList(query) ? query : [{ part: undefined, query }]
  const waiting: string[] = []
  const readings: Reading<T>[] = []
  const unreadable: { part: string | undefined; entries: readonly Unreadable[] }[] = []
  const gaps: Gap[] = []
  for (const { part, query } of parts) {
    const { data } = query
    if (!data) {
      if (!hasFailed(query)) waiting.push(part ?? '')
      gaps.push({ kind: hasFailed(query) ? 'part-failed' : 'still-reading', part })
      continue
    }
    readings.push(data)
    if (data.unreadable.length > 0) unreadable.push({ part, entries: data.unreadable })
    for (const gap of data.gaps) gaps.push(gap.part === undefined && part !== undefined ? { ...gap, part } : gap)
  }
  return { reading: asOne(readings, gaps), failures: failuresOf(parts), unreadable, waiting }
}

function asOne<T>(readings: readonly Reading<T>[], gaps: readonly Gap[]): Reading<T> | undefined {
  if (readings.length === 0) return undefined
  return makeReading(
    readings.flatMap((reading) => reading.items),
    readings.flatMap((reading) => reading.unreadable),
    gaps,
    Math.min(...readings.map((reading) => reading.asOf)),
  )
}

const hasFailed = ({ error }: ReadQuery<unknown>): boolean => error !== null && error !== undefined

/** Parts that failed for the same reason are told together, and retried together. */
function failuresOf(
  parts: readonly { readonly part: string | undefined; readonly query: ReadQuery<unknown> }[],
): Failure[] {
  const failures = new Map<string, Failure>()
  for (const { part, query } of parts.filter((one) => hasFailed(one.query))) {
    const { error, data, isFetching, refetch } = query
    const key = `${errorText(error).code} ${data !== undefined}`
    const there = failures.get(key)
    failures.set(key, {
      parts: [...(there?.parts ?? []), ...(part === undefined ? [] : [part])],
      error,
      stale: data !== undefined,
      retrying: isFetching || there?.retrying === true,
      retry: () => {
        there?.retry()
        void refetch()
      },
    })
  }
  return [...failures.values()]
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
