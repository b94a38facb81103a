import { formatDate, parseDate } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import { fingerprintOf, toOneLine } from '../note-format.ts'
import type { NoteLine } from '../note.ts'
import { recogniseNote } from '../recognise-note.ts'
import { type Day, dayText } from './day.ts'
import type { Modality, Rule } from './rule.ts'
import type { Say } from './say.ts'

/** What something can be said of: a screening rule, or a vaccine. */
export type Sayable = Pick<Rule, 'id' | 'title'> & {
  readonly modalities: readonly Pick<Modality, 'id' | 'title'>[]
  readonly source?: Pick<Rule['source'], 'reviewBy'>
}
export type Sayables = { readonly rules: readonly Sayable[] }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DATE = '(?:(?:\\d{1,2} )?[A-Z][a-z]{2} )?\\d{1,4}'

/** `3 Mar 2021`, `Mar 2021` or `2021`, as `formatDate` writes them. */
function readDateWords(words: string): PartialDate | undefined {
  const parts = words.split(' ')
  const [year, month, day] = parts.toReversed()
  const at = month === undefined ? 0 : MONTHS.indexOf(month)
  if (year === undefined || at < 0) return undefined
  const text = [year.padStart(4, '0'), month === undefined ? undefined : at + 1, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  return parseDate(text)
}

/** A plain line for the note that a person can read and this app can read again. */
export function sayLine(say: Say, rule: Sayable): string {
  const modality = 'modality' in say ? rule.modalities.find(({ id }) => id === say.modality) : undefined
  const what = modality?.title ?? rule.title
  const key = 'modality' in say ? `${say.rule}/${say.modality}` : say.rule
  return `${rule.title}: ${words(say, what)} (said ${dayText(say.said)}; ${key})`
}

const WITHDRAWN = 'what earlier notes say of it no longer holds'

function words(say: Say, what: string): string {
  switch (say.kind) {
    case 'confirmed':
      return `confirmed, ${what}, ${formatDate(say.on)}`
    case 'done-elsewhere':
      return `done elsewhere, ${what}, ${formatDate(say.on)}, at ${toOneLine(say.place)}`
    case 'declined':
      return 'declined'
    case 'deferred':
      return `deferred until ${dayText(say.until)}`
    case 'not-applicable':
      return `not applicable: ${toOneLine(say.reason)}`
    case 'withdrawn':
      return WITHDRAWN
  }
}

/** What lines of one question share: a later word takes the place of an earlier one. */
export const sayGroup = (say: Say): string => `say/${questionOf(say)}/`

export const PAST_REVIEW = 'rule past its review date'

/** As a line of the note's section on what is due. */
export function sayNoteLine(say: Say, rule: Sayable): NoteLine {
  const isLate = rule.source !== undefined && say.said > rule.source.reviewBy
  // Of the title, which is not read again: so every line of ours stays readable.
  const text = sayLine(say, isLate ? { ...rule, title: `${rule.title} (${PAST_REVIEW})` } : rule)
  const sources = say.kind === 'confirmed' && say.source ? [say.source] : []
  return { id: `${sayGroup(say)}${fingerprintOf(text)}`, section: 'due', text, sources }
}

const LINE = new RegExp(`^[^:]+: (.*) \\(said (${DATE}); ([a-z0-9-]+)(?:/([a-z0-9-]+))?\\)$`, 's')

/** What a line says, or undefined if it is none of ours, or of a rule or modality that is no longer there. */
export function readSayLine(line: string, pack: Sayables): Say | undefined {
  const [, body = '', said = '', id, modality] = LINE.exec(line) ?? []
  const rule = pack.rules.find((each) => each.id === id)
  const when = dayOf(readDateWords(said))
  if (!rule || when === undefined) return undefined
  const head = { rule: rule.id, said: when }
  if (body === 'declined') return { ...head, kind: 'declined' }
  if (body === WITHDRAWN) return { ...head, kind: 'withdrawn' }
  const until = new RegExp(`^deferred until (${DATE})$`).exec(body)?.[1]
  const day = until === undefined ? undefined : dayOf(readDateWords(until))
  if (day !== undefined) return { ...head, kind: 'deferred', until: day }
  const reason = /^not applicable: (.+)$/s.exec(body)?.[1]
  if (reason !== undefined) return { ...head, kind: 'not-applicable', reason }
  return modality === undefined ? undefined : readDone(body, head, rule, modality)
}

function readDone(body: string, head: Pick<Say, 'rule' | 'said'>, rule: Sayable, modality: string): Say | undefined {
  const known = rule.modalities.find(({ id }) => id === modality)
  if (!known) return undefined
  // The title of a modality may have changed since: the id in brackets decides.
  const [, kind, date = '', place] =
    new RegExp(`^(confirmed|done elsewhere), .*?, (${DATE})(?:, at (.*))?$`, 's').exec(body) ?? []
  const on = readDateWords(date)
  if (!on) return undefined
  if (kind === 'confirmed') return { ...head, kind: 'confirmed', modality, on, evidence: undefined, source: undefined }
  return kind === 'done elsewhere' && place !== undefined
    ? { ...head, kind: 'done-elsewhere', modality, on, place }
    : undefined
}

const dayOf = (date: PartialDate | undefined): Day | undefined => (date?.precision === 'day' ? date.text : undefined)

/** What an earlier note of this app recorded; nothing where anyone has changed the note since. */
export function saysOfNote(text: string, pack: Sayables): readonly Say[] {
  const note = recogniseNote(text)
  if (!note?.intact) return []
  const says = (note.content?.sections.get('due') ?? []).flatMap(({ text }) => readSayLine(text, pack) ?? [])
  return withdrawalsFirst(says)
}

/** Where there are more notes of the app's type than were opened. */
export const onlyNewestWords = (opened: number): string =>
  `Only the newest ${opened} notes of the type this app files were opened: what older ones recorded as declined, deferred or done elsewhere is not known here.`

/** A note withdraws what notes before it said, never what it says itself. */
const withdrawalsFirst = (says: readonly Say[]): readonly Say[] => [
  ...says.filter(({ kind }) => kind === 'withdrawn'),
  ...says.filter(({ kind }) => kind !== 'withdrawn'),
]

/** One list of what was said, earlier notes first; for each rule and kind the last word stands. */
export function mergeSays(earlier: readonly Say[], now: readonly Say[]): readonly Say[] {
  const kept = new Map<string, Say>()
  const put = (say: Say) => {
    if (say.kind === 'withdrawn') for (const [key, { rule }] of kept) if (rule === say.rule) kept.delete(key)
    const key = questionOf(say)
    kept.delete(key)
    kept.set(key, say)
  }
  earlier.toSorted((a, b) => (a.said < b.said ? -1 : a.said > b.said ? 1 : 0)).forEach(put)
  withdrawalsFirst(now).forEach(put)
  return [...kept.values()]
}

/** Declined, deferred and not applicable are one question with one answer; each thing done is a question of its own. */
const questionOf = (say: Say): string =>
  'modality' in say
    ? `${say.kind}/${say.rule}/${say.modality}/${say.on.text}`
    : `${say.kind === 'withdrawn' ? 'withdrawn' : 'aside'}/${say.rule}`
