import { describe, expect, it } from 'vitest'
import { UNSEEN } from '../../../tests/screening/not-clinical.ts'
import { readCode } from '../../../tests/screening/slips.ts'
import { PACK } from './pack.ts'

const codesOf = (system: string): readonly string[] => [
  ...new Set([...PACK.codeSets.values()].flatMap(({ codes }) => codes.filter((code) => code.startsWith(`${system}|`)))),
]

/** LOINC: the last digit is a Luhn check digit. https://loinc.org/kb/users-guide/loinc-database-structure/ */
function isLoinc(code: string): boolean {
  const [number = '', check] = code.split('-')
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, digit, at) => {
      const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return check === String((10 - (sum % 10)) % 10)
}

/** SNOMED CT: the last digit is a Verhoeff check digit. https://confluence.ihtsdotools.org/display/DOCRELFMT/6.5+Check-digit */
function isSnomed(code: string): boolean {
  const turned = (n: number, times: number): number => (times === 0 ? n : turned(Number('1576283094'[n]), times - 1))
  const times = (a: number, b: number): number =>
    a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5
  const check = code
    .split('')
    .toReversed()
    .reduce((sum, digit, at) => times(sum, turned(Number(digit), at % 8)), 0)
  return check === 0
}

describe('a mistyped code fails its check digit', () => {
  it('every LOINC code', () => {
    expect(codesOf('loinc').filter((code) => !isLoinc(code.slice('loinc|'.length)))).toEqual([])
  })
  it('every SNOMED CT code', () => {
    expect(codesOf('sct').filter((code) => !isSnomed(code.slice('sct|'.length)))).toEqual([])
  })
  it('every SNOMED CT code that stands in code, but one that is left out by name', () => {
    const codes = readCode().constants.filter(({ value }) => /^\d{6,}$/.test(String(value)))
    expect(codes.length).toBeGreaterThan(25)
    const wrong = codes.flatMap(({ value, slips }) => (isSnomed(String(value)) ? [] : slips.map(({ what }) => what)))
    expect(wrong.filter((what) => !UNSEEN.some(([where]) => where.test(what)))).toEqual([])
  })
  it('a digit changed, or two exchanged, is seen', () => {
    expect(['74010-0', '4548-4', '74010-4', '4584-4'].map(isLoinc)).toEqual([true, true, false, false])
    expect(['73761001', '203434008', '73716001', '282145008'].map(isSnomed)).toEqual([true, false, false, true])
  })
})
