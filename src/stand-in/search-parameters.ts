const common = ['_id', '_count', '_format', '_include', '_revinclude', '_summary', 'patient', 'subject']

/** The parameters that Epic declares per resource and that the stand-in filters by. Any other is refused. */
export const searchable: Readonly<Record<string, ReadonlySet<string>>> = {
  Patient: new Set([
    '_id',
    '_count',
    '_format',
    'identifier',
    'family',
    'given',
    'name',
    'birthdate',
    'gender',
    'legal-sex',
    'telecom',
    'address',
    'address-postalcode',
  ]),
  Encounter: new Set([...common, 'date', 'class', 'type', 'status', 'identifier', 'practitioner', 'participant']),
  Appointment: new Set([...common, 'date', 'status', 'service-category', 'practitioner', 'actor', 'identifier']),
  Condition: new Set([
    ...common,
    'category',
    'clinical-status',
    'verification-status',
    'code',
    'encounter',
    'onset-date',
    'recorded-date',
    'abatement-date',
  ]),
  MedicationRequest: new Set([...common, 'category', 'status', 'intent', 'date', 'authoredon', 'encounter', 'code']),
  AllergyIntolerance: new Set([...common, 'clinical-status', 'code', 'date', 'verification-status']),
  Immunization: new Set([...common, 'date', 'status', 'vaccine-code']),
  ImmunizationRecommendation: new Set([...common, 'date', 'status']),
  Observation: new Set([...common, 'category', 'code', 'date', 'issued', 'encounter', 'status']),
  Procedure: new Set([...common, 'category', 'code', 'date', 'status', 'encounter']),
  DiagnosticReport: new Set([...common, 'category', 'code', 'date', 'issued', 'status', 'encounter', 'identifier']),
  DocumentReference: new Set([
    ...common,
    'category',
    'type',
    'date',
    'period',
    'docstatus',
    'status',
    'encounter',
    'author',
  ]),
  Binary: new Set(['_id', '_count', '_format']),
  Medication: new Set(['_id', '_count', '_format']),
  Practitioner: new Set(['_id', '_count', '_format', 'identifier', 'family', 'given', 'name']),
  Organization: new Set(['_id', '_count', '_format']),
  Location: new Set(['_id', '_count', '_format']),
  CarePlan: new Set([...common, 'category', 'status', 'date', 'encounter']),
  CareTeam: new Set([...common, 'category', 'status', 'encounter']),
  Goal: new Set([...common, 'category', 'lifecycle-status', 'start-date']),
  FamilyMemberHistory: new Set([...common, 'code', 'status']),
  ServiceRequest: new Set([...common, 'category', 'code', 'status', 'authored', 'encounter']),
  Coverage: new Set([...common, 'beneficiary', 'status']),
}

/** Not of one patient: readable with any token that has the scope. */
export const isShared = (type: string): boolean =>
  ['Practitioner', 'Organization', 'Location', 'Medication'].includes(type)

type Kind = 'token' | 'date' | 'reference'

type Meaning = { readonly kind: Kind; readonly at: readonly (readonly string[])[] }

const token = (...at: readonly string[]): Meaning => ({ kind: 'token', at: at.map((path) => path.split('.')) })
const date = (...at: readonly string[]): Meaning => ({ kind: 'date', at: at.map((path) => path.split('.')) })
const reference = (...at: readonly string[]): Meaning => ({ kind: 'reference', at: at.map((path) => path.split('.')) })

/** Where a parameter looks, for all resources together: no two of them mean different things by one path here. */
export const meanings: Readonly<Record<string, Meaning>> = {
  category: token('category'),
  code: token('code', 'medicationCodeableConcept'),
  type: token('type'),
  class: token('class'),
  status: token('status'),
  docstatus: token('docStatus'),
  intent: token('intent'),
  identifier: token('identifier'),
  'clinical-status': token('clinicalStatus'),
  'verification-status': token('verificationStatus'),
  'lifecycle-status': token('lifecycleStatus'),
  'service-category': token('serviceCategory'),
  'vaccine-code': token('vaccineCode'),
  encounter: reference('encounter', 'context.encounter'),
  author: reference('author'),
  practitioner: reference('participant.individual', 'participant.actor'),
  participant: reference('participant.individual'),
  actor: reference('participant.actor'),
  date: date(
    'effectiveDateTime',
    'effectivePeriod',
    'effectiveInstant',
    'performedDateTime',
    'performedPeriod',
    'occurrenceDateTime',
    'start',
    'period',
    'date',
    'authoredOn',
    'recordedDate',
  ),
  period: date('context.period'),
  issued: date('issued'),
  authoredon: date('authoredOn'),
  authored: date('authoredOn'),
  'onset-date': date('onsetDateTime', 'onsetPeriod'),
  'abatement-date': date('abatementDateTime', 'abatementPeriod'),
  'recorded-date': date('recordedDate'),
  'start-date': date('startDate'),
}
