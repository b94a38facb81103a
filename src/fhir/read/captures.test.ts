import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { groupVitals } from '#clinical/vital-signs.ts'
import { field, list } from './json.ts'
import { readAllergy } from './allergy.ts'
import { readDocument } from './document.ts'
import { readEncounter } from './encounter.ts'
import { READERS, readerOf } from './every-reader.ts'
import { readImmunization } from './immunization.ts'
import { readMedication } from './medication.ts'
import { readPatient } from './patient.ts'
import { readProblem } from './problem.ts'
import { readProcedure } from './procedure.ts'
import { readReport } from './report.ts'
import { readResult } from './result.ts'
import { isUnreadable, type Reader, readSafely } from './reader.ts'
import { CONTEXT } from './samples.ts'
import { belongsTo } from './subject.ts'

// Real answers of Epic's sandbox and real Synthea charts lie beside the repository; they are never part of it.
const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const EPIC = `${DATA}epic-captures/`
const SYNTHEA = `${DATA}synthea/`
const CAMILA = 'erXuFYUfucBZaryVksYEcMg3'

const parse = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const resources = (bundle: unknown): readonly unknown[] =>
  list(bundle, 'entry').map((entry) => field(entry, 'resource'))
const epic = (name: string): readonly unknown[] =>
  resources(field(parse(`${EPIC}${name}-${CAMILA}.json`), 'body')).filter(
    (one) => field(one, 'resourceType') !== 'OperationOutcome',
  )

/** Every one of them read; a single unreadable one fails. */
const readAll = <T>(read: Reader<T>, all: readonly unknown[]): readonly T[] =>
  all.map((resource) => {
    const noun = readSafely(read, resource, CONTEXT)
    if (isUnreadable(noun)) throw new Error(noun.unreadable)
    return noun
  })
const count = (values: readonly unknown[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1
  return counts
}

describe.skipIf(!existsSync(EPIC))('what Epic’s sandbox answers', () => {
  it('every entry is read, and belongs to the patient asked for', () => {
    const names = [
      'condition-encounter-diag',
      'diagnosticreport-lab',
      'documentreference',
      'encounter',
      'immunization',
      'observation-lab',
      'observation-vital-signs',
      'procedure',
    ]
    const base = 'https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4'
    expect(
      names.map((name) => [
        name,
        epic(name).flatMap((one) => readAll(readerOf(String(field(one, 'resourceType'))), [one])).length,
        epic(name).every((one) => belongsTo(one, CAMILA, base) === 'yes'),
      ]),
    ).toEqual([
      ['condition-encounter-diag', 6, true],
      ['diagnosticreport-lab', 4, true],
      ['documentreference', 70, true],
      ['encounter', 10, true],
      ['immunization', 1, true],
      ['observation-lab', 5, true],
      ['observation-vital-signs', 245, true],
      ['procedure', 2, true],
    ])
  })

  it('the patient', () => {
    const [patient] = readAll(readPatient, [field(parse(`${EPIC}patient-${CAMILA}.json`), 'body')])
    expect(patient).toMatchObject({
      name: 'Lopez, Camila Maria',
      sex: 'female',
      sexForClinicalUse: 'female',
      deceased: false,
    })
    expect(patient?.identifiers.map(({ label }) => label)).toEqual([
      'EPI',
      'EPIC',
      'CEID',
      'EXTERNAL',
      'FHIR',
      'FHIR STU3',
      'INTERNAL',
      'MYCHARTLOGIN',
      'WPRINTERNAL',
    ])
  })

  it('diagnoses of an encounter say no clinical status, and none is invented', () => {
    const problems = readAll(readProblem, epic('condition-encounter-diag'))
    expect(problems.map((one) => one.status)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'active'])
    expect(new Set(problems.map((one) => one.category))).toEqual(new Set(['encounter-diagnosis']))
    expect(problems.every((one) => one.concept.codings.length === 3)).toBe(true)
  })

  it('laboratory results: an HbA1c without a unit, counts with ranges, a genotype in words with its comment', () => {
    const results = readAll(readResult, epic('observation-lab'))
    expect(results.map((one) => [one.concept.text, one.flag, one.range?.low, one.comment])).toEqual([
      ['Hemoglobin A1C', undefined, undefined, undefined],
      ['Platelets', 'normal', 150, undefined],
      ['RBC', 'normal', 4, undefined],
      ['Auto WBC', 'normal', 3.3, undefined],
      ['Genotype:', undefined, undefined, 'Test Comment'],
    ])
    expect(results[0]?.value).toEqual({ kind: 'quantity', value: 5.1, comparator: undefined, unit: undefined })
    expect(results.every((one) => one.category === 'laboratory' && one.when?.instant !== undefined)).toBe(true)
  })

  it('vital signs: every one with a number, or two in a blood pressure', () => {
    const vitals = readAll(readResult, epic('observation-vital-signs'))
    const pressures = vitals.filter((one) => one.parts.length > 0)
    expect(count(vitals.map((one) => one.concept.text))).toEqual({ BP: 91, Height: 3, Pulse: 93, Temp: 7, Weight: 51 })
    expect([pressures.length, pressures.every((one) => one.parts.length === 2)]).toEqual([91, true])
    expect(pressures.filter((one) => one.flag === 'abnormal')).toHaveLength(5)
    expect(vitals.filter((one) => one.value.kind === 'quantity')).toHaveLength(154)
    expect(vitals.every((one) => one.concept.codings.some((coding) => coding.system === 'http://loinc.org'))).toBe(true)
    expect(groupVitals(vitals).tests.map(({ concept, values }) => [concept.text, values.length])).toEqual([
      ['Blood pressure', 91],
      ['Pulse', 93],
      ['Temp', 7],
      ['Weight', 51],
      ['Height', 3],
    ])
  })

  it('documents: half of them with nothing to open, the notes in two renditions, none without a title', () => {
    const documents = readAll(readDocument, epic('documentreference'))
    const attachments = documents.flatMap((one) => one.attachments)
    expect(documents.filter((one) => one.attachments.length === 0)).toHaveLength(35)
    expect(count(attachments.map((one) => one.contentType))).toEqual({
      'text/html': 21,
      'text/rtf': 17,
      'application/xml': 10,
      'application/pdf': 4,
    })
    expect(count(documents.map((one) => one.docStatus))).toEqual({ final: 37, preliminary: 5, undefined: 28 })
    expect(documents.every((one) => one.title !== '' && !one.title.startsWith('Untitled'))).toBe(true)
  })

  it('visits: called as Epic’s screens call them, whatever billing and class say', () => {
    const visits = readAll(readEncounter, epic('encounter'))
    expect(count(visits.map((one) => one.type))).toEqual({
      'Hospital Encounter (Surgery Admit)': 1,
      'Hospital Encounter (Outpatient, Transthoracic Echocardiogram Complete)': 1,
      'Hospital Encounter (Outpatient, X-Ray Exam)': 1,
      Surgery: 1,
      'Office Visit': 4,
      'Orders Only': 1,
      'Ancillary Orders': 1,
    })
    expect(count(visits.map((one) => one.status))).toEqual({ planned: 1, unknown: 1, 'in-progress': 6, finished: 2 })
    expect(visits[0]?.clinicians).toEqual([{ name: 'Physician Surgery, MD', id: 'eOyFJ.PiGBcbhr3T1oyJZ1A3' }])
    expect(visits.flatMap((one) => one.clinicians.map(({ name }) => name))).not.toContain('EMH X-RAY 1')
  })

  it('procedures, reports and the one vaccine', () => {
    expect(readAll(readProcedure, epic('procedure')).map((one) => [one.concept.text, one.status])).toEqual([
      ['TRANSTHORACIC ECHO (TTE) COMPLETE', 'completed'],
      ['PR APPENDECTOMY', 'completed'],
    ])
    const reports = readAll(readReport, epic('diagnosticreport-lab'))
    expect(reports.map((one) => one.resultIds.length).toSorted((a, b) => a - b)).toEqual([0, 1, 1, 3])
    expect(readAll(readImmunization, epic('immunization'))[0]).toMatchObject({
      vaccine: { text: 'Tdap' },
      given: { text: '2023-05-21' },
    })
  })
})

describe.skipIf(!existsSync(SYNTHEA))('Synthea charts', () => {
  const everything = existsSync(SYNTHEA) ? readdirSync(SYNTHEA).flatMap((file) => resources(parse(SYNTHEA + file))) : []
  const of = <T>(read: Reader<T>, type: string): readonly T[] =>
    readAll(
      read,
      everything.filter((one) => field(one, 'resourceType') === type),
    )

  it.each(Object.entries(READERS))('every %s is read', (type, read) => {
    const sent = everything.filter((one) => field(one, 'resourceType') === type)
    expect(readAll(read, sent)).toHaveLength(sent.length)
  })

  it('names, deaths and record numbers', () => {
    const patients = of(readPatient, 'Patient')
    expect(patients).toHaveLength(9)
    expect(patients.filter((one) => one.deceased)).toHaveLength(2)
    expect(
      patients.every((one) => /^[^,\d]+\d*, /.test(one.name) && one.identifiers[0]?.label.startsWith('Medical Record')),
    ).toBe(true)
    expect(JSON.stringify(patients)).not.toMatch(/999-\d\d-\d{4}/)
  })

  it('every result has a value or parts, and only those of the record are laboratory results', () => {
    const results = of(readResult, 'Observation')
    expect(results.filter((one) => one.value.kind === 'absent' && one.parts.length === 0)).toEqual([])
    expect(count(results.map((one) => one.category))).toEqual({ laboratory: 1270, 'vital-signs': 477, other: 102 })
  })

  it('allergies are substances, problems and medicines have a status, visits a start', () => {
    expect(of(readAllergy, 'AllergyIntolerance').some((one) => one.says !== 'allergy')).toBe(false)
    expect(of(readProblem, 'Condition').some((one) => one.status === 'unknown')).toBe(false)
    expect(
      of(readMedication, 'MedicationRequest').some((one) => one.status === 'unknown' || one.started === undefined),
    ).toBe(false)
    expect(of(readEncounter, 'Encounter').some((one) => one.start === undefined || one.status !== 'finished')).toBe(
      false,
    )
  })
})
