import { formatDate } from '#lib/dates.ts'
import { fingerprintOf, toOneLine } from '../note-format.ts'
import type { NoteLine } from '../note.ts'
import { SOURCE_WORDS } from './chart.ts'
import { dayText } from './day.ts'
import type { Evidence, Probable } from './lasts.ts'
import type { RuleResult, Searched, Status } from './result.ts'
import { PAST_REVIEW } from './say-line.ts'

export type Tone = 'over' | 'due' | 'soon' | 'ok' | 'ask' | 'mute'

const TAGS: Readonly<Record<Status['kind'], readonly [tone: Tone, word: string]>> = {
  overdue: ['over', 'Overdue'],
  due: ['due', 'Due'],
  'due-soon': ['soon', 'Due soon'],
  'up-to-date': ['ok', 'Up to date'],
  'not-applicable': ['mute', 'Not applicable'],
  'needs-review': ['mute', 'Review'],
  'cannot-tell': ['ask', 'Cannot tell'],
}

export const tagOf = ({ kind }: Status): { readonly tone: Tone; readonly word: string } => {
  const [tone, word] = TAGS[kind]
  return { tone, word }
}

/** What stands at the end of the row: since when, until when. */
export function whenWords({ status }: RuleResult): string | undefined {
  switch (status.kind) {
    case 'overdue':
      return `since ${dayText(status.since)}`
    case 'due-soon':
      return dayText(status.on)
    case 'up-to-date':
      return status.until === undefined ? undefined : `until ${dayText(status.until)}`
    case 'due':
      return 'no record'
    case 'not-applicable':
    case 'needs-review':
    case 'cannot-tell':
      return undefined
  }
}

/** `Colonoscopy about 2016`: a vague date says so. */
export const evidenceWords = ({ title, date }: Pick<Evidence | Probable, 'title' | 'date'>): string =>
  date ? `${title} ${date.precision === 'day' ? '' : 'about '}${formatDate(date)}` : `${title}, no date`

/** `Colonoscopy 3 Mar 2021 + 10 y`; of a vague date also the day it was counted from. */
export const countedWords = (evidence: Evidence): string => {
  const { title, date, how } = evidence
  return date && how.startsWith(formatDate(date)) ? `${title} ${how}` : `${evidenceWords(evidence)} (${how})`
}

/** One quiet line of reason. */
export function reasonWords(result: RuleResult): string {
  const { status, last, rule } = result
  switch (status.kind) {
    case 'overdue':
    case 'due-soon':
    case 'up-to-date':
      return last ? `${countedWords(last)}. ${rule.advice}` : rule.advice
    case 'due':
      return `${searchedWords(result.proof.searched)} ${rule.advice}`
    case 'not-applicable':
    case 'needs-review':
    case 'cannot-tell':
      return sentence(status.because) + (last ? ` Last: ${evidenceWords(last)}.` : '')
  }
}

export const sentence = (words: string): string => {
  const text = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** `Nothing found in reports and laboratory results, the shortest of which goes back to 2019.` */
function searchedWords(searched: readonly Searched[]): string {
  const whole = searched.filter(({ decides, complete }) => decides && complete)
  // Diagnoses say whether a service is meant; where it would be found is what matters here.
  const held = whole.filter(({ from }) => !['problems', 'diagnoses', 'concerns'].includes(from))
  const read = held.length > 0 ? held : whole
  // How far the longest goes back says nothing of the others.
  const shortest = read
    .flatMap(({ oldest }) => oldest ?? [])
    .toSorted()
    .at(-1)
  const which = read.length > 1 ? 'the shortest of which goes back' : 'which go back'
  const back = shortest === undefined ? '' : `, ${which} to ${shortest.slice(0, 4)}`
  return `Nothing found in ${listWords(read.map(({ from }) => SOURCE_WORDS[from]))}${back}.`
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? 'the record'
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** `laboratory results: 312, back to 4 Mar 2009` */
export function searchedLine({ from, count, oldest, complete, why, decides }: Searched): string {
  const name = SOURCE_WORDS[from]
  const much =
    count === undefined ? 'not read' : `${count} read${oldest === undefined ? '' : `, back to ${dayText(oldest)}`}`
  const whole = complete ? '' : `; incomplete: ${why ?? 'not whole'}`
  return `${name}: ${much}${whole}${decides ? '' : ' (titles only, as a hint)'}`
}

/** As a line of the note. */
export function dueNoteLine(result: RuleResult): NoteLine {
  const { rule, status, last } = result
  const when = whenWords(result)
  const parts = [
    `${tagOf(status).word}: ${rule.title}`,
    when,
    'because' in status ? status.because : undefined,
    last && status.kind !== 'due' ? `last ${evidenceWords(last)}` : undefined,
    result.pastReview ? PAST_REVIEW : undefined,
  ]
  return {
    id: `due/${rule.id}`,
    section: 'due',
    text: toOneLine(parts.filter((part) => part !== undefined).join(', ')),
    sources: last?.source ? [last.source] : [],
  }
}

const titleWords = ({ rule, pastReview }: RuleResult): string =>
  pastReview ? `${rule.title} (${PAST_REVIEW})` : rule.title

/** Several rules that cannot be told for one and the same reason. */
export const untoldNoteLine = (because: string, results: readonly RuleResult[]): NoteLine => ({
  id: `due/untold-${fingerprintOf(because)}`,
  section: 'due',
  text: toOneLine(`Cannot tell: ${results.map(titleWords).join(', ')}, because ${because}`),
  sources: [],
})

/** Which rules, in which version, at a site's wish: one line of the note. */
export const rulesNoteLine = (text: string): NoteLine => ({ id: 'due/rules', section: 'due', text, sources: [] })

const ORDER: readonly Status['kind'][] = [
  'overdue',
  'due',
  'needs-review',
  'due-soon',
  'cannot-tell',
  'up-to-date',
  'not-applicable',
]

/** By urgency; within one kind what ran out first comes first. */
export function byUrgency(a: RuleResult, b: RuleResult): number {
  const rank = ORDER.indexOf(a.status.kind) - ORDER.indexOf(b.status.kind)
  if (rank !== 0) return rank
  const day = ({ status }: RuleResult): string =>
    status.kind === 'overdue'
      ? status.since
      : status.kind === 'due-soon'
        ? status.on
        : status.kind === 'up-to-date'
          ? (status.until ?? '9')
          : ''
  return day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0
}
