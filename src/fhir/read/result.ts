import type { Concept } from '#clinical/source.ts'
import { IN_PARTS, NO_VALUE } from '#clinical/result.ts'
import type { Result, ResultCategory, ResultPart, ResultValue } from '#clinical/result.ts'
import { concept, concepts, conceptText, hasCode } from './codeable-concept.ts'
import { effectiveDate, isEffectiveSent } from './effective-date.ts'
import { fact } from './fact.ts'
import { flagOf, interpretationWords } from './flag.ts'
import { date, field, joined, list, oneOf, text } from './json.ts'
import { readRange } from './range.ts'
import { isUnreadable, opened, type Reader, unreadable, type UnreadableReason } from './reader.ts'
import { authorOf, referencedId } from './reference.ts'
import { readValue } from './value.ts'

const STATUSES = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const

const CATEGORY_SYSTEMS = [
  'http://terminology.hl7.org/CodeSystem/observation-category',
  'http://hl7.org/fhir/observation-category',
  'http://terminology.hl7.org/CodeSystem/v2-0074',
]

// `vital-sign` is a slip of older Synthea charts; `LAB` is the HL7 v2 department.
const CATEGORIES: readonly (readonly [category: ResultCategory, codes: readonly string[]])[] = [
  ['laboratory', ['laboratory', 'LAB']],
  ['vital-signs', ['vital-signs', 'vital-sign']],
  ['social-history', ['social-history']],
]

function categoryOf(resource: unknown): ResultCategory {
  const codings = concepts(resource, 'category').flatMap((one) => one.codings)
  return CATEGORIES.find(([, codes]) => hasCode(codings, CATEGORY_SYSTEMS, codes))?.[0] ?? 'other'
}

/** The part of an observation that may stand alone or as a component: what, how much, and against which range. */
function readPart(part: unknown, named: Concept, whenEmpty: string): ResultPart | UnreadableReason {
  const value = readValue(part, whenEmpty)
  if (isUnreadable(value)) return value
  const range = readRange(part, value)
  return { concept: named, value, range, flag: flagOf(part, value, range) }
}

function readComponent(component: unknown): ResultPart | UnreadableReason {
  const named = concept(component, 'code')
  if (named === undefined) return unreadable('part')
  return readPart(component, named, NO_VALUE)
}

/**
 * What was said beside the value: notes, and whatever the interpretation says that no flag can (`Positive`, `Resistant`).
 */
function commentOf(resource: unknown, value: ResultValue): string | undefined {
  const notes = list(resource, 'note').map((note) => text(note, 'text'))
  // A reason for absence beside a value contradicts it (invariant obs-6): shown, so that neither hides the other.
  const absent = value.kind === 'absent' ? undefined : conceptText(field(resource, 'dataAbsentReason'))
  return joined([...interpretationWords(resource), absent, ...notes], ' · ')
}

/** Observation: laboratory result, vital sign or social history. https://hl7.org/fhir/R4/observation.html */
export const readResult: Reader<Result> = (resource, context) => {
  const head = opened(resource, 'Observation')
  if (isUnreadable(head)) return head
  const named = concept(resource, 'code')
  if (named === undefined) return unreadable('test')

  const parts = list(resource, 'component').map(readComponent)
  const broken = parts.find(isUnreadable)
  if (broken !== undefined) return broken
  const whenEmpty = parts.length > 0 ? IN_PARTS : NO_VALUE
  const whole = readPart(resource, named, whenEmpty)
  if (isUnreadable(whole)) return whole

  const category = categoryOf(resource)
  const issued = date(resource, 'issued')
  // Epic dates what it was told of someone's life (alcohol, drugs) by `issued` alone: the day it was asked.
  const when = category === 'social-history' && !isEffectiveSent(resource) ? issued : effectiveDate(resource)
  // Written out rather than spread: this is the one adapter that runs ten thousand times.
  const { id, source } = fact('Observation', head.id, context, {
    date: issued ?? when,
    author: authorOf(resource, context, 'performer'),
    codings: named.codings,
  })
  return {
    id,
    source,
    concept: named,
    value: whole.value,
    range: whole.range,
    flag: whole.flag,
    category,
    status: oneOf(field(resource, 'status'), STATUSES) ?? 'unknown',
    when,
    encounterId: referencedId(field(resource, 'encounter'), 'Encounter'),
    parts: parts.filter((part): part is ResultPart => !isUnreadable(part)),
    comment: commentOf(resource, whole.value),
  }
}
