import type { PartialDate } from '#lib/dates.ts'
import { IN_PARTS, NO_VALUE } from '../result.ts'
import type { Context } from './criteria.ts'
import { type Day, birthday, firstDay, lastDay } from './day.ts'
import { type Entry, MAY_SAY_FAILED } from './entry.ts'
import { reaches, resultKind, saysNoResult, saysNothingDone, senseOf, type Sense } from './result-sense.ts'
import type { Modality } from './rule.ts'

/** The days between which a test of this person counts: from `least`, and before `most`. */
type Span = { readonly first: Day; readonly least: Day | undefined; readonly most: Day | undefined }

export const spanOf = ({ minAgeAtTest, maxAgeAtTest }: Modality, { born }: Context): Span => ({
  first: born.first,
  least: minAgeAtTest === undefined ? undefined : birthday(born.last, minAgeAtTest),
  most: maxAgeAtTest === undefined ? undefined : birthday(born.first, maxAgeAtTest + 1),
})

export const isOfAge = (day: Day, { first, least, most }: Span): boolean =>
  day >= first && (least === undefined || day >= least) && (most === undefined || day < most)

/** Why an entry of the right code is not evidence; undefined where it is. */
export function refusal(entry: Entry, modality: Modality, { first, least, most }: Span): string | undefined {
  if (entry.standing === 'void' || (entry.standing === 'past' && modality.active)) return entry.why
  if (modality.active) return undefined
  if (!entry.date) return 'no date recorded'
  const day = firstDay(entry.date)
  if (day < first) return 'dated before birth'
  if (least !== undefined && day < least) return `done before ${modality.minAgeAtTest} years of age`
  if (most !== undefined && day >= most) return `done after ${modality.maxAgeAtTest} years of age`
  // The result of a final report may stand in its words, or beside it: see `doubtOf`.
  if (entry.from === 'reports') return undefined
  const { needsResult } = modality
  // Flagged by the laboratory, the value left out, or "reactive, confirmation pending": nobody may wait for the rest.
  if (isAbnormal(entry, modality) && (isBare(entry) || !hasNoValue(entry))) return undefined
  const kind = entry.result ? resultKind(entry.result, boundsOf(modality)) : 'none'
  if (kind === 'none' && entry.result && !isBare(entry)) return 'it says that there is no result'
  if (needsResult === false) return undefined
  if (kind === 'none') return 'no result recorded'
  return needsResult === 'number' && kind === 'unclear' ? 'its result is not a number' : undefined
}

/** CMS165: pressures of emergency and inpatient visits are not those of the office. */
export const awayFromOffice = ({ visit }: Entry, { office }: Modality, { index }: Context): string | undefined =>
  office && visit !== undefined && index.placeOf(visit) === 'hospital'
    ? 'measured at an emergency or inpatient visit'
    : undefined

/** Epic's "Hospital Encounter" is a stay as well as an X-ray. */
export const mayBeAway = ({ visit }: Entry, { office }: Modality, { index }: Context): string | undefined =>
  office && visit !== undefined && index.placeOf(visit) === 'unsaid'
    ? 'measured at a hospital visit of unknown kind'
    : undefined

/** No value, and no reason why there is none: an examination whose result stands elsewhere. */
const isBare = ({ result }: Entry): boolean =>
  result?.value.kind === 'absent' && (result.value.reason === NO_VALUE || result.value.reason === IN_PARTS)

/** What was done, and no word of what came of it. */
export const hasNoValue = ({ result }: Entry): boolean => result === undefined || result.value.kind === 'absent'

const boundsOf = ({ abnormal }: Modality) => abnormal?.bounds ?? []

const senseIn = ({ result }: Entry, { abnormal }: Modality): Sense =>
  abnormal && result ? senseOf(result.value, result.flag, abnormal.bounds) : 'unclear'

/** Its result needs a person, whatever else is not known of it. */
export const isAbnormal = (entry: Entry, modality: Modality): boolean => senseIn(entry, modality) === 'abnormal'
export const isNormal = (entry: Entry, modality: Modality): boolean => senseIn(entry, modality) === 'normal'

/** Why what is kept, because it may be abnormal, closes nothing: done too early, or before the newest of its rule's set. */
export function closesNothing(
  date: PartialDate,
  modality: Modality,
  span: Span,
  { index }: Context,
): string | undefined {
  const { minAgeAtTest, after } = modality
  if (span.least !== undefined && lastDay(date) < span.least) return `done before ${minAgeAtTest} years of age`
  if (after === undefined) return undefined
  const day = firstDay(date)
  const isLater = ({ standing, date: on }: Entry) =>
    (standing === 'done' || standing === 'past') && on !== undefined && lastDay(on) > day
  return index.entriesOf(after).some(isLater) ? 'done before the newest infection or exposure' : undefined
}

/** Of the same day as a result that counts, it is that result's own report. */
export const NO_RESULT_IN_REPORT = 'its report holds no result'
export const DAY_FAILED = 'what is recorded of that day may say that nothing came of it'
export const MAY_HAVE_FAILED = 'its report may say that nothing came of it'

/** The name of a report or a result: begun, and not brought to its end. */
const UNFINISHED = /\b(?:incomplete|aborted|failed|unsuccessful|unable to|attempted)\b/i

/** Says no more than that it was done. */
const DONE = /^\s*(?:yes(?: \(qualifier value\))?|true|done|completed?|performed)\.?\s*$/i

/** A kit on its way to the patient is no test, and "done" says no more. */
const ONLY_HANDED_OUT = 'its own words may say that it was only handed out'
const HANDED_OUT = /\b(?:mailed|dispensed|handed out|kit (?:given|sent|provided|order\w*))\b/i

/**
 * Why an entry that counts is only offered: its words or its number leave open whether there is a result, or which way it
 * points. What is abnormal is never in doubt: it goes to a person as it is.
 */
export function doubtOf(entry: Entry, modality: Modality): string | undefined {
  const { needsResult, abnormal } = modality
  const { result, from } = entry
  if (isAbnormal(entry, modality)) return undefined
  // FHIR: when this version was made available, which may be long after; counted from it, a test would last too long.
  if (entry.issuedOnly) return 'only the day it was issued is recorded: the test may be older'
  if (UNFINISHED.test(entry.text)) return from === 'reports' ? MAY_HAVE_FAILED : MAY_SAY_FAILED
  // The result may be an entry that only the laboratory's own code tells: a positive one must not pass for done.
  if (!result && from === 'reports' && needsResult !== false) return NO_RESULT_IN_REPORT
  if (!result || result.value.kind === 'absent') return undefined
  const { value, flag } = result
  const own = boundsOf(modality)
  const sense = senseOf(value, flag, own)
  const saysNone = needsResult === false ? saysNothingDone : saysNoResult
  if (from === 'reports' && value.kind === 'text' && saysNone(value.text)) return MAY_HAVE_FAILED
  if (resultKind(result, own) === 'number') {
    // Where a limit only makes the next one sooner, what cannot be compared lasts for the shortest time: see `monthsAfter`.
    if (own.length > 0)
      return own.every((bound) => reaches(value, bound) === undefined) ? 'its number cannot be compared' : undefined
  }
  if (needsResult !== 'clear' && value.kind === 'text' && DONE.test(value.text))
    return HANDED_OUT.test(entry.text) ? ONLY_HANDED_OUT : undefined
  // Where the asking or the examination is the service, a number may stand without a limit.
  const mustBeClear = needsResult !== false || from === 'reports'
  return (needsResult === 'clear' || (abnormal && mustBeClear)) && sense === 'unclear'
    ? 'its result is not clear'
    : undefined
}

/** Why what was done may have come to nothing: it leaves the gap open. All other doubts leave open whether there is one. */
export const isFailure = (doubt: string): boolean =>
  [MAY_HAVE_FAILED, DAY_FAILED, MAY_SAY_FAILED, ONLY_HANDED_OUT].includes(doubt)

/** There is a result that may be abnormal, and only a person can tell. */
export const mayBeAbnormal = ({ result, from }: Entry, { abnormal }: Modality): boolean =>
  abnormal !== undefined &&
  from !== 'documents' &&
  result !== undefined &&
  result.value.kind !== 'absent' &&
  !(result.value.kind === 'text' && saysNoResult(result.value.text)) &&
  senseOf(result.value, result.flag, abnormal.bounds) !== 'normal'
