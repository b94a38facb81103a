import { describe, expect, it } from 'vitest'
import type { Result } from '#clinical/result.ts'
import { isUnreadable } from './reader.ts'
import { readResult } from './result.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const { valueQuantity: _value, referenceRange: _range, note: _note, ...bare } = SAMPLES.Observation

const read = (fields: object): Result => {
  const result = readResult({ ...bare, ...fields }, CONTEXT)
  if (isUnreadable(result)) throw new Error(result.unreadable)
  return result
}
const refusal = (fields: object) => readResult({ ...bare, ...fields }, CONTEXT)

it('a laboratory result keeps its value, unit, range, dates, author, comment and every code', () => {
  const result = readResult(SAMPLES.Observation, { ...CONTEXT, query: 'Observation?category=laboratory' })
  expect(result).toMatchObject({
    id: 'Observation/eObs',
    category: 'laboratory',
    status: 'final',
    value: { kind: 'quantity', value: 4.1, comparator: undefined, unit: 'mmol/L' },
    range: { low: 3.5, high: 5.1, unit: 'mmol/L', text: '3.5 - 5.1 mmol/L' },
    flag: 'normal',
    comment: 'Slightly haemolysed',
    parts: [],
    source: {
      resourceType: 'Observation',
      id: 'eObs',
      author: 'Grace Sample, MD',
      query: 'Observation?category=laboratory',
    },
  })
  const { concept, when, source } = result as Result
  expect(concept.codings.map((c) => c.code)).toEqual(['77', '2823-3'])
  expect(when?.instant).toBe(Date.parse('2026-10-02T08:00:00Z'))
  expect(source.date?.instant).toBe(Date.parse('2026-10-02T10:00:00Z'))
})

it('a blood pressure is read in parts, and its own mark stays on the whole', () => {
  const bp = readResult(SAMPLES.BloodPressure, CONTEXT) as Result
  expect(bp.value).toEqual({ kind: 'absent', reason: 'Recorded in parts' })
  expect(bp.parts.map((p) => [p.concept.text, p.value.kind === 'quantity' && p.value.value, p.flag])).toEqual([
    ['Systolic', 152, undefined],
    ['Diastolic', 84, undefined],
  ])
  expect([bp.category, bp.flag]).toEqual(['vital-signs', 'abnormal'])
})

describe('every kind of value can be shown', () => {
  it.each([
    ['a number without a unit', { valueQuantity: { value: 5.1 } }, { kind: 'quantity', value: 5.1, unit: undefined }],
    ['zero', { valueQuantity: { value: 0, unit: 'mg' } }, { kind: 'quantity', value: 0 }],
    ['"less than"', { valueQuantity: { value: 0.5, comparator: '<', unit: 'ng/L' } }, { value: 0.5, comparator: '<' }],
    ['only a UCUM code', { valueQuantity: { value: 37, code: 'Cel' } }, { value: 37, unit: 'Cel' }],
    [
      'a comparator of a later FHIR',
      { valueQuantity: { value: 5, comparator: 'ad', unit: 'mL' } },
      { kind: 'text', text: 'ad5 mL' },
    ],
    [
      'a code',
      {
        valueCodeableConcept: {
          coding: [{ system: 'http://snomed.info/sct', code: '8517006', display: 'Former smoker' }],
        },
      },
      { kind: 'text', text: 'Former smoker', codings: [{ code: '8517006' }] },
    ],
    [
      'text over several lines',
      { valueString: ' No growth\r\n  after 5 days ' },
      { kind: 'text', text: 'No growth after 5 days' },
    ],
    ['false', { valueBoolean: false }, { kind: 'text', text: 'No' }],
    ['a whole number', { valueInteger: 0 }, { kind: 'quantity', value: 0 }],
    [
      'a range',
      { valueRange: { low: { value: 0, unit: 'cells' }, high: { value: 5, unit: 'cells' } } },
      { text: '0 cells to 5 cells' },
    ],
    ['a titre', { valueRatio: { numerator: { value: 1 }, denominator: { value: 160 } } }, { text: '1:160' }],
    ['a titre of one', { valueRatio: { numerator: { value: 1 }, denominator: { value: 1 } } }, { text: '1:1' }],
    [
      'a ratio with units',
      { valueRatio: { numerator: { value: 5, unit: 'mg' }, denominator: { value: 10, unit: 'mL' } } },
      { text: '5 mg per 10 mL' },
    ],
    ['a recording', { valueSampledData: { data: '1 2 3' } }, { text: 'A recording (open the source to see it)' }],
    ['a time', { valueTime: '07:30:00' }, { text: '07:30' }],
    ['a date', { valueDateTime: '2026-03' }, { text: 'Mar 2026' }],
    ['a period', { valuePeriod: { start: '2026-03-01', end: '2026-03-05' } }, { text: '1 Mar 2026 to 5 Mar 2026' }],
    [
      'nothing, with a reason',
      { dataAbsentReason: { text: 'Specimen lost' } },
      { kind: 'absent', reason: 'Specimen lost' },
    ],
    ['nothing at all', {}, { kind: 'absent', reason: 'No value recorded' }],
    ['a unit without a number', { valueQuantity: { unit: 'mg' } }, { kind: 'absent' }],
    ['blank text', { valueString: ' \n' }, { kind: 'absent' }],
  ])('%s', (_what, fields, value) => expect(read(fields).value).toMatchObject(value))

  it.each([
    ['a number sent as text', { valueQuantity: { value: '5.1' } }],
    ['a number too large to hold', JSON.parse('{"valueQuantity":{"value":1e999}}') as object],
    ['a comparator that is no text', { valueQuantity: { value: 5, comparator: 7 } }],
    ['a code without code or words', { valueCodeableConcept: { coding: [{}] } }],
    ['a list', { valueString: ['5'] }],
    ['a kind of value that R4 does not know', { valueAttachment: { url: 'x' } }],
    ['an impossible date', { valueDateTime: '2026-02-30' }],
    ['two values', { valueString: 'x', valueInteger: 3 }],
  ])('%s makes the entry unreadable, never "no value"', (_what, fields) => {
    expect(isUnreadable(refusal(fields))).toBe(true)
  })

  it.each([
    ['a part with a broken value', [{ code: { text: 'Systolic' }, valueQuantity: { value: {} } }]],
    ['a part without a name', [{ valueQuantity: { value: 120 } }]],
    ['a part that is no object', ['120']],
    ['an empty part', [null]],
  ])('%s makes the entry unreadable', (_what, component) => {
    expect(isUnreadable(refusal({ component }))).toBe(true)
  })
})

describe('when, what kind and how final', () => {
  it.each([
    ['2019', '2019'],
    ['2019-05', '2019-05'],
    ['2019-05-28', '2019-05-28'],
    ['yesterday', undefined],
  ])('taken %s', (effectiveDateTime, text) => {
    expect(read({ valueInteger: 1, effectiveDateTime }).when?.text).toBe(text)
  })

  it('the day of release never stands in for the day of the specimen', () => {
    const result = read({ valueInteger: 1, effectiveDateTime: undefined, issued: '2026-10-02T10:00:00Z' })
    expect([result.when, result.source.date?.precision]).toEqual([undefined, 'day'])
  })

  describe('what was told of someone’s life is of the day it was written down, where Epic says no other', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/observation-category'
    const category = [{ coding: [{ system, code: 'social-history' }] }]
    const told = (fields: object) =>
      read({ valueString: 'Yes', category, effectiveDateTime: undefined, issued: '2026-10-02T12:00:00Z', ...fields })
    it.each([
      [{}, '2026-10-02'],
      [{ effectivePeriod: { start: '2024-07-02', end: '2026-11-23' } }, '2024-07-02'],
      [{ effectiveDateTime: 'yesterday' }, undefined],
      [{ issued: undefined }, undefined],
    ])('%j: %s', (fields, day) => expect(told(fields).when?.text).toBe(day))
  })

  it('at which visit, where it is one', () => {
    const encounterOf = (encounter: object) => read({ valueInteger: 1, encounter }).encounterId
    expect(encounterOf({ reference: 'Encounter/eEnc' })).toBe('eEnc')
    expect(encounterOf({ reference: 'https://fhir.example.org/R4/Encounter/eEnc' })).toBe('eEnc')
    expect(encounterOf({ display: 'Emergency' })).toBeUndefined()
  })

  it('a period counts from its start', () => {
    const result = read({ effectiveDateTime: undefined, effectivePeriod: { start: '2026-01-01', end: '2026-01-02' } })
    expect(result.when?.text).toBe('2026-01-01')
  })

  it.each([
    ['corrected', 'corrected'],
    ['amended', 'amended'],
    ['entered-in-error', 'entered-in-error'],
    ['Final', 'unknown'],
    [{ code: 'final' }, 'unknown'],
    [undefined, 'unknown'],
  ])('status %j is %s', (status, expected) => expect(read({ status }).status).toBe(expected))

  it.each([
    ['social-history', 'social-history'],
    ['vital-sign', 'vital-signs'],
    ['survey', 'other'],
  ])('category %s is %s', (code, category) => {
    const system = 'http://terminology.hl7.org/CodeSystem/observation-category'
    expect(
      read({ category: [{ coding: [{ system: 'x', code: 'laboratory' }] }, { coding: [{ system, code }] }] }).category,
    ).toBe(category)
  })

  it('a test without a name is unreadable', () => {
    expect(refusal({ code: { coding: [{ system: 'http://loinc.org' }] } })).toEqual({
      unreadable: 'it has no name of the test',
    })
  })
})
