import { newestFirst } from '#lib/dates.ts'
import type { Entry } from './entry.ts'

/** Entries that count and have a date, newest first; within a day by id, so that the order of the chart never matters. */
export const newestResults = (entries: readonly Entry[]): readonly Entry[] =>
  entries
    .filter(({ standing, date }) => standing === 'done' && date !== undefined)
    .toSorted((a, b) => newestFirst(a.date, b.date) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
