import { describe, expect, it } from 'vitest'
import { quantity, range } from '../../tests/fixtures.ts'
import { flagWord, numberText, rangeText, unitKey, unitText, valueText } from './value-text.ts'

describe('numbers as recorded', () => {
  it.each([
    [6.1, '6.1'],
    [0, '0'],
    [0.0034, '0.0034'],
    [123.456, '123.456'],
    [81.64656, '81.647'],
    [28.379999999999999, '28.38'],
    [1234567, '1234567'],
    [-2.5, '-2.5'],
  ])('%d is written %s', (value, text) => expect(numberText(value)).toBe(text))
})

it('keeps the comparator and says why a value is missing', () => {
  expect(valueText(quantity(0.5, 'mg/L', '<'))).toBe('<0.5')
  expect(valueText({ kind: 'absent', reason: 'specimen lost' })).toBe('no value: specimen lost')
})

describe('a unit as people read it', () => {
  it.each([
    ['mm[Hg]', 'mmHg'],
    ['mL/min/{1.73_m2}', 'mL/min/1.73 m²'],
    ['mL/min/[1.73_m2]', 'mL/min/1.73 m²'],
    ['kg/m2', 'kg/m²'],
    ['10*3/uL', '10^3/uL'],
    ['Cel', '°C'],
    ['[degF]', '°F'],
    ['[lb_av]', 'lb'],
    ['[in_i]', 'in'],
    ['m[IU]/L', 'mIU/L'],
    ['{pack_years}', 'pack years'],
    ['{score}', undefined],
    ['1', undefined],
    ['[pH]', undefined],
    ['%', '%'],
    ['mg/dL', 'mg/dL'],
    ['mEq/L', 'mEq/L'],
    ['/min', '/min'],
    ['{beats}/min', 'beats/min'],
    [undefined, undefined],
  ])('%s is written %s', (unit, words) => expect(unitText(unit)).toBe(words))
})

describe('a range', () => {
  it.each([
    [range(4, 5.6), '4–5.6'],
    [range(0, 5), '0–5'],
    [range(0, undefined), '≥ 0'],
    [range(undefined, 130), '≤ 130'],
    [range(-2, 2), '-2 to 2'],
    [range(1, 2, 'mmol/L'), '1–2 mmol/L'],
    [range(1, 2, 'mg/dL'), '1–2'],
    [{ low: undefined, high: undefined, unit: undefined, text: 'negative' }, 'negative'],
    [undefined, undefined],
  ])('%j is written %s', (given, text) => expect(rangeText(given, 'mg/dL')).toBe(text))
})

it.each([
  ['mg/dl', 'mg/dL', true],
  ['x10^3/uL', '10*3/uL', true],
  ['µg/L', 'ug/l', true],
  ['μg/L', 'µg/L', true],
  ['ng/mL', 'ng/ml', true],
  ['mL/min/[1.73_m2]', 'mL/min/{1.73_m2}', true],
  ['mL/min/1.73m2', 'mL/min/1.73 m²', true],
  ['mL/min', 'mL/min/1.73 m²', false],
  ['mg/dL', 'mmol/L', false],
  ['mg', 'Mg', false],
  ['mL', 'ML', false],
  ['', '%', false],
])('%s and %s are one unit: %s', (a, b, same) => expect(unitKey(a) === unitKey(b)).toBe(same))

it('normal and unflagged have no word', () => {
  expect([flagWord('normal'), flagWord(undefined), flagWord('critically-high')]).toEqual([
    undefined,
    undefined,
    'critically high',
  ])
})
