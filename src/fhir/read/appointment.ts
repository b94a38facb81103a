import type { Coding } from '#clinical/source.ts'
import type { Visit } from '#clinical/visit.ts'
import { clinicians } from './clinician.ts'
import { concept, concepts, conceptText } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, list, present, text, unique } from './json.ts'
import { isUnreadable, opened, type Reader } from './reader.ts'
import { namesOf, target } from './reference.ts'
import { visitNumbers } from './visit-number.ts'

// https://hl7.org/fhir/R4/valueset-appointmentstatus.html
const STATUSES: ReadonlyMap<unknown, Visit['status']> = new Map([
  ['proposed', 'planned'],
  ['pending', 'planned'],
  ['booked', 'planned'],
  ['waitlist', 'planned'],
  ['arrived', 'in-progress'],
  ['checked-in', 'in-progress'],
  ['fulfilled', 'finished'],
  ['cancelled', 'cancelled'],
  ['noshow', 'no-show'],
  ['entered-in-error', 'entered-in-error'],
])

/**
 * What is planned. Epic sends every appointment as the class `Ambulatory` in `appointmentType` and puts the visit type that
 * its own schedule shows into `serviceType`.
 */
function kindOf(resource: unknown): string | undefined {
  const kind = concept(resource, 'appointmentType')
  const [service] = concepts(resource, 'serviceType')
  const isClass = kind !== undefined && kind.codings.length > 0 && kind.codings.every(isActCode)
  return (isClass ? (service ?? kind) : (kind ?? service))?.text
}

const isActCode = ({ system }: Coding): boolean => system?.endsWith('/v3-ActCode') === true

/** Appointment. https://hl7.org/fhir/R4/appointment.html */
export const readAppointment: Reader<Visit> = (resource, context) => {
  const head = opened(resource, 'Appointment')
  if (isUnreadable(head)) return head
  const start = date(resource, 'start')
  const services = concepts(resource, 'serviceType')
  const actors = list(resource, 'participant').map((one) => field(one, 'actor'))
  const places = actors.filter((actor) => target(actor)?.type === 'Location' || text(actor, 'type') === 'Location')
  const reasons = [
    ...list(resource, 'reasonCode').map(conceptText),
    ...namesOf(resource, list(resource, 'reasonReference'), context),
  ]
  return {
    ...fact('Appointment', head.id, context, {
      date: date(resource, 'created') ?? start,
      author: undefined,
      codings: [...(concept(resource, 'appointmentType')?.codings ?? []), ...services.flatMap((one) => one.codings)],
    }),
    kind: 'appointment',
    bareId: head.id,
    numbers: visitNumbers(resource),
    status: STATUSES.get(field(resource, 'status')) ?? 'unknown',
    type: kindOf(resource) ?? text(resource, 'description') ?? 'Appointment',
    start,
    end: date(resource, 'end'),
    inHospital: false,
    location: namesOf(resource, places, context)[0],
    clinicians: clinicians(resource, 'actor', context),
    reasons: unique(present(reasons)),
    dischargedTo: [],
  }
}
