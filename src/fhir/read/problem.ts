import type { Problem, ProblemCategory } from '#clinical/problem.ts'
import { coded, concept, concepts, conceptText } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, text } from './json.ts'
import { quantityText, rangeText } from './quantity.ts'
import { isUnreadable, opened, type Reader, type ReadContext, unreadable } from './reader.ts'
import { authorOf } from './reference.ts'

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status'

// https://hl7.org/fhir/R4/valueset-condition-clinical.html: recurrence and relapse are kinds of active, remission of inactive.
const STATUS = {
  active: 'active',
  recurrence: 'active',
  relapse: 'active',
  inactive: 'inactive',
  remission: 'inactive',
  resolved: 'resolved',
} as const

const VERIFIED = {
  confirmed: 'confirmed',
  unconfirmed: 'unconfirmed',
  provisional: 'unconfirmed',
  differential: 'unconfirmed',
  refuted: 'refuted',
  'entered-in-error': 'entered-in-error',
} as const

const CATEGORIES: readonly (readonly [code: string, category: ProblemCategory])[] = [
  ['problem-list-item', 'problem-list'],
  ['encounter-diagnosis', 'encounter-diagnosis'],
  ['health-concern', 'health-concern'],
]

/** Every coding of every category is looked at: Epic adds its own. Without one, the server's answer to the search counts. */
function categoryOf(resource: unknown, context: ReadContext): ProblemCategory {
  const codes = concepts(resource, 'category').flatMap((one) => one.codings.map((coding) => coding.code))
  const stated = CATEGORIES.find(([code]) => codes.includes(code))
  return (stated ?? CATEGORIES.find(([code]) => context.query.includes(`category=${code}`)))?.[1] ?? 'problem-list'
}

/** Condition. https://hl7.org/fhir/R4/condition.html */
export const readProblem: Reader<Problem> = (resource, context) => {
  const head = opened(resource, 'Condition')
  if (isUnreadable(head)) return head
  const named = concept(resource, 'code')
  if (named === undefined) return unreadable('condition')
  const status = coded(resource, 'clinicalStatus', CLINICAL, STATUS)
  const verification = coded(resource, 'verificationStatus', VERIFICATION, VERIFIED)
  const onset = date(resource, 'onsetDateTime') ?? date(field(resource, 'onsetPeriod'), 'start')
  const recorded = date(resource, 'recordedDate')
  return {
    ...fact('Condition', head.id, context, {
      date: recorded ?? onset,
      author: authorOf(resource, context, 'recorder', 'asserter'),
      codings: named.codings,
    }),
    concept: named,
    category: categoryOf(resource, context),
    // A verification that is not understood may be a "refuted": it must not stand beside "active".
    status: status === 'absent' || verification === 'unknown' ? 'unknown' : status,
    verification: verification === 'absent' ? 'unknown' : verification,
    onset,
    onsetText:
      onset === undefined
        ? (text(resource, 'onsetString') ??
          quantityText(field(resource, 'onsetAge')) ??
          rangeText(field(resource, 'onsetRange')))
        : undefined,
    abated:
      date(resource, 'abatementDateTime') ??
      date(field(resource, 'abatementPeriod'), 'end') ??
      date(field(resource, 'abatementPeriod'), 'start'),
    recorded,
    severity: conceptText(field(resource, 'severity')),
    bodySites: concepts(resource, 'bodySite'),
  }
}
