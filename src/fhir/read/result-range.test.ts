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

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
const interpretation = (...codes: string[]) => codes.map((code) => ({ coding: [{ system: V3, code }] }))
const mmol = (value: unknown, more: object = {}) => ({ value, unit: 'mmol/L', ...more })

describe('the range is the one that came with the value', () => {
  const normal = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/referencerange-meaning', code: 'normal' }],
  }
  it.each([
    ['a lower bound of 0 is kept', [{ low: mmol(0), high: mmol(5) }], { low: 0, high: 5 }],
    ['an upper bound alone', [{ high: mmol(5) }], { low: undefined, high: 5 }],
    ['text alone has no bounds', [{ text: '<130' }], { low: undefined, high: undefined, text: '<130' }],
    ['bounds without a unit take that of the value', [{ low: { value: 1 } }], { low: 1, unit: 'mmol/L' }],
    [
      'the normal one of two',
      [
        { type: { text: 'Therapeutic' }, low: mmol(8) },
        { type: normal, low: mmol(1), high: mmol(2) },
      ],
      { low: 1, high: 2 },
    ],
    [
      'two of which either may fit are listed',
      [
        { appliesTo: [{ text: 'Female' }], high: mmol(5) },
        { appliesTo: [{ text: 'Male' }], high: mmol(6) },
      ],
      { high: undefined, text: '(Female): at most 5 mmol/L; (Male): at most 6 mmol/L' },
    ],
    [
      'a therapeutic range is words only',
      [{ type: { text: 'Therapeutic' }, low: mmol(8), high: mmol(12) }],
      { low: undefined, text: 'Therapeutic: 8 mmol/L to 12 mmol/L' },
    ],
    [
      'a bound that is no number leaves no bounds',
      [{ low: mmol('4'), high: mmol(5), text: '4 - 5' }],
      { low: undefined, high: undefined, text: '4 - 5' },
    ],
    [
      'bounds in two units leave no bounds',
      [{ low: mmol(4), high: { value: 90, unit: 'mg/dL' } }],
      { low: undefined, high: undefined },
    ],
    [
      'bounds the wrong way round leave no bounds',
      [{ low: mmol(9), high: mmol(5) }],
      { low: undefined, high: undefined },
    ],
  ])('%s', (_what, referenceRange, range) => {
    expect(read({ valueQuantity: mmol(4), referenceRange }).range).toMatchObject(range)
  })

  it('is absent where it says nothing', () => {
    expect(read({ valueQuantity: mmol(4), referenceRange: [{}, null, 'x'] }).range).toBeUndefined()
  })
})

describe('low, high and normal', () => {
  const between = [{ low: mmol(3.5), high: mmol(5.1) }]
  it.each([
    [3.4, 'low'],
    [3.5, 'normal'],
    [5.1, 'normal'],
    [5.2, 'high'],
  ])('%d against 3.5 to 5.1 is %s', (value, flag) => {
    expect(read({ valueQuantity: mmol(value), referenceRange: between }).flag).toBe(flag)
  })

  it.each([
    ['<', 3.5, 'low'],
    ['<=', 3.5, undefined],
    ['<', 4, undefined],
    ['<', 9, undefined],
    ['>', 5.1, 'high'],
    ['>=', 5.1, undefined],
    ['>', 4, undefined],
  ])('%s%d against 3.5 to 5.1 is %s', (comparator, value, flag) => {
    expect(read({ valueQuantity: mmol(value, { comparator }), referenceRange: between }).flag).toBe(flag)
  })

  it('"<30" under an upper bound of 130 alone is normal', () => {
    const fields = { valueQuantity: mmol(30, { comparator: '<' }), referenceRange: [{ high: mmol(130) }] }
    expect(read(fields).flag).toBe('normal')
  })

  describe('a range in words alone that is open to one side, as Epic sends it', () => {
    const flagAgainst = (text: string, value: number, comparator?: string, more: object = {}) =>
      read({ valueQuantity: mmol(value, { comparator }), referenceRange: [{ text, ...more }] }).flag
    it.each([
      ['<30', 56, undefined, 'high'],
      ['<30', 30, undefined, 'high'],
      ['<30', 29, undefined, 'normal'],
      ['<= 30', 30, undefined, 'normal'],
      ['≤30', 31, undefined, 'high'],
      ['>60', 60, undefined, 'low'],
      ['>=60', 60, undefined, 'normal'],
      ['≥ 60.5', 60, undefined, 'low'],
      ['>60', 90, '>', 'normal'],
      ['>60', 45, '>', undefined],
      ['>60', 15, '<', 'low'],
      ['<30', 40, '>', 'high'],
      ['<30', 5, '<', 'normal'],
      ['<30', 40, '<', undefined],
      ['<30 mg/dL', 56, undefined, undefined],
      ['NEGATIVE', 56, undefined, undefined],
      ['<30 or >60', 56, undefined, undefined],
    ])('%s: %d %s is %s', (text, value, comparator, flag) => expect(flagAgainst(text, value, comparator)).toBe(flag))

    it('is not what a therapeutic one is judged by, nor one for somebody else', () => {
      expect(flagAgainst('<30', 56, undefined, { type: { text: 'Therapeutic' } })).toBeUndefined()
      expect(flagAgainst('<30', 56, undefined, { appliesTo: [{ text: 'Female' }] })).toBeUndefined()
    })

    it('is not asked where the laboratory speaks', () => {
      const fields = { valueQuantity: mmol(56), referenceRange: [{ text: '<30' }], interpretation: interpretation('N') }
      expect(read(fields).flag).toBe('normal')
    })
  })

  it.each([
    ['the same unit with another mu', { value: 9, unit: '10*6/\u00b5L' }, { value: 5, unit: '10*6/\u03bcL' }, 'high'],
    ['the same code under another name', { value: 9, unit: 'x', code: 'u' }, { value: 5, unit: 'u' }, 'high'],
    ['bounds without a unit', { value: 9, unit: 'mg' }, { value: 5 }, 'high'],
    ['neither with a unit', { value: 9 }, { value: 5 }, 'high'],
    ['a value without the unit its bounds have', { value: 9 }, { value: 5, unit: 'mg' }, undefined],
    ['another unit', { value: 9, unit: 'mg' }, { value: 5, unit: 'Mg' }, undefined],
  ])('%s', (_what, valueQuantity, high, flag) => {
    expect(read({ valueQuantity, referenceRange: [{ high }] }).flag).toBe(flag)
  })

  it.each([
    [['H'], 'high'],
    [['L'], 'low'],
    [['HH'], 'critically-high'],
    [['LL'], 'critically-low'],
    [['A'], 'abnormal'],
    [['N'], 'normal'],
    [['POS'], 'abnormal'],
    [['NEG'], undefined],
    [['R'], undefined],
    [['N', 'LL'], 'critically-low'],
  ])('the laboratory says %j: %s', (codes, flag) => {
    expect(read({ valueString: 'x', interpretation: interpretation(...codes) }).flag).toBe(flag)
  })

  it('what the laboratory says wins over the range', () => {
    const fields = { valueQuantity: mmol(9), referenceRange: between, interpretation: interpretation('N') }
    expect(read(fields).flag).toBe('normal')
  })

  it('"(NONE)", as Epic writes it, says nothing, so that the range speaks', () => {
    const fields = { valueQuantity: mmol(9), referenceRange: between, interpretation: [{ text: '(NONE)' }] }
    expect(read(fields)).toMatchObject({ flag: 'high', comment: undefined })
  })

  it.each([
    [[{ text: 'High Panic' }], 'critically-high'],
    [[{ text: 'Low' }], 'low'],
    [[{ text: 'Abnormal High' }], 'high'],
    [[{ text: 'Delta Abnormal Low' }], 'low'],
    [[{ text: 'Low Off-Scale' }], 'low'],
    [[{ text: 'Delta Critical High' }], 'critically-high'],
    [[{ text: 'Panic' }], 'abnormal'],
    [[{ text: '*' }], 'abnormal'],
    [[{ text: 'Invalid High' }], undefined],
    [[{ text: 'Sig Change Up' }], undefined],
    [[{ coding: [{ system: 'urn:oid:1.2.3', code: 'H' }] }], undefined],
    [[{ coding: [{ system: 'urn:oid:1.2.3', code: '7', display: 'Abnormal' }] }], 'abnormal'],
    ['H', undefined],
    [[null, 3], undefined],
  ])('interpretation %j: %s', (interpretation, flag) => {
    expect(read({ valueString: 'x', interpretation }).flag).toBe(flag)
  })

  it.each([
    ['NEG', 'Negative'],
    ['POS', 'Positive'],
    ['R', 'Resistant'],
  ])('%s is kept as a word beside the value', (code, display) => {
    const fields = {
      valueQuantity: mmol(1),
      interpretation: [{ coding: [{ system: V3, code, display }] }],
      note: [{ text: 'Repeat' }],
    }
    expect(read(fields).comment).toBe(`${display} · Repeat`)
  })
})
