import type { PartialDate } from '#lib/dates.ts'

/** Whether a date lies after a day: `unclear` where it is missing, or too vague to tell. */
export type Side = 'after' | 'not-after' | 'unclear'

/**
 * Which side of a day (`2026-05-18`) a recorded date falls on. Texts of equal length sort as dates do, so this costs no
 * date arithmetic; `2026` or `2026-05` against that day is unclear, not a guess.
 */
export function sideOf(date: PartialDate | undefined, day: string): Side {
  if (!date) return 'unclear'
  const span = day.slice(0, date.text.length)
  if (date.text > span) return 'after'
  if (date.text < span || date.precision === 'day') return 'not-after'
  return 'unclear'
}

export type Window<T> = {
  readonly shown: readonly T[]
  /** How many lie before the window: hidden, and said so. */
  readonly older: number
}

/** What falls on or after `from`, with what is undated or too vague to tell; all of it without a `from`. */
export function inWindow<T>(
  items: readonly T[],
  dateOf: (item: T) => PartialDate | undefined,
  from: string | undefined,
): Window<T> {
  if (from === undefined) return { shown: items, older: 0 }
  const shown = items.filter((item) => {
    const date = dateOf(item)
    return !date || date.text >= from.slice(0, date.text.length)
  })
  return { shown, older: items.length - shown.length }
}

/** The first day of the window that ends today. */
export const monthsBefore = (today: Temporal.PlainDate, months: number): string => today.subtract({ months }).toString()
