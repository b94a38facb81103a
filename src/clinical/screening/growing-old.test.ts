import { describe, expect, it } from 'vitest'
import { type Fact, TODAY, ask, has, lab, takes, vital } from '../../../tests/screening/chart.ts'
import { dm, man60, number, woman35, words } from '../../../tests/screening/people.ts'
import { addDays } from './day.ts'

const egfr = lab('loinc|98979-8', '2024-12-01', number(44, 'mL/min/{1.73_m2}'))
const uacr = lab('loinc|14959-1', '2024-12-01', number(300, 'mg/g'))
const recent = {
  egfr: lab('loinc|98979-8', '2026-05-01', number(70)),
  uacr: lab('loinc|14959-1', '2026-05-01', number(9, 'mg/g')),
}
const eyes = lab('sct|722161008', '2025-05-23', words('Normal'))
const a1c = lab('loinc|4548-4', '2026-01-01', number(7, '%'))
const bmi = (value: number) => vital('loinc|39156-5', '2025-01-01', value)
const pressure = vital('loinc|8480-6', '2025-06-01', 118)
const ldl = lab('loinc|18262-6', '2024-06-01', number(110, 'mg/dL'))

describe('a result that grows old makes nothing else last longer: once due, never up to date by waiting', () => {
  it.each<readonly [why: string, rule: string, who: typeof man60, facts: readonly Fact[]]>([
    ['an eGFR of 44', 'diabetes-uacr', man60, [dm, egfr, recent.uacr]],
    ['an albumin of 300', 'diabetes-egfr', man60, [dm, uacr, recent.egfr]],
    [
      'an eGFR of 70 in recorded kidney disease',
      'diabetes-uacr',
      man60,
      [dm, has('icd10|N18.31'), recent.egfr, recent.uacr],
    ],
    ['an HbA1c of 7', 'diabetes-eye', man60, [dm, eyes, a1c]],
    ['a body mass index of 24', 'blood-pressure-18-39', woman35, [bmi(24), pressure]],
    ['a body mass index of 26', 'blood-pressure-18-39', woman35, [bmi(26), pressure]],
    ['lipids on a statin', 'lipids', man60, [takes('rxnorm|83367'), ldl]],
  ])('%s, for %s', (_, rule, who, facts) => {
    let wasDue = false
    for (let days = 0; days < 900; days += 7) {
      const { kind } = ask(rule, who, facts, { today: addDays(TODAY, days) }).status
      wasDue ||= kind === 'due' || kind === 'overdue'
      expect(wasDue && (kind === 'up-to-date' || kind === 'due-soon'), `after ${days} days`).toBe(false)
    }
    expect(wasDue).toBe(true)
  })
})
