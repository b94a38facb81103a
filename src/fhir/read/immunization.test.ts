import { expect, it } from 'vitest'
import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import { readImmunization } from './immunization.ts'
import { isUnreadable, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const read = (fields: object): ImmunizationRecord => {
  const dose = readImmunization({ ...SAMPLES.Immunization, ...fields }, CONTEXT)
  if (isUnreadable(dose)) throw new Error(dose.unreadable)
  return dose
}

it('a dose keeps vaccine, codes, day, lot, number and giver', () => {
  expect(read({})).toMatchObject({
    id: 'Immunization/eImm',
    vaccine: { text: 'Tdap', codings: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '115' }] },
    status: 'completed',
    given: { text: '2023-05-21' },
    primarySource: true,
    lot: 'A1',
    doseNumber: '1 of 3',
    source: { author: 'Grace Sample, MD' },
  })
})

it.each([
  [
    { vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] } },
    { vaccine: { text: 'CVX 140' } },
  ],
  [
    { status: 'not-done', statusReason: { text: 'Declined' } },
    { status: 'not-done', statusReason: 'Declined' },
  ],
  [{ status: 'done' }, { status: 'unknown' }],
  [{ status: undefined }, { status: 'unknown' }],
  [{ isSubpotent: true }, { status: 'unknown', statusReason: 'Recorded as a dose of reduced potency' }],
  [{ isSubpotent: 'no' }, { status: 'unknown' }],
  [{ isSubpotent: false }, { status: 'completed' }],
  [{ isSubpotent: true, status: 'not-done' }, { status: 'not-done' }],
  [
    { occurrenceDateTime: undefined, occurrenceString: 'as a child' },
    { given: undefined, givenText: 'as a child' },
  ],
  [{ occurrenceDateTime: '1999' }, { given: { text: '1999', precision: 'year' } }],
  [{ primarySource: false }, { primarySource: false }],
  [{ primarySource: 'true' }, { primarySource: undefined }],
  [{ protocolApplied: [{ doseNumberString: 'booster' }] }, { doseNumber: 'booster' }],
])('%j', (fields, expected) => expect(read(fields)).toMatchObject(expected))

it('a vaccine without a name is unreadable', () => {
  expect(readImmunization({ ...SAMPLES.Immunization, vaccineCode: {} }, CONTEXT)).toEqual({
    unreadable: REASONS.vaccine,
  })
})
