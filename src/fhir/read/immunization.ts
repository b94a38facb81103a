import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import { concept, conceptText } from './codeable-concept.ts'
import { doseNumber } from './dose-number.ts'
import { fact } from './fact.ts'
import { date, field, joined, list, oneOf, text, unique } from './json.ts'
import { isUnreadable, opened, type Reader, unreadable } from './reader.ts'
import { namesOf } from './reference.ts'

const STATUSES = ['completed', 'not-done', 'entered-in-error'] as const

/** Immunization. https://hl7.org/fhir/R4/immunization.html */
export const readImmunization: Reader<ImmunizationRecord> = (resource, context) => {
  const head = opened(resource, 'Immunization')
  if (isUnreadable(head)) return head
  const vaccine = concept(resource, 'vaccineCode')
  if (vaccine === undefined) return unreadable('vaccine')
  const status = oneOf(field(resource, 'status'), STATUSES) ?? 'unknown'
  // isSubpotent is a modifier: a weakened dose is a record, but not plainly a completed one.
  const subpotent = field(resource, 'isSubpotent')
  const weakened = subpotent !== undefined && subpotent !== false
  const given = date(resource, 'occurrenceDateTime')
  const actors = list(resource, 'performer').map((one) => field(one, 'actor'))
  const primary = field(resource, 'primarySource')
  return {
    ...fact('Immunization', head.id, context, {
      date: date(resource, 'recorded') ?? given,
      author: joined(unique(namesOf(resource, actors, context)), ', '),
      codings: vaccine.codings,
    }),
    vaccine,
    status: weakened && status === 'completed' ? 'unknown' : status,
    statusReason: joined(
      [conceptText(field(resource, 'statusReason')), weakened ? 'Recorded as a dose of reduced potency' : undefined],
      ', ',
    ),
    given,
    givenText: text(resource, 'occurrenceString'),
    primarySource: typeof primary === 'boolean' ? primary : undefined,
    lot: text(resource, 'lotNumber'),
    doseNumber: joined(unique(list(resource, 'protocolApplied').flatMap((one) => doseNumber(one) ?? [])), ', '),
  }
}
