import type { Visit } from '#clinical/visit.ts'
import { concepts } from './codeable-concept.ts'
import { field, list, text } from './json.ts'
import type { ReadContext } from './reader.ts'
import { nameOf, target } from './reference.ts'

const ROLES = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType'
const CLINICIANS: readonly unknown[] = ['Practitioner', 'PractitionerRole']

type Clinician = Visit['clinicians'][number]

function roles(participant: unknown): readonly (string | undefined)[] {
  const codings = concepts(participant, 'type').flatMap((one) => one.codings)
  return codings.filter((coding) => coding.system === ROLES).map((coding) => coding.code)
}

/** Rooms and machines take part in Epic's encounters too, by display alone; a person has a reference or a role. */
function isClinician(participant: unknown, person: unknown): boolean {
  const to = target(person)
  if (to !== undefined) return CLINICIANS.includes(to.type)
  return CLINICIANS.includes(text(person, 'type')) || concepts(participant, 'type').length > 0
}

/** Those who took part, the attending first. Whoever only referred was not there, and who declined will not be. */
export function clinicians(
  resource: unknown,
  member: 'individual' | 'actor',
  context: ReadContext,
): readonly Clinician[] {
  const found = new Map<string, Clinician>()
  const taking = list(resource, 'participant').filter(
    (one) => isClinician(one, field(one, member)) && !roles(one).includes('REF') && field(one, 'status') !== 'declined',
  )
  const attendingFirst = taking.toSorted(
    (a, b) => Number(roles(b).includes('ATND')) - Number(roles(a).includes('ATND')),
  )
  for (const participant of attendingFirst) {
    const person = field(participant, member)
    const to = target(person)
    const id = to?.type === 'Practitioner' ? to.id : undefined
    const name = nameOf(resource, person, context) ?? 'Name not sent'
    if (!found.has(id ?? name)) found.set(id ?? name, { name, id })
  }
  return [...found.values()]
}
