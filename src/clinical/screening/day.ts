import type { PartialDate } from '#lib/dates.ts'
import { formatDay, toDay } from '../immunization/day.ts'

/** A calendar day as `2026-11-23`. Rules compare and count in these: no time zone can touch them, and they sort. */
export type Day = string

const pad = (n: number, width = 2): string => String(n).padStart(width, '0')
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const partsOf = (day: Day): readonly [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
]

/** The first day a date can mean: for a due date the cautious reading of `2019`. */
export const firstDay = ({ text }: PartialDate): Day =>
  text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text

/** The last day a date can mean. */
export const lastDay = ({ text }: PartialDate): Day =>
  text.length === 4
    ? `${text}-12-31`
    : text.length === 7
      ? `${text}-${daysIn(Number(text.slice(0, 4)), Number(text.slice(5)))}`
      : text

/** Months later; the last day of the month where the month is too short: 31 Aug + 6 months is 28 or 29 Feb. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day)
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1]
  return `${pad(y, 4)}-${pad(m)}-${pad(Math.min(date, daysIn(y, m)))}`
}

export const addDays = (day: Day, days: number): Day => formatDay(toDay(...partsOf(day)) + days)

export const daysBetween = (from: Day, to: Day): number => toDay(...partsOf(to)) - toDay(...partsOf(from))

/** The day of turning so old; born on 29 February, that is 1 March of a common year, as in `ageInYears`. */
export function birthday(birth: Day, years: number): Day {
  const [year, month, date] = partsOf(birth)
  const then = year + years
  return month === 2 && date === 29 && !isLeap(then)
    ? `${pad(then, 4)}-03-01`
    : `${pad(then, 4)}-${pad(month)}-${pad(date)}`
}

/** Completed years on a day. */
export function ageOn(birth: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day < birthday(birth, years) ? years - 1 : years
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `3 Mar 2026` */
export const dayText = (day: Day): string => {
  const [year, month, date] = partsOf(day)
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`
}

/** `10 y`, `18 mo` */
export const spanText = (months: number): string => (months % 12 === 0 ? `${months / 12} y` : `${months} mo`)
