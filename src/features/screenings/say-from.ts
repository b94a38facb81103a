import { toOneLine } from '#clinical/note-format.ts'
import { firstDay } from '#clinical/screening/day.ts'
import type { Rule } from '#clinical/screening/rule.ts'
import type { Say, SayKind } from '#clinical/screening/say.ts'
import { parseDate } from '#lib/dates.ts'

/** What is said by a form; the rest by a press. */
export type FormKind = Exclude<SayKind, 'confirmed' | 'withdrawn'>

/** What still reads as a line of a note. */
const LONGEST = 300
const OLDEST_YEARS = 130
const FARTHEST_YEARS = 10

export type Answers = { readonly modality: string; readonly date: string; readonly words: string }

/** What was filled in as something said, or what is wrong with it. */
export function sayFrom(
  kind: FormKind,
  rule: Rule,
  { modality, date, words }: Answers,
  today: Temporal.PlainDate,
): { readonly say: Say } | { readonly wrong: string } {
  const said = today.toString()
  const head = { rule: rule.id, said }
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
      if (when.text <= said) return { wrong: 'The day must lie ahead.' }
      return when.text > today.add({ years: FARTHEST_YEARS }).toString()
        ? { wrong: 'Give a day within the next ten years.' }
        : { say: { ...head, kind, until: when.text } }
    case 'done-elsewhere':
      if (!when) return { wrong: 'Give a year, a month or a day, such as 2021, 2021-03 or 2021-03-09.' }
      if (firstDay(when) > said) return { wrong: 'The date must not lie ahead.' }
      if (firstDay(when) < today.subtract({ years: OLDEST_YEARS }).toString())
        return { wrong: 'That was more than 130 years ago.' }
      return text === ''
        ? { wrong: 'Say where it was done.' }
        : { say: { ...head, kind, modality, on: when, place: text } }
  }
}
