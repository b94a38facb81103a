import { describe, expect, it } from 'vitest'
import {
  type Fact,
  chartOf,
  has,
  lab,
  operation,
  person,
  screening,
  social,
  vital,
  withReading,
} from '../../../tests/screening/chart.ts'
import { quantity } from '../../../tests/fixtures.ts'
import { makeReading } from '#lib/reading.ts'
import type { SourceName } from './rule.ts'

const man60 = person('1966-01-01', 'male')
const man70 = person('1956-01-01', 'male')
const woman50 = person('1976-01-01')
const packs = lab('loinc|8664-5', '2020-01-01', { value: quantity(5) }, 'socialHistory')

const said = (rule: string, who: typeof man60, facts: readonly Fact[], cut: SourceName) => {
  const chart = withReading(chartOf(facts), cut, (held) => makeReading(held.items, [], [{ kind: 'cut' }], 0))
  return screening(who, chart).results.find((each) => each.rule.id === rule)?.status
}

describe('a reading that was cut short, although what it holds would answer', () => {
  it.each<[why: string, rule: string, who: typeof man60, facts: readonly Fact[], cut: SourceName]>([
    [
      'the newest body mass index may be missing',
      'diabetes-screening',
      man60,
      [vital('loinc|39156-5', '2020-01-01', 20)],
      'vitals',
    ],
    [
      '"never smoker" may have been corrected',
      'lung-cancer',
      man60,
      [social('loinc|72166-2', '2020-01-01', '266919005')],
      'socialHistory',
    ],
    [
      '"never smoker" may have been corrected',
      'aortic-aneurysm',
      man70,
      [social('loinc|72166-2', '2020-01-01', '266919005')],
      'socialHistory',
    ],
    [
      'more pack-years may be recorded',
      'lung-cancer',
      man60,
      [social('loinc|72166-2', '2020-01-01', '8517006'), packs],
      'socialHistory',
    ],
    ['the mastectomy may be among the rest', 'breast-cancer', woman50, [], 'problems'],
    [
      'the mastectomy may be among the rest',
      'breast-cancer',
      woman50,
      [operation('loinc|24606-6', '2026-01-01')],
      'diagnoses',
    ],
    ['the mammogram may be among the rest', 'breast-cancer', woman50, [], 'reports'],
    [
      'a positive stool test may be among the rest',
      'colorectal-cancer',
      man60,
      [operation('sct|73761001', '2025-01-01')],
      'laboratory',
    ],
    ['diabetes may be among the rest', 'diabetes-a1c', man60, [], 'problems'],
    [
      'a pregnancy may be among the rest',
      'body-mass-index',
      woman50,
      [vital('loinc|39156-5', '2026-06-01', 24)],
      'problems',
    ],
    [
      'a newer and higher pressure may be among the rest',
      'blood-pressure',
      man60,
      [vital('loinc|8480-6', '2026-06-01', 120), vital('loinc|8462-4', '2026-06-01', 70)],
      'vitals',
    ],
    ['an indication may be among the rest', 'statin', man60, [], 'laboratory'],
  ])('%s: %s cannot be told', (_, rule, who, facts, cut) => {
    expect(said(rule, who, facts, cut)?.kind).toBe('cannot-tell')
  })

  it('a test that was done is done, although older ones could not be read', () => {
    expect(said('tobacco', man60, [social('loinc|72166-2', '2026-06-01', '266919005')], 'socialHistory')?.kind).toBe(
      'up-to-date',
    )
  })
  it('what is certainly gone needs no screening, whatever else was not read', () => {
    expect(said('breast-cancer', woman50, [has('icd10|Z90.13')], 'procedures')?.kind).toBe('not-applicable')
  })
  it('documents alone never decide', () => {
    expect(said('breast-cancer', woman50, [], 'documents')?.kind).toBe('due')
  })
  it('says which reading, and why', () => {
    expect(said('breast-cancer', woman50, [], 'reports')).toEqual({
      kind: 'cannot-tell',
      because: 'reports could be read only in part',
      unread: true,
    })
  })
})
