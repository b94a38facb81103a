import type { Visit } from '#clinical/visit.ts'
import { clinicians } from './clinician.ts'
import { concept, concepts, conceptText } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, list, present, text, unique } from './json.ts'
import { isUnreadable, opened, type Reader } from './reader.ts'
import { namesOf, target } from './reference.ts'

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

/** Appointment. https://hl7.org/fhir/R4/appointment.html */
export const readAppointment: Reader<Visit> = (resource, context) => {
  const head = opened(resource, 'Appointment')
  if (isUnreadable(head)) return head
  const start = date(resource, 'start')
  const services = concepts(resource, 'serviceType')
  const kind = concept(resource, 'appointmentType') ?? services[0]
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
    status: STATUSES.get(field(resource, 'status')) ?? 'unknown',
    type: kind?.text ?? text(resource, 'description') ?? 'Appointment',
    start,
    end: date(resource, 'end'),
    inHospital: false,
    location: namesOf(resource, places, context)[0],
    clinicians: clinicians(resource, 'actor', context),
    reasons: unique(present(reasons)),
    dischargedTo: [],
  }
}
