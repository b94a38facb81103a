/**
 * Dates as whole days since 1970-01-01 (proleptic Gregorian), and ages and intervals as CDC writes them. Forecasting
 * compares thousands of dates; time of day and time zones never matter to it.
 */
export type Day = number

/** `12m-4d` is 12 months less 4 days. Years are kept as 12 months each. */
export type Span = { readonly months: number; readonly days: number }

/** Assumed where data give no date (tables 3-4, 6-4, 6-14, 7-9). */
export const ALWAYS: Day = toDay(1900, 1, 1)
export const NEVER: Day = toDay(2999, 12, 31)

/** Days from civil date, after Howard Hinnant's public-domain algorithm; a month past 12 or a day past its month's end runs on. */
export function toDay(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export function toCivil(day: Day): { readonly year: number; readonly month: number; readonly day: number } {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : (month % 7) % 2 === 1 || month === 7
      ? 31
      : 30

/** `2025-11-10` as a day; undefined for anything but a real day of that form. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return toDay(year, month, day)
}

/** `2025-11-10`. */
export function formatDay(day: Day): string {
  const { year, month, day: d } = toCivil(day)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

const UNITS: Readonly<Record<string, Span>> = {
  y: { months: 12, days: 0 },
  m: { months: 1, days: 0 },
  w: { months: 0, days: 7 },
  d: { months: 0, days: 1 },
}

/** `12m-4d`, `7y+4w`, `0d`; undefined for any other text. */
export function parseSpan(text: string): Span | undefined {
  if (!/^\d+[ymwd](?:[+-]\d+[ymwd])*$/.test(text)) return undefined
  let months = 0
  let days = 0
  for (const [, sign, count, letter] of text.matchAll(/([+-]?)(\d+)([ymwd])/g)) {
    const unit = UNITS[letter ?? '']
    if (!unit) return undefined
    const times = Number(count) * (sign === '-' ? -1 : 1)
    months += unit.months * times
    days += unit.days * times
  }
  return { months, days }
}

/**
 * CALCDT-1 to CALCDT-6 (table 3-6): years and months first, day of the month held; a day that does not exist becomes the
 * first of the next month; weeks and days last.
 */
export function addSpan(from: Day, { months, days }: Span): Day {
  if (months === 0) return from + days
  const civil = toCivil(from)
  const index = civil.year * 12 + civil.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  const length = daysIn(year, month)
  return (civil.day > length ? toDay(year, month, length) + 1 : toDay(year, month, civil.day)) + days
}
