import { describe, expect, it } from 'vitest'
import { on } from '../../../tests/fixtures.ts'
import { type Fact, ask, has, lab, takes, vital } from '../../../tests/screening/chart.ts'
import { dm, man60, number, old, words } from '../../../tests/screening/people.ts'

const SAID = '2026-08-20'
const egfr = (value: number) => lab('loinc|98979-8', '2025-10-01', number(value, 'mL/min/{1.73_m2}'))
const uacr = (value: number) => lab('loinc|14959-1', '2025-10-01', number(value, 'mg/g'))
const a1c = (value: number) => lab('loinc|4548-4', '2025-10-01', number(value, '%'))
const bmi = vital('loinc|39156-5', '2026-01-01', 30)
const b12 = lab('urn:site|B12', '2024-06-01', number(250, 'pg/mL'))
const ckd = has('icd10|N18.31')
const eyes = lab('sct|722161008', '2024-01-01', words('Normal'))

/** Nobody knows its value here: what the record says of the person tells how soon the next one is wanted. */
describe('a test that the clinician says was done elsewhere on 20 Aug 2026', () => {
  it.each<readonly [why: string, rule: string, modality: string, facts: readonly Fact[], until: string]>([
    ['urine albumin, nothing of the kidneys on record', 'diabetes-uacr', 'uacr', [dm], '2027-08-20'],
    ['urine albumin, kidney disease of stage 3', 'diabetes-uacr', 'uacr', [dm, ckd], '2026-11-20'],
    ['urine albumin, the last eGFR 44', 'diabetes-uacr', 'uacr', [dm, egfr(44)], '2027-02-20'],
    ['urine albumin, the last one 300', 'diabetes-uacr', 'uacr', [dm, uacr(300)], '2026-12-20'],
    ['eGFR, kidney disease of stage 3', 'diabetes-egfr', 'egfr', [dm, ckd], '2026-11-20'],
    ['eGFR, the last one 44', 'diabetes-egfr', 'egfr', [dm, egfr(44)], '2027-02-20'],
    ['HbA1c, none on record', 'diabetes-a1c', 'a1c', [dm], '2027-02-20'],
    ['HbA1c, the last one 7', 'diabetes-a1c', 'a1c', [dm, a1c(7)], '2027-02-20'],
    ['HbA1c, the last one 9', 'diabetes-a1c', 'a1c', [dm, a1c(9)], '2026-11-20'],
    ['HbA1c, the last one 6.0 (prediabetes)', 'diabetes-screening', 'a1c', [bmi, a1c(6)], '2027-08-20'],
    ['HbA1c, the last one 5.5', 'diabetes-screening', 'a1c', [bmi, a1c(5.5)], '2029-08-20'],
    ['vitamin B12, the last one 250', 'metformin-b12', 'b12', [takes('rxnorm|6809'), b12], '2027-08-20'],
    ['lipids, no statin', 'lipids', 'ldl', [], '2031-08-20'],
    ['lipids, on a statin', 'lipids', 'ldl', [takes('rxnorm|83367')], '2027-08-20'],
    ['eyes, the last examination without retinopathy', 'diabetes-eye', 'exam', [dm, eyes, a1c(7)], '2027-08-20'],
  ])('%s (%s)', (_, rule, modality, facts, until) => {
    const says = [{ rule, kind: 'done-elsewhere', modality, on: on(SAID), place: 'elsewhere', said: SAID }] as const
    expect(ask(rule, man60, facts, { says, today: '2026-09-01' }).last?.next).toBe(until)
  })

  it('an entry in error on record changes nothing', () => {
    const wrong = lab('loinc|98979-8', old, { ...number(20), status: 'entered-in-error' })
    const says = [
      { rule: 'diabetes-uacr', kind: 'done-elsewhere', modality: 'uacr', on: on(SAID), place: 'x', said: SAID },
    ] as const
    expect(ask('diabetes-uacr', man60, [dm, wrong], { says }).last?.next).toBe('2027-08-20')
  })
})
