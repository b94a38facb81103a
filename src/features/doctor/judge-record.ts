import { TRIED, type Tried, type TriedSearch } from '#fhir/try-record.ts'
import { check, type Finding } from './finding.ts'

/** As Epic names the APIs; the rest of the search names itself. */
const NAMES: Readonly<Record<string, string>> = {
  Patient: 'Patient (Demographics)',
  Practitioner: 'Practitioner (Organizational Directory)',
  Encounter: 'Encounter (Patient Chart)',
  'Appointment?service-category=appointment': 'Appointment (Appointments)',
  'Appointment?service-category=surgery': 'Appointment (Scheduled Surgeries)',
  'Condition?category=problem-list-item': 'Condition (Problems)',
  'Condition?category=encounter-diagnosis': 'Condition (Encounter Diagnosis)',
  'Condition?category=health-concern': 'Condition (Health Concern)',
  'MedicationRequest?_include=MedicationRequest:medication': 'MedicationRequest (Signed Medication Order)',
  AllergyIntolerance: 'AllergyIntolerance (Patient Chart)',
  Immunization: 'Immunization (Patient Chart)',
  'Observation?category=laboratory': 'Observation (Labs)',
  'Observation?category=vital-signs': 'Observation (Vitals)',
  'Observation?category=social-history': 'Observation (Social History)',
  'Observation?category=survey': 'Observation (Assessments)',
  Procedure: 'Procedure (Orders), (Surgeries)',
  DiagnosticReport: 'DiagnosticReport (Results)',
  DocumentReference: 'DocumentReference (Clinical Notes)',
}

const named = (name: string) => check(`record:${name}`, NAMES[name] ?? name)

export function judgeRecord(tried: readonly TriedSearch[] | undefined): readonly Finding[] {
  return tried?.map(judgeOne) ?? TRIED.map((name) => named(name).needsSignIn())
}

/** Break-the-glass and a user's own limits: the registration is not at fault. */
const PROTECTED = new Set(['4118', '4130', '4131', '4134'])

function judgeOne({ name, search, read }: TriedSearch): Finding {
  const one = named(name)
  const steps: readonly (readonly [string, Tried | undefined])[] = [
    ['Search', search],
    ['Read', read],
  ]
  for (const [step, outcome] of steps) if (typeof outcome === 'object') return judgeFailure(one, step, outcome)
  if (search === undefined) {
    return read === 'ok' ? one.pass('Read.') : one.unknown('Not read: the sign-in does not say whose.')
  }
  return read === 'ok' ? one.pass('Searched and read.') : one.pass('Searched; there was nothing to read.')
}

function judgeFailure(one: ReturnType<typeof check>, step: string, { kind, code }: Exclude<Tried, string>): Finding {
  const status = code === undefined ? '' : ` (${code})`
  switch (kind) {
    case 'signed-out':
      return one.needsSignIn()
    case 'forbidden':
      if (code !== undefined && PROTECTED.has(code)) {
        return one.unknown(`${step}: Epic protects this chart from this user${status}. Try another patient.`)
      }
      return one.fail(
        `${step} refused${status}.`,
        'epic',
        `Tick ${step} of this API in the app’s registration; then check that this user may see it in Epic.`,
      )
    case 'busy':
    case 'unreachable':
    case 'server':
      return one.unknown(`${step}: no usable answer${status}. Check again.`)
    case 'not-found':
    case 'unreadable':
    case 'launch':
    case 'bug':
      return one.fail(
        `${step}: the answer is not what FHIR R4 asks for${status}.`,
        'epic',
        'Ask for the server’s log of this request.',
      )
  }
}
