import { formatDate, parseDate } from '#lib/dates.ts'
import type { Say } from '../../screening/say.ts'
import type { Sayable } from '../../screening/say-line.ts'

/** A vaccine as something that can be said of, in the draft, the note and the notes to come: `vaccine-polio`. */
export const sayableVaccine = (group: string): Sayable => ({
  id: `vaccine-${group.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
  title: `${group} vaccine`,
  modalities: [],
})

/** What sets a vaccine aside on this day: declined, deferred until a day that lies ahead, or not applicable. The last word counts. */
export function setAside(says: readonly Say[], group: string, today: string): Say | undefined {
  const { id } = sayableVaccine(group)
  const last = says.filter(({ rule, said }) => rule === id && said <= today).at(-1)
  return last?.kind === 'deferred' && last.until <= today ? undefined : last
}

/** `Deferred until 1 Mar 2027.` */
export function asideWords(say: Say): string {
  const day = (text: string): string => {
    const date = parseDate(text)
    return date ? formatDate(date) : text
  }
  if (say.kind === 'deferred') return `Deferred until ${day(say.until)}.`
  if (say.kind === 'not-applicable') return `Not applicable, you said ${day(say.said)}: ${say.reason}.`
  return `Declined ${day(say.said)}.`
}

/** What was filled in as something said, or what is wrong with it. */
export function vaccineSay(
  kind: 'declined' | 'deferred' | 'not-applicable',
  group: string,
  words: string,
  today: string,
): { readonly say: Say } | { readonly wrong: string } {
  const head = { rule: sayableVaccine(group).id, said: today }
  const text = words.replace(/\s+/g, ' ').trim()
  if (kind === 'declined') return { say: { ...head, kind } }
  if (kind === 'not-applicable') {
    return text === '' ? { wrong: 'Say why it does not apply.' } : { say: { ...head, kind, reason: text } }
  }
  const until = parseDate(text)
  if (until?.precision !== 'day') return { wrong: 'Give a day, such as 2027-03-01.' }
  return until.text <= today ? { wrong: 'The day must lie ahead.' } : { say: { ...head, kind, until: until.text } }
}
