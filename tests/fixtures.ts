import type { Session } from '#auth/session.ts'
import type { Allergy } from '#clinical/allergy.ts'
import type { ChartDocument } from '#clinical/document.ts'
import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import type { Medication } from '#clinical/medication.ts'
import type { Problem } from '#clinical/problem.ts'
import type { Procedure } from '#clinical/procedure.ts'
import type { ReferenceRange, Result, ResultPart } from '#clinical/result.ts'
import type { Coding, Concept, Source } from '#clinical/source.ts'
import type { Visit } from '#clinical/visit.ts'
import { dateOfInstant, parseDate } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import { makeReading } from '#lib/reading.ts'
import type { Gap, Reading, Unreadable } from '#lib/reading.ts'

/** Nouns for tests: each is an ordinary one, changed by what the test is about. All people and codes are made up. */

export const LOINC = 'http://loinc.org'
export const SNOMED = 'http://snomed.info/sct'
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm'

const AS_OF = new Date(2026, 10, 23, 10, 42).getTime()

export const on = (text: string): PartialDate => {
  const date = parseDate(text)
  if (!date) throw new Error(`no date: ${text}`)
  return date
}

export const coding = (system: string, code: string): Coding => ({ system, code, display: undefined })

export const concept = (text: string, ...codings: readonly Coding[]): Concept => ({ text, codings })

const source = (resourceType: string, id: string, date?: PartialDate): Source => ({
  resourceType,
  id,
  date,
  author: 'Attending, Dr.',
  codings: [],
  query: `${resourceType}?made-up`,
})

let next = 0
const fact = (resourceType: string, id = `t${(next += 1)}`, date?: PartialDate) => ({
  id: `${resourceType}/${id}`,
  source: source(resourceType, id, date),
})

export const problem = (text: string, change: Partial<Problem> = {}): Problem => ({
  ...fact('Condition'),
  concept: concept(text),
  category: 'problem-list',
  status: 'active',
  verification: 'confirmed',
  onset: undefined,
  onsetText: undefined,
  abated: undefined,
  recorded: undefined,
  severity: undefined,
  bodySites: [],
  ...change,
})

export const allergy = (text: string, change: Partial<Allergy> = {}): Allergy => ({
  ...fact('AllergyIntolerance'),
  substance: concept(text),
  says: 'allergy',
  kind: 'allergy',
  categories: ['medication'],
  reactions: [],
  criticality: undefined,
  status: 'active',
  verification: 'confirmed',
  onset: undefined,
  recorded: undefined,
  ...change,
})

export const medication = (text: string, change: Partial<Medication> = {}): Medication => ({
  ...fact('MedicationRequest'),
  concept: concept(text),
  status: 'active',
  statusReason: undefined,
  intent: 'order',
  dose: undefined,
  asNeeded: false,
  started: undefined,
  ended: undefined,
  reported: false,
  requester: undefined,
  ...change,
})

export const quantity = (value: number, unit?: string, comparator?: '<' | '<=' | '>' | '>=') =>
  ({ kind: 'quantity', value, unit, comparator }) as const

export const range = (low: number | undefined, high: number | undefined, unit?: string): ReferenceRange => ({
  low,
  high,
  unit,
  text: undefined,
})

export const part = (text: string, code: string, value: ResultPart['value']): ResultPart => ({
  concept: concept(text, coding(LOINC, code)),
  value,
  range: undefined,
  flag: undefined,
})

export const result = (text: string, when: string | undefined, change: Partial<Result> = {}): Result => ({
  ...fact('Observation', undefined, when === undefined ? undefined : on(when)),
  concept: concept(text),
  category: 'laboratory',
  status: 'final',
  when: when === undefined ? undefined : on(when),
  encounterId: undefined,
  value: quantity(1, 'mg/dL'),
  range: undefined,
  flag: undefined,
  parts: [],
  comment: undefined,
  ...change,
})

export const pressure = (when: string, systolic: number, diastolic: number): Result =>
  result('Blood pressure panel', when, {
    concept: concept('Blood pressure panel', coding(LOINC, '85354-9')),
    category: 'vital-signs',
    value: { kind: 'absent', reason: 'not given' },
    parts: [
      part('Systolic', '8480-6', quantity(systolic, 'mm[Hg]')),
      part('Diastolic', '8462-4', quantity(diastolic, 'mm[Hg]')),
    ],
  })

export const visit = (type: string, start: string | undefined, change: Partial<Visit> = {}): Visit => {
  const { id, source } = fact('Encounter')
  return {
    id,
    source,
    kind: 'encounter',
    bareId: id.slice('Encounter/'.length),
    numbers: [],
    status: 'finished',
    type,
    start: start === undefined ? undefined : on(start),
    end: undefined,
    inHospital: false,
    location: undefined,
    clinicians: [],
    reasons: [],
    dischargedTo: [],
    ...change,
  }
}

export const immunization = (text: string, change: Partial<ImmunizationRecord> = {}): ImmunizationRecord => ({
  ...fact('Immunization'),
  vaccine: concept(text),
  status: 'completed',
  statusReason: undefined,
  given: undefined,
  givenText: undefined,
  primarySource: true,
  lot: undefined,
  doseNumber: undefined,
  ...change,
})

export const procedure = (text: string, change: Partial<Procedure> = {}): Procedure => ({
  ...fact('Procedure'),
  concept: concept(text),
  status: 'completed',
  performed: undefined,
  performedEnd: undefined,
  performedText: undefined,
  performers: [],
  outcome: undefined,
  notes: [],
  bodySites: [],
  ...change,
})

export const chartDocument = (title: string, change: Partial<ChartDocument> = {}): ChartDocument => ({
  ...fact('DocumentReference'),
  kind: 'document',
  type: concept(title),
  categories: [],
  title,
  status: 'current',
  docStatus: 'final',
  date: undefined,
  issuedOnly: false,
  authors: [],
  attachments: [],
  conclusion: undefined,
  resultIds: [],
  encounterId: undefined,
  ...change,
})

export const unreadable = (reason = 'no usable code'): Unreadable => ({
  resourceType: 'Condition',
  id: 'broken',
  reason,
  raw: { resourceType: 'Condition', id: 'broken', odd: true },
})

export const reading = <T>(
  items: readonly T[],
  { gaps = [], unread = [] }: { readonly gaps?: readonly Gap[]; readonly unread?: readonly Unreadable[] } = {},
): Reading<T> => makeReading(items, unread, gaps, AS_OF)

export const today = dateOfInstant(AS_OF).text

export const session = (change: Partial<Session> = {}): Session => ({
  key: 'test-session',
  issuer: {
    name: 'Example Health',
    fhirBase: 'https://ehr.example.org/fhir',
    clientId: 'client',
    endpoints: undefined,
    noteType: { system: LOINC, code: '11506-3', display: 'Progress note' },
    extraScopes: [],
  },
  patientId: 'ada',
  encounterId: undefined,
  user: { resourceType: 'Practitioner', id: 'attending' },
  needPatientBanner: true,
  styleUrl: undefined,
  launchedFrom: 'ehr',
  missingScopes: [],
  locked: false,
  expiresAt: () => AS_OF + 3_600_000,
  accessToken: () => Promise.resolve('token'),
  can: () => true,
  signal: new AbortController().signal,
  ...change,
})

/** The first of a list that must have one. */
export function first<T>(list: readonly T[]): T {
  if (list.length === 0) throw new Error('the list is empty')
  return list[0]!
}
