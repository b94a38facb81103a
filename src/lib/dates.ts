/**
 * The one date module. A FHIR date may be a year, a month, a day or an instant; its precision is kept, so that "2015" is
 * never shown or reasoned over as "1 Jan 2015". https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
type Precision = 'year' | 'month' | 'day'

export type PartialDate = {
  /** `2015`, `2015-03` or `2015-03-09`. */
  readonly text: string
  readonly precision: Precision
  /** Epoch milliseconds, where a time of day was given. */
  readonly instant?: number
}

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
const pad = (n: number, width = 2): string => String(n).padStart(width, '0')

/**
 * A FHIR date, dateTime or instant; undefined for anything else, including impossible days such as 2026-02-30.
 * A time with an explicit offset keeps the calendar day written by the place of care; a time in `Z` (all that Epic
 * sends) becomes the calendar day in the reader's own zone.
 */
export function parseDate(value: unknown): PartialDate | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined
  const match = SHAPE.exec(value)
  if (!match) return undefined
  const [, y, m, d, hour, minute, second, zone] = match
  const year = Number(y)
  if (year < 1) return undefined
  if (m === undefined) return { text: value, precision: 'year' }
  const month = Number(m)
  if (month < 1 || month > 12) return undefined
  if (d === undefined) return { text: value, precision: 'month' }
  if (Number(d) < 1 || Number(d) > daysIn(year, month)) return undefined
  const day = `${y}-${m}-${d}`
  if (hour === undefined) return { text: day, precision: 'day' }
  // 60 is a leap second, 24:00 the end of a day: both legal to write, neither worth losing a result for.
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 60) return undefined
  const instant = zone === undefined ? NaN : Date.parse(value)
  if (Number.isNaN(instant)) return { text: day, precision: 'day' }
  return { text: zone === 'Z' ? localDay(instant) : day, precision: 'day', instant }
}

function localDay(instant: number): string {
  const at = new Date(instant)
  return `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}

/** An instant as a date of day precision in the reader's zone. */
export const dateOfInstant = (instant: number): PartialDate => ({ text: localDay(instant), precision: 'day', instant })

export const plainDateOfInstant = (instant: number): Temporal.PlainDate => Temporal.PlainDate.from(localDay(instant))

/** The first day the date can mean. */
export function earliestDay(date: PartialDate): Temporal.PlainDate {
  const [year, month = 1, day = 1] = date.text.split('-').map(Number)
  return Temporal.PlainDate.from({ year: year!, month, day })
}

/** The last day the date can mean. */
export function latestDay(date: PartialDate): Temporal.PlainDate {
  const [year, month = 12, day] = date.text.split('-').map(Number)
  return Temporal.PlainDate.from({ year: year!, month, day: day ?? daysIn(year!, month) })
}

/** Newest first; undated last; within a day by time, and a vaguer date before a more exact one of the same span. */
export function newestFirst(a: PartialDate | undefined, b: PartialDate | undefined): number {
  if (a === b) return 0
  if (!a) return 1
  if (!b) return -1
  if (a.text !== b.text) return a.text < b.text ? 1 : -1
  return (b.instant ?? 0) - (a.instant ?? 0)
}

/** `9 Mar 2026`, `Mar 2026` or `2026`. */
export function formatDate(date: PartialDate): string {
  const [year, month, day] = date.text.split('-')
  const y = String(Number(year))
  if (month === undefined) return y
  const name = MONTHS[Number(month) - 1] ?? ''
  return day === undefined ? `${name} ${y}` : `${Number(day)} ${name} ${y}`
}

/** A date in words, as `formatDate` writes it or as FHIR does; a time behind it is left out. */
export function readWritten(words: string): PartialDate | undefined {
  const text = words.trim()
  const [, day, name, year] = /^(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})(?![-\d])/.exec(text) ?? []
  if (year === undefined) return parseDate(text.slice(0, 10))
  if (name === undefined) return parseDate(year)
  const month = MONTHS.findIndex((one) => one === name) + 1
  return parseDate([year, pad(month), ...(day === undefined ? [] : [pad(Number(day))])].join('-'))
}

export const formatPlainDate = (date: Temporal.PlainDate): string =>
  `${date.day} ${MONTHS[date.month - 1] ?? ''} ${date.year}`

/** `14:05` in the reader's zone. */
export function formatTime(instant: number): string {
  const at = new Date(instant)
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** `9 Mar 2026, 14:05`, or without the time where none was given. */
export const formatMoment = (date: PartialDate): string =>
  date.instant === undefined ? formatDate(date) : `${formatDate(date)}, ${formatTime(date.instant)}`

/** Whole years between birth and a day; someone born on 29 February turns older on 1 March of a common year. */
export function ageInYears(birth: Temporal.PlainDate, on: Temporal.PlainDate): number {
  const before = on.month < birth.month || (on.month === birth.month && on.day < birth.day)
  return on.year - birth.year - (before ? 1 : 0)
}

/** As clinicians write it: `9 d`, `5 wk`, `14 mo`, `39 y`; with `about` where the birth date is vague. */
export function formatAge(birth: PartialDate, on: Temporal.PlainDate): string {
  if (birth.precision !== 'day') return `about ${on.year - earliestDay(birth).year} y`
  const born = earliestDay(birth)
  const days = born.until(on, { largestUnit: 'days' }).days
  if (days < 0) return 'not yet born'
  if (days < 28) return `${days} d`
  const months = born.until(on, { largestUnit: 'months' }).months
  if (months < 3) return `${Math.floor(days / 7)} wk`
  return months < 24 ? `${months} mo` : `${ageInYears(born, on)} y`
}
