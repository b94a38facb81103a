import { describe, expect, it } from 'vitest'
import type { Patient } from '#clinical/patient.ts'
import { readPatient } from './patient.ts'
import { readPractitioner } from './practitioner.ts'
import { isUnreadable, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const read = (fields: object): Patient => {
  const patient = readPatient({ ...SAMPLES.Patient, ...fields }, CONTEXT)
  if (isUnreadable(patient)) throw new Error(patient.unreadable)
  return patient
}

it('a patient: current name, birth date, sex, and the record number first', () => {
  expect(read({})).toEqual({
    id: 'ePat',
    name: 'Example, Ada Maria',
    calledName: undefined,
    birthDate: { text: '1987-02-28', precision: 'day' },
    sex: 'female',
    sexForClinicalUse: 'female',
    sexAtBirth: undefined,
    deceased: false,
    deceasedDate: undefined,
    identifiers: [
      { label: 'MRN', value: '204' },
      { label: 'FHIR', value: 'ePat' },
    ],
  })
})

describe('the name', () => {
  it.each([
    [[{ family: 'Example', given: ['Ada', null, 'M.'], suffix: ['Jr'] }], 'Example, Ada M., Jr'],
    [[{ text: 'Ada Example' }], 'Ada Example'],
    [[{ given: ['Ada'] }], 'Ada'],
    [
      [
        { use: 'nickname', text: 'Addie' },
        { use: 'usual', family: 'Example' },
      ],
      'Example',
    ],
    [[{ use: 'old', family: 'Former' }], 'Former'],
    [[{ use: 'official' }, { use: 'usual', family: 'Example' }], 'Example'],
    [{ family: 'Example', given: 'Ada' }, 'Example, Ada'],
    [[null, 'Ada', {}], 'Name not recorded'],
    [undefined, 'Name not recorded'],
  ])('%j: %s', (name, shown) => expect(read({ name }).name).toBe(shown))

  const name = (use: string | undefined, ...given: string[]) => ({ use, family: 'Example', given })
  it.each([
    [[name('official', 'Ada', 'Maria'), name('usual', 'Addie', 'Maria')], 'Addie'],
    [[name('usual', 'Addie'), name('official', 'Ada')], 'Addie'],
    [[name('official', 'Ada', 'Maria'), name('usual', 'Ada')], undefined],
    [[name('official', 'Ada'), name('usual', 'Ada'), name('nickname', 'Addie')], 'Addie'],
    [[name('official', 'Ada'), name('old', 'Addie')], undefined],
    [[name('usual', 'Ada'), name('nickname', 'Addie')], undefined],
    [[name('official', 'Ada'), { use: 'usual', text: 'Addie Example' }], undefined],
  ])('%j: goes by %s', (name, called) => expect(read({ name }).calledName).toBe(called))

  it.each([
    [SAMPLES.Practitioner.name, 'Dr. Grace Sample, MD'],
    [[{ text: 'Grace Sample, MD' }], 'Grace Sample, MD'],
    [undefined, 'Name not recorded'],
  ])('of whoever signs in: %j', (name, shown) => {
    expect(readPractitioner({ ...SAMPLES.Practitioner, name }, CONTEXT)).toEqual({ id: 'eDoc', name: shown })
  })
})

describe('death', () => {
  it.each([
    [{ deceasedBoolean: true }, true, undefined],
    [{ deceasedBoolean: undefined }, false, undefined],
    [{ deceasedDateTime: '2020-05' }, true, '2020-05'],
    [{ deceasedDateTime: 'last year' }, true, undefined],
  ])('%j', (fields, deceased, day) => {
    const patient = read(fields)
    expect([patient.deceased, patient.deceasedDate?.text]).toEqual([deceased, day])
  })

  it.each(['false', 'true', 0, {}])('deceasedBoolean %j cannot be guessed', (deceasedBoolean) => {
    expect(readPatient({ ...SAMPLES.Patient, deceasedBoolean }, CONTEXT)).toEqual({ unreadable: REASONS.deceased })
  })
})

describe('sex for clinical use', () => {
  const hl7 = (code: string) => ({
    url: 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse',
    extension: [{ url: 'value', valueCodeableConcept: { coding: [{ code }] } }],
  })
  it.each([
    [[hl7('male-typical')], 'male'],
    [[{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' }], undefined],
    [undefined, undefined],
    [[hl7('specified')], 'unknown'],
    [[hl7('male-typical'), hl7('female-typical')], 'unknown'],
  ])('%j: %s', (extension, sex) => expect(read({ extension }).sexForClinicalUse).toBe(sex))

  it.each([
    ['F', 'female'],
    ['M', 'male'],
    ['UNK', undefined],
    [undefined, undefined],
  ])('at birth %s is %s', (valueCode, sex) => {
    const url = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex'
    expect(read({ extension: [{ url, valueCode }] }).sexAtBirth).toBe(sex)
  })

  it.each([
    ['male', 'male'],
    ['Male', 'unknown'],
    [undefined, 'unknown'],
  ])('administrative %s is %s', (gender, sex) => expect(read({ gender }).sex).toBe(sex))
})

it('social security numbers and old identifiers are not shown', () => {
  const type = (code: string) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code }] })
  const identifier = [
    { type: type('SS'), value: '999-00-0000' },
    { use: 'old', type: type('MR'), value: '1' },
    { type: type('MR'), value: '2' },
    { type: type('MR'), value: '2' },
    { value: '3' },
    { type: type('DL') },
  ]
  expect(read({ identifier }).identifiers).toEqual([
    { label: 'MRN', value: '2' },
    { label: 'ID', value: '3' },
  ])
})

describe('identifiers as Epic sends them, named by words alone', () => {
  const EPIC = 'urn:oid:1.2.840.114350.1.13.0.1.7'
  const named = (text: string, system: string, value: string) => ({ use: 'usual', type: { text }, system, value })
  const shown = (...identifier: unknown[]) => read({ identifier }).identifiers.map(({ label }) => label)

  it('the record numbers first, then the number of the enterprise, those of machines last', () => {
    expect(
      shown(
        named('CEID', `${EPIC}.3.688884.100`, 'ABC'),
        named('EPI', `${EPIC}.5.737384.0`, 'E1'),
        named('EXTERNAL', `${EPIC}.2.698084`, 'Z1'),
        named('NORTH', `${EPIC}.5.737384.14`, '203'),
        named('NORTHMRN', 'urn:oid:1.2.840.114350.1.13.0', '968'),
        named('INTERNAL', `${EPIC}.2.698084`, '   Z1'),
        named('MYCHARTLOGIN', `${EPIC}.3.878082.110`, 'ADA'),
      ),
    ).toEqual(['NORTHMRN', 'NORTH', 'EPI', 'CEID', 'EXTERNAL', 'INTERNAL', 'MYCHARTLOGIN'])
  })

  it('a number of the insurer is called one', () => {
    const system = 'https://open.epic.com/FHIR/StructureDefinition/PayerMemberId'
    expect(shown({ use: 'usual', system, value: '77' })).toEqual(['Payer member ID'])
  })

  it.each([
    { system: 'urn:oid:2.16.840.1.113883.4.1', value: '999-00-0000' },
    { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-00-0000' },
    { type: { text: 'SSN' }, value: '999-00-0000' },
  ])('a social security number without a coded type is not shown either: %j', (identifier) =>
    expect(shown(identifier)).toEqual([]),
  )
})

it('a record replaced by another is not read', () => {
  const link = [{ type: 'replaced-by', other: { reference: 'Patient/eNew' } }]
  expect(readPatient({ ...SAMPLES.Patient, link }, CONTEXT)).toEqual({ unreadable: REASONS.replaced })
})
