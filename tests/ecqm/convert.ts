import type { Patient } from '#clinical/patient.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import type { Problem } from '#clinical/problem.ts'
import type { Result } from '#clinical/result.ts'
import { readerOf } from '#fhir/read/every-reader.ts'
import { isUnreadable } from '#fhir/read/reader.ts'
import type { Reading, Unreadable } from '#lib/reading.ts'
import { makeReading } from '#lib/reading.ts'
import { type EcqmCase, type Json, typeOf } from './cases.ts'

/** A measure's test patient as this app would have read it; nothing is left out and nothing added. */
export function chartOf({ resources }: Pick<EcqmCase, 'resources'>): {
  readonly patient: Patient
  readonly chart: Chart
} {
  const person = resources.find((each) => typeOf(each) === 'Patient')
  const patient = readerOf('Patient')(person, { query: 'Patient', included: () => undefined }) as Patient
  const results = list<Result>(resources, 'Observation')
  const problems = list<Problem>(resources, 'Condition')
  const none = makeReading([], [], [], 0)
  return {
    patient,
    chart: {
      problems: part(problems, ({ category }) => category === 'problem-list'),
      diagnoses: part(problems, ({ category }) => category === 'encounter-diagnosis'),
      concerns: part(problems, ({ category }) => category === 'health-concern'),
      medications: list(resources, 'MedicationRequest'),
      allergies: list(resources, 'AllergyIntolerance'),
      // The measures' observations carry categories of their own; here they stand where Epic would have them.
      laboratory: part(results, (result) => !isVital(result) && !isSocial(result)),
      vitals: part(results, isVital),
      assessments: none,
      socialHistory: part(results, (result) => isSocial(result) && !isVital(result)),
      procedures: list(resources, 'Procedure'),
      reports: list(resources, 'DiagnosticReport'),
      documents: none,
      encounters: list(resources, 'Encounter'),
    },
  }
}

const VITALS = new Set(['8480-6', '8462-4', '85354-9', '39156-5', '59576-9', '59574-4', '59575-1'])
const SOCIAL = new Set(['72166-2', '39240-7', '68535-4', '68536-2', '8664-5', '74010-0'])
const has = ({ concept }: Result, codes: ReadonlySet<string>): boolean =>
  concept.codings.some(({ code }) => code !== undefined && codes.has(code))
const isVital = (result: Result): boolean => has(result, VITALS)
const isSocial = (result: Result): boolean => has(result, SOCIAL)

const part = <T>(reading: Reading<T>, keep: (item: T) => boolean): Reading<T> => ({
  ...reading,
  items: reading.items.filter(keep),
})

function list<T>(resources: readonly Json[], type: string): Reading<T> {
  const [items, unreadable]: [T[], Unreadable[]] = [[], []]
  resources
    .filter((each) => typeOf(each) === type)
    .forEach((resource) => {
      const read = readerOf(type)(resource, { query: type, included: () => undefined })
      if (isUnreadable(read))
        unreadable.push({ resourceType: type, id: undefined, reason: read.unreadable, raw: undefined })
      else items.push(read as T)
    })
  return makeReading(items, unreadable, [], 0)
}
