import { field, has, list } from './json.ts'
import { isId } from './reader.ts'
import { parseReference } from './reference.ts'

/** Kinds of resource that are nobody's in particular: there is no patient to compare. */
const NOBODYS: ReadonlySet<unknown> = new Set([
  'Binary',
  'HealthcareService',
  'Location',
  'Medication',
  'OperationOutcome',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Substance',
])

type Reference = { readonly reference?: string }

function asReference(value: unknown): Reference {
  const reference = field(value, 'reference')
  return typeof reference === 'string' ? { reference } : {}
}

const isPatientActor = (actor: unknown): boolean =>
  field(actor, 'type') === 'Patient' || parseReference(field(actor, 'reference'))?.type === 'Patient'

/** Every reference to the person the resource is about: `subject`, `patient`, or the patients taking part. */
function patientsOf(resource: unknown): readonly Reference[] {
  const named = ['subject', 'patient']
    .filter((name) => has(resource, name))
    .map((name) => asReference(field(resource, name)))
  const actors = list(resource, 'participant').map((participant) => field(participant, 'actor'))
  return [...named, ...actors.filter(isPatientActor).map(asReference)]
}

/** Scheme and host in lower case, no default port, no slash at the end; undefined for what is no URL. */
function normal(base: string): string | undefined {
  return URL.canParse(base) ? new URL(base).href.replace(/\/+$/, '') : undefined
}

/**
 * Whether a resource is about this patient. `no`: it names somebody or something else, or a patient of another server.
 * `not-stated`: it names nobody, or in a way that cannot be compared (display or identifier only, contained, `urn:`).
 * References are `Patient/x` or absolute, with or without a version: https://hl7.org/fhir/R4/references.html#literal
 */
export function belongsTo(resource: unknown, patientId: string, fhirBase: string): 'yes' | 'no' | 'not-stated' {
  const type = field(resource, 'resourceType')
  if (NOBODYS.has(type)) return 'yes'
  if (type === 'Patient') {
    const id = field(resource, 'id')
    return id === undefined ? 'not-stated' : id === patientId ? 'yes' : 'no'
  }
  const verdicts = patientsOf(resource).map(({ reference }) => compare(reference, patientId, fhirBase))
  // Several patients may share one appointment; anything else must be about one person only.
  if (type === 'Appointment' && verdicts.includes('yes')) return 'yes'
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'not-stated'
}

function compare(reference: string | undefined, patientId: string, fhirBase: string): 'yes' | 'no' | 'not-stated' {
  // As nearly every resource says it.
  if (reference === `Patient/${patientId}`) return isId(patientId) ? 'yes' : 'no'
  if (reference === undefined || reference.startsWith('#') || /^urn:/i.test(reference)) return 'not-stated'
  const to = parseReference(reference)
  // Something is named, and it is not recognisably this patient.
  if (to === undefined || to.type !== 'Patient') return 'no'
  const here = to.base === undefined || (normal(to.base) !== undefined && normal(to.base) === normal(fhirBase))
  return here && isId(patientId) && to.id === patientId ? 'yes' : 'no'
}
