import type { Medication } from '#clinical/medication.ts'
import type { Concept } from '#clinical/source.ts'
import { concept, conceptText, readCodings } from './codeable-concept.ts'
import { doseOf, isAsNeeded, treatmentPeriod } from './dosage.ts'
import { fact } from './fact.ts'
import { date, field, has, joined, list, oneOf, text } from './json.ts'
import { carriesModifier, isUnreadable, opened, type Reader, type ReadContext, unreadable } from './reader.ts'
import { authorOf, nameOf, resolve } from './reference.ts'

const STATUSES = [
  'active',
  'on-hold',
  'cancelled',
  'completed',
  'entered-in-error',
  'stopped',
  'draft',
  'unknown',
] as const

/** A mixture may be named by its ingredients only. */
const ingredientsOf = (medication: unknown): string | undefined =>
  joined(
    list(medication, 'ingredient').map((one) => conceptText(field(one, 'itemCodeableConcept'))),
    ' + ',
  )

/**
 * What was ordered. Epic sends `medicationReference` with a display and no code; the codes come only with the Medication
 * itself, contained or included. The display is what the clinician ordered, so its words win over the Medication's.
 */
function medicationOf(resource: unknown, context: ReadContext): Concept | undefined | 'modified' {
  const direct = concept(resource, 'medicationCodeableConcept')
  if (direct !== undefined) return direct
  const reference = field(resource, 'medicationReference')
  const medication = resolve(resource, reference, context)
  if (carriesModifier(medication)) return 'modified'
  const code = field(medication, 'code')
  const words = text(reference, 'display') ?? conceptText(code) ?? ingredientsOf(medication)
  return words === undefined ? undefined : { text: words, codings: readCodings(code) }
}

/** MedicationRequest. https://hl7.org/fhir/R4/medicationrequest.html */
export const readMedication: Reader<Medication> = (resource, context) => {
  const head = opened(resource, 'MedicationRequest')
  if (isUnreadable(head)) return head
  const named = medicationOf(resource, context)
  if (named === undefined) return unreadable('medication')
  if (named === 'modified') return unreadable('modifier')

  // doNotPerform turns the order round: "do not give". Its codes must not count as evidence of treatment.
  const negated = field(resource, 'doNotPerform')
  const doubtful = negated !== undefined && negated !== false
  const status = oneOf(field(resource, 'status'), STATUSES) ?? 'unknown'
  const dosages = list(resource, 'dosageInstruction')
  const period = treatmentPeriod(dosages)
  const authored = date(resource, 'authoredOn')
  return {
    ...fact('MedicationRequest', head.id, context, {
      date: authored ?? period.start,
      author: authorOf(resource, context, 'requester', 'recorder'),
      codings: named.codings,
    }),
    concept: negated === true ? { text: `Do not give: ${named.text}`, codings: [] } : named,
    status: doubtful && status !== 'entered-in-error' ? 'unknown' : status,
    statusReason: conceptText(field(resource, 'statusReason')),
    intent: text(resource, 'intent'),
    dose: doseOf(dosages),
    asNeeded: dosages.some(isAsNeeded),
    // In Epic the order's start and end stand in dispenseRequest.validityPeriod; its end is when the prescription lapses,
    // not when treatment ends, and is not taken for one.
    started: period.start ?? date(field(field(resource, 'dispenseRequest'), 'validityPeriod'), 'start') ?? authored,
    ended: period.end,
    reported: field(resource, 'reportedBoolean') === true || has(resource, 'reportedReference'),
    requester: nameOf(resource, field(resource, 'requester'), context),
  }
}
