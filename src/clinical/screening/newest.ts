import { newestFirst } from '#lib/dates.ts'
import type { Entry } from './entry.ts'
import { numberIn } from './result-sense.ts'

/** Newest first, undated last; within a day by id, so that the order of the chart never matters, not for the proof either. */
export const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => newestFirst(a.date, b.date) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Entries that count and have a date, in order. */
export const newestResults = (entries: readonly Entry[]): readonly Entry[] =>
  inOrder(entries.filter(({ standing, date }) => standing === 'done' && date !== undefined))

const numberOf = ({ result }: Entry): number | undefined => result && numberIn(result.value)

/** Those of them that are a number, in order. */
export const newestNumbers = (entries: readonly Entry[]): readonly Entry[] =>
  newestResults(entries).filter((entry) => numberOf(entry) !== undefined)

/** The newest day with a number; what has none hides nothing. */
export function numbersOfNewestDay(entries: readonly Entry[]): readonly Entry[] {
  const numbers = newestNumbers(entries)
  return numbers.filter(({ date }) => date?.text === numbers[0]?.date?.text)
}

/** The lowest or the highest of that day. */
export function extremeOfNewestDay(entries: readonly Entry[], which: 'lowest' | 'highest'): Entry | undefined {
  const sign = which === 'lowest' ? 1 : -1
  const signed = (entry: Entry): number => sign * (numberOf(entry) ?? 0)
  return numbersOfNewestDay(entries).toSorted((a, b) => signed(a) - signed(b))[0]
}
