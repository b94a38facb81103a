import { firstDay } from '#clinical/screening/day.ts'
import type { Rule } from '#clinical/screening/rule.ts'
import type { Say, SayKind } from '#clinical/screening/say.ts'
import { parseDate } from '#lib/dates.ts'

export type Answers = { readonly modality: string; readonly date: string; readonly words: string }

/** What was filled in as something said, or what is wrong with it. */
export function sayFrom(
  kind: Exclude<SayKind, 'confirmed'>,
  rule: Rule,
  { modality, date, words }: Answers,
  today: Temporal.PlainDate,
): { readonly say: Say } | { readonly wrong: string } {
  const said = today.toString()
  const head = { rule: rule.id, said }
  const text = words.replace(/\s+/g, ' ').trim()
  const when = parseDate(date.trim())
  switch (kind) {
    case 'declined':
      return { say: { ...head, kind } }
    case 'not-applicable':
      return text === '' ? { wrong: 'Say why it does not apply.' } : { say: { ...head, kind, reason: text } }
    case 'deferred':
      if (when?.precision !== 'day') return { wrong: 'Give a day, such as 2027-03-01.' }
      return when.text <= said ? { wrong: 'The day must lie ahead.' } : { say: { ...head, kind, until: when.text } }
    case 'done-elsewhere':
      if (!when) return { wrong: 'Give a year, a month or a day, such as 2021, 2021-03 or 2021-03-09.' }
      if (firstDay(when) > said) return { wrong: 'The date must not lie ahead.' }
      return text === ''
        ? { wrong: 'Say where it was done.' }
        : { say: { ...head, kind, modality, on: when, place: text } }
  }
}
