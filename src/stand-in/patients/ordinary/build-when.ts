/**
 * Dates of a record, said relative to now or to the birth, so that a record never ages:
 * `today 14:20`, `-6m5d 10:30`, `+3w 09:00`, `-5y` , `-5y year`, `-8m month`, `age 2m`.
 * Days that fall on a weekend move off it, back when in the past and on when to come; today and the first days of
 * life stay where they are.
 */
export type Calendar = {
  /** `2026-05-18`, or `2026-05`, or `2026` where the text ends in `month` or `year`. */
  readonly day: (when: string) => string
  /** `2026-05-18T15:30:00Z`, from the local time given or the local time `otherwise`. */
  readonly instant: (when: string, otherwise?: string) => string
  readonly date: (when: string, otherwise?: string) => Date
}

const pattern =
  /^(?:(today)|(age )?([+-])?(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?)(?: (\d\d):(\d\d))?(?: (year|month))?$/

const two = (n: number): string => String(n).padStart(2, '0')

/** A day of the calendar in local time; the 31st of a short month is its last day. */
function shifted(from: Date, years: number, months: number, days: number): Date {
  const first = new Date(from.getFullYear() + years, from.getMonth() + months, 1)
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate()
  return new Date(first.getFullYear(), first.getMonth(), Math.min(from.getDate(), last) + days)
}

export function toDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export function toInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The day of birth of someone who is exactly so old now: `39y2m11d`. */
export function bornBefore(now: Date, age: string): Date {
  return parse(now, now, `-${age}`, '00:00', false)
}

function parse(now: Date, birth: Date, when: string, otherwise: string, offWeekends = true): Date {
  const part = pattern.exec(when)
  if (!part) throw new Error(`Not a date of this calendar: ${when}`)
  const [, today, age, sign, y, m, w, d, hour, minute] = part
  const count = (text: string | undefined): number => (sign === '-' ? -1 : 1) * Number(text ?? 0)
  let day = shifted(age ? birth : now, count(y), count(m), count(w) * 7 + count(d))
  const firstDays = age && !y && !m
  if (!today && !firstDays && offWeekends) {
    const back = day <= now && !age
    const weekday = day.getDay()
    const move = weekday === 6 ? (back ? -1 : 2) : weekday === 0 ? (back ? -2 : 1) : 0
    const moved = shifted(day, 0, 0, move)
    if (!(age && moved > now)) day = moved
  }
  const [otherHour, otherMinute] = otherwise.split(':')
  day.setHours(Number(hour ?? otherHour), Number(minute ?? otherMinute))
  return day
}

export function calendar(now: Date, birth: Date): Calendar {
  const date = (when: string, otherwise = '09:00'): Date => parse(now, birth, when, otherwise)
  return {
    date,
    instant: (when, otherwise) => toInstant(date(when, otherwise)),
    day: (when) => {
      const full = toDay(date(when))
      if (when.endsWith(' year')) return full.slice(0, 4)
      return when.endsWith(' month') ? full.slice(0, 7) : full
    },
  }
}
