import type { Patient } from '#clinical/patient.ts'
import type { StatusKind } from '#clinical/screening/result.ts'
import { quantity } from '../fixtures.ts'
import { type Fact, has, lab, person, social } from './chart.ts'

/** What a clinician would say of such a chart on 23 Nov 2026, and why it is here. */
export type Example = readonly [
  why: string,
  rule: string,
  who: Patient,
  facts: readonly Fact[],
  says: StatusKind,
  because?: RegExp,
]

export const woman50 = person('1976-01-01')
export const woman35 = person('1991-01-01')
export const woman70 = person('1956-01-01')
export const man60 = person('1966-01-01', 'male')
export const man70 = person('1956-01-01', 'male')
export const girl14 = person('2012-01-01')
export const words = (text: string) => ({ value: { kind: 'text', text, codings: [] } }) as const
export const dm = has('icd10|E11.9')
export const pregnantNow = has('icd10|Z33.1', '2026-06-01')
export const pregnantAt = (when: string) => has('icd10|Z33.1', when)
export const past = { status: 'resolved' } as const
export const number = (value: number, unit?: string) => ({ value: quantity(value, unit) })
export const smokes = social('loinc|72166-2', '2026-01-01', '449868002')
export const smoked = social('loinc|72166-2', '2026-01-01', '8517006')
export const never = social('loinc|72166-2', '2026-01-01', '266919005')
// As Epic answers where the question was never put.
export const neverAssessed = lab('loinc|72166-2', '2026-01-01', words('Never Assessed'), 'socialHistory')
export const packs = (value: number) => lab('loinc|8664-5', '2026-01-01', number(value), 'socialHistory')
export const quit = (when: string) => lab('loinc|74010-0', '2026-01-01', words(when), 'socialHistory')
export const old = '2012-05-01'
