import { readWritten } from '#lib/dates.ts'
import { addDays, daysBetween, firstDay } from './day.ts'
import type { ChartIndex } from './chart-index.ts'
import type { Day } from './day.ts'
import type { Entry } from './entry.ts'
import { newestResults } from './newest.ts'

type Week = { readonly week: number; readonly entry: Entry }

/** ICD-10-CM Z3A.08 to Z3A.42 are completed weeks; Z3A.49 is "more than 42"; .00 and .01 say no week. */
export function weekOfCode({ source }: Entry): number | undefined {
  const weeks = source.codings.flatMap(({ code }) => /^Z3A\.(\d\d)$/.exec(code ?? '')?.[1] ?? []).map(Number)
  return weeks.find((week) => (week >= 8 && week <= 42) || week === 49)
}

/**
 * Completed weeks of pregnancy today, by the newest entry that tells it: the expected day of delivery (280 days from its
 * start), a measured age, or a diagnosis code. Undefined where nothing does, or the reckoning ends past 44 weeks: over.
 */
export function weekOf(index: ChartIndex, today: Day): Week | undefined {
  const told: { readonly week: number; readonly at: Day; readonly entry: Entry }[] = []
  for (const entry of newestResults(index.entriesOf('delivery-date'))) {
    const value = entry.result?.value
    const due = value?.kind === 'text' ? readWritten(value.text) : undefined
    if (due?.precision === 'day' && entry.date) {
      told.push({ week: Math.floor(daysBetween(addDays(due.text, -280), today) / 7), at: firstDay(entry.date), entry })
    }
  }
  const since = (entry: Entry, weeks: number | undefined) => {
    if (weeks === undefined || entry.date?.precision !== 'day') return
    told.push({ week: weeks + Math.floor(daysBetween(entry.date.text, today) / 7), at: entry.date.text, entry })
  }
  for (const entry of newestResults(index.entriesOf('gestation-weeks'))) {
    const value = entry.result?.value
    if (value?.kind === 'quantity' && value.comparator === undefined) since(entry, weeksIn(value.value, value.unit))
  }
  for (const entry of newestResults(index.entriesOf('gestation-code'))) since(entry, weekOfCode(entry))
  const newest = told.toSorted((a, b) => (a.at === b.at ? (a.entry.id < b.entry.id ? -1 : 1) : a.at < b.at ? 1 : -1))[0]
  return newest && newest.week >= 0 && newest.week <= 44 ? newest : undefined
}

function weeksIn(value: number, unit: string | undefined): number | undefined {
  if (unit === undefined) return undefined
  if (/^(wk|weeks?)$/i.test(unit)) return Math.floor(value)
  return /^(d|days?)$/i.test(unit) ? Math.floor(value / 7) : undefined
}
