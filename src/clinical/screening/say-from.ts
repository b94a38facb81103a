import { parseDate } from '#lib/dates.ts'
import { toOneLine } from '../note-format.ts'
import { addMonths, firstDay, lastDay, type Day } from './day.ts'
import type { Say, SayKind } from './say.ts'

/** What is said by a form; the rest by a press. */
export type FormKind = Exclude<SayKind, 'confirmed' | 'withdrawn'>

/** What still reads as a line of a note. */
const LONGEST = 300
const FARTHEST_MONTHS = 120

/** As filled in. Days are such as `2026-11-24`. */
export type Answers = { readonly modality: string; readonly date: string; readonly words: string }

export type Asked = {
  /** Of a rule or of a vaccine. */
  readonly id: string
  readonly today: Day
  /** What was done before this day was not done to this person, and what is said then. */
  readonly earliest: Day
  readonly tooEarly: string
  /** What is said where no place is given. */
  readonly noPlace: string
}

/** What was filled in as something said, or what is wrong with it. */
export function sayFrom(
  kind: FormKind,
  { modality, date, words }: Answers,
  { id, today, earliest, tooEarly, noPlace }: Asked,
): { readonly say: Say } | { readonly wrong: string } {
  const head = { rule: id, said: today }
  const text = toOneLine(words)
  const when = parseDate(date.trim())
  if (text.length > LONGEST) return { wrong: `At most ${LONGEST} signs; write the rest into the note itself.` }
  switch (kind) {
    case 'declined':
      return { say: { ...head, kind } }
    case 'not-applicable':
      return text === '' ? { wrong: 'Say why it does not apply.' } : { say: { ...head, kind, reason: text } }
    case 'deferred':
      if (when?.precision !== 'day') return { wrong: 'Give a day, such as 2027-03-01.' }
      if (when.text <= today) return { wrong: 'The day must lie ahead.' }
      return when.text > addMonths(today, FARTHEST_MONTHS)
        ? { wrong: 'Give a day within the next ten years.' }
        : { say: { ...head, kind, until: when.text } }
    case 'done-elsewhere':
      if (!when) return { wrong: 'Give a year, a month or a day, such as 2021, 2021-03 or 2021-03-09.' }
      if (firstDay(when) > today) return { wrong: 'The date must not lie ahead.' }
      if (lastDay(when) < earliest) return { wrong: tooEarly }
      return text === '' ? { wrong: noPlace } : { say: { ...head, kind, modality, on: when, place: text } }
  }
}
