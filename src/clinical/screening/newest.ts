import { newestFirst } from '#lib/dates.ts'
import type { Entry } from './entry.ts'

/** Newest first, undated last; within a day by id, so that the order of the chart never matters, not for the proof either. */
export const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => newestFirst(a.date, b.date) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Entries that count and have a date, in order. */
export const newestResults = (entries: readonly Entry[]): readonly Entry[] =>
  inOrder(entries.filter(({ standing, date }) => standing === 'done' && date !== undefined))
