import type { PartialDate } from '#lib/dates.ts'
import type { Allergy } from '../allergy.ts'
import type { ChartDocument } from '../document.ts'
import type { Medication } from '../medication.ts'
import type { Problem } from '../problem.ts'
import type { Procedure } from '../procedure.ts'
import type { Flag, Result, ResultPart, ResultValue } from '../result.ts'
import type { Source } from '../source.ts'
import type { Visit } from '../visit.ts'
import { type Side, sidesOf } from './body-side.ts'
import { type Day, firstDay } from './day.ts'
import { saysNothingDone } from './result-sense.ts'
import type { SourceName } from './rule.ts'

/**
 * How far a recorded thing may be believed: `done` counts; `past` is a condition that is over; `uncertain` is offered to
 * the clinician; `void` never counts (ordered, planned, cancelled, in error, not done, refuted, undated, in the future).
 */
type Standing = 'done' | 'past' | 'uncertain' | 'void'

/** A recorded thing as the rules see it. */
export type Entry = {
  readonly id: string
  readonly source: Source
  readonly from: SourceName
  readonly text: string
  readonly standing: Standing
  /** Why it does not count, in words; empty where it does. */
  readonly why: string
  readonly date: PartialDate | undefined
  readonly result: { readonly value: ResultValue; readonly flag: Flag | undefined } | undefined
  /** The bare id of the visit it was measured at, where the record says so. */
  readonly visit: string | undefined
  /** What else a procedure says of itself: what came of it, and what is noted beside it. */
  readonly says: string
  /** The sides that its body sites name. */
  readonly sides: readonly Side[]
  /** Its date is when it was issued: nobody says when it was done. */
  readonly issuedOnly: boolean
}

/**
 * What was not done may stand in a chart as completed, with the right code and these words beside it. Fewer words than make
 * a title no hint (title-match.ts): what is counted by its code is not refused for "screening, as recommended".
 */
const NOT_DONE =
  /\b(declin\w*|refus\w*|not (?:done|performed|given|completed|indicated|examined|assessed|attempted)|cancel+ed|no[ -]?show|(?:over)?due for|deferred|postponed|rescheduled|wrong patient|entered in error)\b/i

/** Begun, and come to nothing; a report or a result of that name may have found something all the same: see `doubtOf`. */
const BROKEN_OFF =
  /\b(?:aborted|unsuccessful|(?:unable to|(?<!\b(?:for|after) )failed)(?!(?: to)? (?:retrieve|remove|identify|intubate (?:the )?(?:terminal|ti)\b)))\b/i

// "FH (familial hypercholesterolemia)" is an own disease; "diabetes in mother" is one of her pregnancy, so who leads the words.
const FAMILY =
  /^\s*(?:fam(?:ily)? (?:history|hx)\b|fhx?\b(?!\s*\(?\s*familial)|(?:mother|father|brother|sister|sibling|parent|daughter|son|aunt|uncle|grand(?:mother|father|parent))\s*(?:['’]s\b|[-–:,;(]|(?:with|had|has)\b))/i

export const SAYS_NOT_DONE = 'its own words say that it was not done'
export const MAY_SAY_FAILED = 'its own words may say that it failed'
export const NOTE_OF_FAILURE = 'a note beside it may say that it failed'

type Judged = { readonly standing: Standing; readonly why: string }
const done: Judged = { standing: 'done', why: '' }
const past: Judged = { standing: 'past', why: 'resolved or inactive' }
const uncertain = (why: string): Judged => ({ standing: 'uncertain', why })
const voided = (why: string): Judged => ({ standing: 'void', why })

function judgeProblem({ verification, status, abated, concept }: Problem, today: Day): Judged {
  if (FAMILY.test(concept.text)) return voided('family history')
  if (verification === 'refuted' || verification === 'entered-in-error')
    return voided(verification.replaceAll('-', ' '))
  if (verification === 'unconfirmed') return uncertain('unconfirmed')
  if (status === 'resolved' || status === 'inactive') return past
  // An end that lies ahead ends nothing yet.
  return abated && firstDay(abated) <= today ? past : done
}

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended'])
const DRAFT: ReadonlySet<string> = new Set(['preliminary', 'partial', 'unknown'])

const judgeStatus = (status: string): Judged =>
  FINAL.has(status)
    ? done
    : DRAFT.has(status)
      ? uncertain(status === 'unknown' ? 'status not recorded' : status)
      : voided(status.replaceAll('-', ' '))

/** Not even where its status says that it was done. */
const unless = (words: string, judged: Judged, ...patterns: readonly RegExp[]): Judged =>
  judged.standing !== 'void' && [NOT_DONE, ...patterns].some((pattern) => pattern.test(words))
    ? voided(SAYS_NOT_DONE)
    : judged

/** A note speaks of much else, so only of the procedure itself, and never so surely that it would not be offered. */
const FAILED_NOTE =
  /\battempted\b[^.]{0,20}\b(?:not (?:completed|done|performed|successful)|unsuccessful)|(?<!\bforms? )\b(?:not|never) completed\b|\bincomplete (?:procedure|exam\w*|study|test|colonoscopy|sigmoidoscopy)\b|(?<!\b(?:clinical|physical|rectal|ultrasound|pelvic) )\b(?:procedure|exam\w*|study|test|scan|colonoscopy|sigmoidoscopy|mammogra\w+) (?:was |is )?(?:not (?:done|performed)|incomplete|unsuccessful|failed|cancel+ed|stopped|terminated)\b|\b(?:aborted|abandoned|terminated early)\b|\b(?:unable|failed|not able) to (?:complete|perform|finish|advance|reach|intubate)\b(?! (?:(?:a|the) )?(?:patient|pt|family|biops\w*|polypectomy|retroflexion|call|block|terminal|ti)\b(?!['’]))|\bcould not be (?:completed|performed|done)\b|\b(?:poor|inadequate|unsatisfactory) (?:bowel |colon(?:ic)? )?prep\w*|\b(?:declined|refused) (?:the )?(?:procedure|exam\w*|study|test|scan|colonoscopy|mammogra\w+)\b(?! last)|\b(?:did not|didn['’]t) (?:show|present|attend)\b(?=\s*(?:$|[.,;]|for\b|to\b|up\b))|\bno[ -]show\b(?! fee)|^\s*(?:\w+ ){0,2}cancel+ed\b/i

/** Of an earlier one, why it was asked for, and what may come. */
const OF_ANOTHER =
  /\b(?:(?:last|previous|prior|earlier) (?:\w+ ){0,2}?(?:colonoscopy|procedure|exam\w*|study|test|scan|mammogra\w+|attempt|prep\w*)|(?:history|hx) of (?:\w+ )?(?:incomplete|poor|inadequate|failed|aborted)|indications?|if (?:the )?(?:bowel )?(?:prep\w*|exam\w*|procedure|not))\b[^.,;\n]*|\brisks (?:of|includ\w*|are)\b[^.;\n]*/gi

const ofThis = (note: string): string => note.replace(OF_ANOTHER, ' ')

function judgeProcedure({ status, concept, outcome, notes }: Procedure): Judged {
  if (FAMILY.test(concept.text)) return voided('family history')
  if (status === 'completed') {
    if (saysNothingDone(`${concept.text}; ${outcome ?? ''}`)) return uncertain(MAY_SAY_FAILED)
    return notes.some((note) => FAILED_NOTE.test(ofThis(note))) ? uncertain(NOTE_OF_FAILURE) : done
  }
  return status === 'unknown' ? uncertain('status not recorded') : voided(status.replaceAll('-', ' '))
}

function judgeMedication({ status, ended, intent, reported }: Medication, today: Day): Judged {
  // What a patient reports as taken is a "plan" too: https://hl7.org/fhir/us/core/STU6.1/MedicationRequest-self-tylenol.html
  if (!reported && (intent === 'plan' || intent === 'proposal')) return voided('planned, not ordered')
  if (status === 'active') return ended && firstDay(ended) < today ? past : done
  if (status === 'entered-in-error' || status === 'cancelled' || status === 'draft')
    return voided(status.replaceAll('-', ' '))
  return status === 'unknown' ? uncertain('status not recorded') : past
}

function judgeAllergy({ verification, status, says }: Allergy): Judged {
  if (says !== 'allergy') return voided(says === 'none' ? 'says that there is none' : 'says that nobody asked')
  if (verification === 'refuted' || verification === 'entered-in-error')
    return voided(verification.replaceAll('-', ' '))
  if (status === 'resolved' || status === 'inactive') return past
  return verification === 'unconfirmed' ? uncertain('unconfirmed') : done
}

type Named = { readonly id: string; readonly source: Source }

/** What lies ahead of today has not happened; the vague date that may have is taken at its first day. */
function entryOf(
  { id, source }: Named,
  from: SourceName,
  text: string,
  judged: Judged,
  date: PartialDate | undefined,
  today: Day,
  more: Partial<Pick<Entry, 'result' | 'visit' | 'issuedOnly' | 'says' | 'sides'>> = {},
): Entry {
  const ahead = date !== undefined && judged.standing !== 'void' && firstDay(date) > today
  const { standing, why } = ahead ? AHEAD : judged
  const { result, visit, issuedOnly = false, says = '', sides = [] } = more
  return { id, source, from, text, standing, why, date, result, visit, says, sides, issuedOnly }
}

const AHEAD = voided('dated in the future')

export const entryOfProblem = (problem: Problem, from: SourceName, today: Day): Entry =>
  entryOf(problem, from, problem.concept.text, judgeProblem(problem, today), problem.onset ?? problem.recorded, today)

/** Whether it is what its words say, only a person can tell. */
export function entryByWords(problem: Problem, from: SourceName, today: Day): Entry {
  const entry = entryOfProblem(problem, from, today)
  return entry.standing === 'void' ? entry : { ...entry, ...uncertain('known by its words, not by a code') }
}

export const entryOfResult = (result: Result, part: ResultPart, from: SourceName, today: Day): Entry =>
  entryOf(result, from, part.concept.text, unless(part.concept.text, judgeStatus(result.status)), result.when, today, {
    result: { value: part.value, flag: part.flag },
    visit: result.encounterId,
  })

export const entryOfProcedure = (procedure: Procedure, today: Day): Entry =>
  entryOf(
    procedure,
    'procedures',
    procedure.concept.text,
    unless(`${procedure.concept.text}; ${procedure.outcome ?? ''}`, judgeProcedure(procedure), BROKEN_OFF),
    procedure.performed ?? procedure.performedEnd,
    today,
    { says: [procedure.outcome ?? '', ...procedure.notes.map(ofThis)].join('; '), sides: sidesOf(procedure.bodySites) },
  )

const DOCUMENT_VOID: ReadonlySet<string> = new Set(['entered-in-error', 'superseded'])
const A_DOCUMENT = uncertain('a document, not a result')
const WITHDRAWN = voided('entered in error or superseded')

function judgeDocument({ kind, status, docStatus }: ChartDocument): Judged {
  if (kind === 'report') return judgeStatus(status)
  return DOCUMENT_VOID.has(status) || docStatus === 'entered-in-error' ? WITHDRAWN : A_DOCUMENT
}

export const entryOfDocument = (document: ChartDocument, from: SourceName, today: Day): Entry => {
  const { conclusion, title, date, issuedOnly } = document
  const result =
    conclusion === undefined
      ? undefined
      : { value: { kind: 'text', text: conclusion, codings: [] } as const, flag: undefined }
  return entryOf(document, from, title, unless(title, judgeDocument(document)), date, today, { result, issuedOnly })
}

const UNHELD: ReadonlySet<string> = new Set(['planned', 'cancelled', 'no-show', 'entered-in-error'])

export const entryOfVisit = (visit: Visit, today: Day): Entry =>
  entryOf(
    visit,
    'encounters',
    visit.type,
    UNHELD.has(visit.status) ? voided(visit.status.replaceAll('-', ' ')) : done,
    visit.start ?? visit.end,
    today,
  )

export const entryOfAllergy = (allergy: Allergy, today: Day): Entry =>
  entryOf(
    allergy,
    'allergies',
    `allergy or intolerance: ${allergy.substance.text}`,
    judgeAllergy(allergy),
    allergy.onset ?? allergy.recorded,
    today,
  )

export const entryOfMedication = (medication: Medication, today: Day): Entry =>
  entryOf(
    medication,
    'medications',
    medication.concept.text,
    judgeMedication(medication, today),
    medication.started,
    today,
  )
