import { describe, expect, it } from 'vitest'
import type { Medication } from '#clinical/medication.ts'
import { readMedication } from './medication.ts'
import { isUnreadable, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const { contained: _c, medicationReference: _m, dosageInstruction: _d, ...bare } = SAMPLES.MedicationRequest
const aspirin = {
  medicationCodeableConcept: {
    text: 'Aspirin',
    coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '1191' }],
  },
}
const included = (found: Record<string, unknown>) => ({ ...CONTEXT, included: (reference: string) => found[reference] })

const read = (fields: object, context = CONTEXT): Medication => {
  const medication = readMedication({ ...bare, ...fields }, context)
  if (isUnreadable(medication)) throw new Error(medication.unreadable)
  return medication
}
const dose = (...dosageInstruction: unknown[]) => read({ ...aspirin, dosageInstruction }).dose

it('an order keeps the words ordered and the codes of the contained medication', () => {
  expect(readMedication(SAMPLES.MedicationRequest, CONTEXT)).toMatchObject({
    id: 'MedicationRequest/eMed',
    concept: { text: 'metFORMIN 500 mg tablet', codings: [{ code: '77' }, { code: '6809' }] },
    status: 'active',
    intent: 'order',
    dose: 'Take 1 tablet twice daily',
    asNeeded: false,
    started: { text: '2026-01-06' },
    ended: undefined,
    reported: false,
    requester: 'Grace Sample, MD',
    source: { author: 'Grace Sample, MD', date: { text: '2026-01-05' } },
  })
})

describe('what is ordered', () => {
  const Medication = { resourceType: 'Medication', id: 'x', code: { text: 'Lisinopril', coding: [{ code: '29046' }] } }
  const reference = { reference: 'Medication/x' }
  it.each([
    ['a code', aspirin, {}, 'Aspirin', 1],
    [
      'a reference with a display only, as Epic sends it',
      { medicationReference: { ...reference, display: 'Prinivil' } },
      {},
      'Prinivil',
      0,
    ],
    ['an included medication', { medicationReference: reference }, { 'Medication/x': Medication }, 'Lisinopril', 1],
    [
      'an included medication by its full address',
      { medicationReference: { reference: 'https://h.example/R4/Medication/x/_history/1' } },
      { 'Medication/x': Medication },
      'Lisinopril',
      1,
    ],
    [
      'a mixture named by its parts',
      { medicationReference: reference },
      {
        'Medication/x': {
          ingredient: [{ itemCodeableConcept: { text: 'A' } }, { itemCodeableConcept: { text: 'B' } }],
        },
      },
      'A + B',
      0,
    ],
  ])('%s', (_what, fields, found, text, codes) => {
    const { concept } = read(fields, included(found))
    expect([concept.text, concept.codings.length]).toEqual([text, codes])
  })

  it.each([
    {},
    { medicationReference: { reference: 'Medication/gone' } },
    { medicationReference: { reference: '#gone' } },
    { medicationReference: 5 },
  ])('%j has no name: unreadable', (fields) =>
    expect(readMedication({ ...bare, ...fields }, CONTEXT)).toEqual({ unreadable: REASONS.medication }),
  )

  it('a modifier on the contained medication counts', () => {
    const contained = [{ resourceType: 'Medication', id: 'm', code: { text: 'X' }, modifierExtension: [{ url: 'u' }] }]
    const resource = { ...bare, contained, medicationReference: { reference: '#m' } }
    expect(readMedication(resource, CONTEXT)).toEqual({ unreadable: REASONS.modifier })
  })
})

describe('status', () => {
  it.each([
    ['active', 'active'],
    ['on-hold', 'on-hold'],
    ['stopped', 'stopped'],
    ['entered-in-error', 'entered-in-error'],
    ['ACTIVE', 'unknown'],
    [['active'], 'unknown'],
    [undefined, 'unknown'],
  ])('%j is %s', (status, expected) => expect(read({ ...aspirin, status }).status).toBe(expected))

  it('an order not to give is never active, says so, and is no evidence of treatment', () => {
    const { status, concept, source } = read({ ...aspirin, doNotPerform: true })
    expect([status, concept, source.codings.length]).toEqual([
      'unknown',
      { text: 'Do not give: Aspirin', codings: [] },
      1,
    ])
  })

  it.each([true, 'no'])('an order not to give (%j) that was entered in error stays so', (doNotPerform) => {
    expect(read({ ...aspirin, doNotPerform, status: 'entered-in-error' }).status).toBe('entered-in-error')
  })

  it('an unreadable doNotPerform leaves the status open', () => {
    expect(read({ ...aspirin, doNotPerform: 'no' })).toMatchObject({ status: 'unknown', concept: { text: 'Aspirin' } })
  })

  it.each([
    [{ reportedBoolean: true }, true],
    [{ reportedReference: { display: 'Daughter' } }, true],
    [{ reportedBoolean: false }, false],
    [{}, false],
  ])('%j: reported %s', (fields, reported) => expect(read({ ...aspirin, ...fields }).reported).toBe(reported))
})

describe('the dose in words', () => {
  const timing = (frequency: number, period: number, periodUnit: string) => ({
    repeat: { frequency, period, periodUnit },
  })
  const one = { doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }] }
  it.each([
    [{ ...one, timing: timing(1, 1, 'd'), route: { text: 'Oral' } }, '1 tablet, Oral, once daily'],
    [{ ...one, timing: timing(2, 1, 'd') }, '1 tablet, twice daily'],
    [{ ...one, timing: timing(1, 6, 'h') }, '1 tablet, every 6 hours'],
    [{ ...one, timing: timing(3, 1, 'wk') }, '1 tablet, 3 times every week'],
    [{ ...one, timing: { code: { text: 'at bedtime' } } }, '1 tablet, at bedtime'],
    [{ asNeededBoolean: true }, 'as needed'],
    [{ ...one, asNeededCodeableConcept: { text: 'pain' } }, '1 tablet, as needed for pain'],
    [{ doseAndRate: [{ doseRange: { low: { value: 1 }, high: { value: 2 } } }] }, '1 to 2'],
    [{ text: 'As directed', additionalInstruction: [{ text: 'with food' }] }, 'As directed, with food'],
    [
      { maxDosePerPeriod: { numerator: { value: 4, unit: 'g' }, denominator: { value: 1, unit: 'day' } } },
      'at most 4 g per 1 day',
    ],
    [{}, undefined],
    [null, undefined],
  ])('%j: %s', (dosage, words) => expect(dose(dosage)).toBe(words))

  it('of the doses that Epic gives for one order, only the one ordered', () => {
    const each = (code: string, value: number, unit: string) => ({
      type: { coding: [{ system: 'http://epic.com/CodeSystem/dose-rate-type', code }], text: code },
      doseQuantity: { value, unit },
    })
    const doseAndRate = [each('calculated', 20, 'mg'), each('admin-amount', 2, 'capsule'), each('ordered', 20, 'mg')]
    expect(dose({ doseAndRate })).toBe('20 mg')
    expect(dose({ doseAndRate: doseAndRate.slice(0, 2) })).toBe('20 mg or 2 capsule')
  })

  describe('Epic’s text without the dates and the class of the order, which stand elsewhere', () => {
    const own = 'Take 1 tablet by mouth daily, with food.'
    const timing = { repeat: { boundsPeriod: { start: '2026-08-29', end: '2027-09-28' } } }
    const open = { repeat: { boundsPeriod: { start: '2026-08-29' } } }
    const dates = 'Starting Sat 8/29/2026, Until Tue 9/28/2027'
    it.each([
      [`${own}, ${dates}, Normal`, timing, own],
      [`${own}, Normal`, undefined, own],
      [`${own}, ${dates}, Normal`, open, `${own}, Until Tue 9/28/2027`],
      [`${own}, ${dates}`, undefined, `${own}, ${dates}`],
      [`${own}, Starting Sat 8/29/2026, For 10 days, Print`, timing, `${own}, For 10 days`],
      [`${own}, Starting 8/29/2026, Until Discontinued, Normal`, open, own],
      [`${own}, Historical Med`, timing, `${own}, Historical Med`],
      [own, timing, own],
      ['1 tablet, Oral, DAILY, Normal', timing, '1 tablet, Oral, DAILY, Normal'],
    ])('%s', (text, timing, words) => expect(dose({ text, patientInstruction: own, timing })).toBe(words))

    it('so that a renewal of the same dose is the same dose', () => {
      const renewed = (day: string) =>
        dose({
          text: `${own}, Starting Sat ${day}, Normal`,
          patientInstruction: own,
          timing: { repeat: { boundsPeriod: { start: '2026' } } },
        })
      expect(renewed('8/29/2026')).toBe(renewed('2/27/2027'))
    })
  })

  it('several instructions are all kept', () =>
    expect(dose({ text: '2 today' }, { text: 'then 1' })).toBe('2 today; then 1'))
  it('as needed, by either field', () => {
    expect(read({ ...aspirin, dosageInstruction: [{}, { asNeededCodeableConcept: {} }] }).asNeeded).toBe(true)
    expect(read({ ...aspirin, dosageInstruction: [{ asNeededBoolean: false }] }).asNeeded).toBe(false)
  })
})

describe('start and end', () => {
  const bounds = (start?: string, end?: string) => ({ timing: { repeat: { boundsPeriod: { start, end } } } })
  it.each([
    [
      'the treatment’s own period',
      { dosageInstruction: [bounds('2026-02-01', '2026-02-10')] },
      '2026-02-01',
      '2026-02-10',
    ],
    [
      'a taper from its first to its last day',
      { dosageInstruction: [bounds('2026-02-05', '2026-02-10'), bounds('2026-02-01', '2026-02-04')] },
      '2026-02-01',
      '2026-02-10',
    ],
    [
      'no end while one part is open',
      { dosageInstruction: [bounds('2026-02-01', '2026-02-10'), bounds('2026-02-11')] },
      '2026-02-01',
      undefined,
    ],
    [
      'the prescription’s first day, but never its last',
      { dispenseRequest: { validityPeriod: { start: '2026-01-04', end: '2027-01-04' } } },
      '2026-01-04',
      undefined,
    ],
    ['else the day it was written', {}, '2026-01-05', undefined],
    ['or nothing', { authoredOn: 'soon' }, undefined, undefined],
  ])('%s', (_what, fields, started, ended) => {
    const medication = read({ ...aspirin, ...fields })
    expect([medication.started?.text, medication.ended?.text]).toEqual([started, ended])
  })
})
