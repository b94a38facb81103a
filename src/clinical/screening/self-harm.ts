import type { Context } from './criteria.ts'
import { addMonths, dayText, firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import type { Concern, NamedReview } from './named-reviews.ts'
import { inOrder } from './newest.ts'
import { numberIn, saysNoResult } from './result-sense.ts'

// LOINC answers of the PHQ-9: "not at all". https://loinc.org/44260-8
const NOT_AT_ALL = 'LA6568-5'
/** What stands before the answer: "Score: ", "PHQ-9 item 9: ", "A. ", "(". */
const LABEL =
  /^\s*(?:(?:phq[\s-]*\d+\s*)?(?:q ?\d+|(?:item|question) ?\d+|score|answer|response)\s*[:=]?\s*)?(?:[a-d][.)]\s*)?["'([]*/i
const NO =
  /^(?:0\b(?!\s*[-–]\s*\d)|not[ -]at[ -]all|not? (?:present|suicidal|si)\b|no\b(?! (?:\w+ )?(?:plan|intent))|n\b|none\b|never\b|nothing\b|nunca\b|neg(?:ative)?\b|false|absent|without|(?:(?:pt|patient) )?den(?:ies|ied)\b)/i
const UNANSWERED =
  /^(?:\W*$|n\/?a\b|not (?:applicable|answered|documented|recorded)|no (?:answer|response)|did not|unanswered|missing|null\b|skipped|prefer\w* not|unknown|unable|(?:left )?blank|see\b)/i
/** An answer of the questionnaire, whatever else is said beside it: "no plan, several days". */
const SOME = /\b(?:several days|half the days|nearly every ?day)\b/i

/** Undefined: nobody answered. */
function isTold({ result }: Entry): boolean | undefined {
  if (!result || result.value.kind === 'absent') return undefined
  const points = numberIn(result.value)
  if (points !== undefined) return points > 0
  if (result.value.kind !== 'text') return undefined
  if (SOME.test(result.value.text)) return true
  const words = result.value.text.replace(LABEL, '')
  if (saysNoResult(words) || UNANSWERED.test(words)) return undefined
  return !(result.value.codings.some(({ code }) => code === NOT_AT_ALL) || NO.test(words))
}

/** How long such an answer or entry is for a person. */
const MONTHS = 12

const NAMES = ['better dead', 'thought|thoughts hurting|harming yourself']

/**
 * Item 9 of the PHQ-9 asks for thoughts of being better off dead or of hurting oneself: any answer but "not at all" is for a
 * person, whatever the sum of the nine (Kroenke 2001, https://doi.org/10.1046/j.1525-1497.2001.016009606.x). So is what was
 * recorded as a diagnosis, which no later questionnaire undoes.
 */
export const selfHarm: NamedReview = {
  title: `Item 9 of the newest PHQ-9 of the last ${MONTHS} months (thoughts of self-harm) is more than “not at all”, or suicidal thoughts or an attempt were recorded in that time`,
  sets: ['phq-9-item-9', 'suicidal'],
  first: true,
  decide: (context) => toldOf(context) ?? recordedIn(context),
}

const isRecent = ({ date }: Entry, { today }: Context): boolean =>
  date !== undefined && firstDay(date) > addMonths(today, -MONTHS)

const concernOf = (what: string, entries: readonly Entry[], ifSo = ''): Concern => {
  const date = entries[0]?.date
  return { text: `${what}${date ? ` on ${dayText(firstDay(date))}` : ''}: assess the risk${ifSo}`, entries }
}

function toldOf(context: Context): Concern | undefined {
  const { index } = context
  const sure = index.entriesOf('phq-9-item-9')
  // Nobody may wait for an answer that is not final.
  const answered = inOrder([...sure, ...index.named(NAMES, readingsOf(context))]).filter(
    (entry) => entry.standing !== 'void' && isTold(entry) !== undefined,
  )
  const [newest] = answered
  if (!newest || !isRecent(newest, context)) return undefined
  const told = answered.filter((entry) => entry.date?.text === newest.date?.text && isTold(entry))
  if (told.length === 0) return undefined
  const isSure = told.some((entry) => sure.includes(entry))
  return concernOf('thoughts of self-harm were told', told, isSure ? '' : ', if it is what its name says')
}

/** What the problem list has as active is so today, whenever it began. */
function recordedIn(context: Context): Concern | undefined {
  const entries = inOrder(context.index.entriesOf('suicidal')).filter(
    (entry) =>
      entry.standing !== 'void' &&
      (isRecent(entry, context) || (entry.from === 'problems' && entry.standing !== 'past')),
  )
  return entries.length === 0 ? undefined : concernOf('suicidal thoughts or an attempt were recorded', entries)
}

const readingsOf = ({ pack }: Context) => pack.codeSets.get('phq-9-item-9')?.in ?? []
