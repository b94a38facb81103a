import { parseDate } from '#lib/dates.ts'
import { makeReading } from '#lib/reading.ts'
import type { Gap, Reading } from '#lib/reading.ts'
import type { Allergy } from '../../allergy.ts'
import type { ImmunizationRecord } from '../../immunization-record.ts'
import type { Patient, Sex } from '../../patient.ts'
import type { Problem } from '../../problem.ts'
import type { Result } from '../../result.ts'
import type { Concept, Source } from '../../source.ts'
import type { ImmunizationChart } from './chart.ts'

/** Made-up charts for tests. */

const sourceOf = (id: string): Source => ({
  resourceType: id.split('/')[0] ?? '',
  id,
  date: undefined,
  author: undefined,
  codings: [],
  query: '',
})

export const concept = (system: string, code: string, text = code): Concept => ({
  text,
  codings: [{ system, code, display: text }],
})

const CVX = 'http://hl7.org/fhir/sid/cvx'

/** `2020-03-01:11` is a completed dose of CVX 11; a date may be `2020-03`, `2020` or empty. */
export function dose(text: string, fields: Partial<ImmunizationRecord> = {}): ImmunizationRecord {
  const [date = '', cvx = ''] = text.split(':')
  const id = fields.id ?? `Immunization/${text}`
  return {
    id,
    source: sourceOf(id),
    vaccine: concept(CVX, cvx, `Vaccine ${cvx}`),
    status: 'completed',
    statusReason: undefined,
    given: date === '' ? undefined : parseDate(date),
    givenText: undefined,
    primarySource: undefined,
    lot: undefined,
    doseNumber: undefined,
    ...fields,
  }
}

export function problem(
  system: 'http://snomed.info/sct' | 'http://hl7.org/fhir/sid/icd-10-cm',
  code: string,
  fields: Partial<Problem> = {},
): Problem {
  const id = `Condition/${code}`
  return {
    id,
    source: sourceOf(id),
    concept: concept(system, code),
    category: 'problem-list',
    status: 'active',
    verification: 'confirmed',
    onset: undefined,
    onsetText: undefined,
    abated: undefined,
    recorded: undefined,
    severity: undefined,
    bodySites: [],
    ...fields,
  }
}

export const allergy = (substance: Concept, fields: Partial<Allergy> = {}): Allergy => ({
  id: 'AllergyIntolerance/1',
  source: sourceOf('AllergyIntolerance/1'),
  substance,
  says: 'allergy',
  kind: 'allergy',
  categories: [],
  reactions: [],
  criticality: 'high',
  status: 'active',
  verification: 'confirmed',
  onset: undefined,
  recorded: undefined,
  ...fields,
})

export const result = (loinc: string, value: Result['value'], when: string): Result => ({
  id: `Observation/${loinc}`,
  source: sourceOf(`Observation/${loinc}`),
  concept: concept('http://loinc.org', loinc),
  value,
  range: undefined,
  flag: undefined,
  category: 'other',
  encounterId: undefined,
  status: 'final',
  when: parseDate(when),
  parts: [],
  comment: undefined,
})

export const reading = <T>(items: readonly T[], gaps: readonly Gap[] = []): Reading<T> =>
  makeReading(items, [], gaps, 0)

export const patient = (birth: string, sex: Sex = 'female', fields: Partial<Patient> = {}): Patient => ({
  id: 'p',
  name: 'Example, Ada',
  calledName: undefined,
  birthDate: parseDate(birth),
  sex,
  sexForClinicalUse: undefined,
  sexAtBirth: undefined,
  deceased: false,
  deceasedDate: undefined,
  identifiers: [],
  ...fields,
})

/** A chart read whole, with these doses and no more. */
export const chart = (
  of: Patient,
  doses: readonly ImmunizationRecord[] = [],
  fields: Partial<ImmunizationChart> = {},
): ImmunizationChart => ({
  patient: of,
  immunizations: reading(doses),
  problems: reading<Problem>([]),
  allergies: reading<Allergy>([]),
  results: reading<Result>([]),
  ...fields,
})
