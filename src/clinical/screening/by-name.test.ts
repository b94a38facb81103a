import { describe, expect, it } from 'vitest'
import { result } from '../../../tests/fixtures.ts'
import { type Fact, ask, codingOf, lab, letter, person, report, takes } from '../../../tests/screening/chart.ts'
import { confirmed } from '../../../tests/screening/parts.ts'
import { number, woman35, words } from '../../../tests/screening/people.ts'
import type { Say } from './say.ts'

const man60 = person('1966-01-01', 'male')
const named = (name: string, value: number, when = '2026-06-01', unit?: string): Fact => ({
  from: unit === undefined ? 'assessments' : 'laboratory',
  item: result(name, when, number(value, unit)),
})

describe('a result known by its name only, once a clinician confirms it', () => {
  it.each<[string, string, string, Parameters<typeof ask>[1], Fact, string]>([
    ['GAD-7 of 9', 'anxiety', 'screen', woman35, named('GAD-7 total score', 9), 'up-to-date'],
    ['GAD-7 of 10', 'anxiety', 'screen', woman35, named('GAD-7 total score', 10), 'needs-review'],
    ['AUDIT-C of 3 in a man', 'alcohol', 'audit-c', man60, named('AUDIT-C', 3), 'up-to-date'],
    ['AUDIT-C of 4 in a man', 'alcohol', 'audit-c', man60, named('AUDIT-C', 4), 'needs-review'],
    ['AUDIT-C of 3 in a woman', 'alcohol', 'audit-c', woman35, named('AUDIT-C', 3), 'needs-review'],
  ])('%s', (_, rule, modality, who, fact, kind) => {
    for (const of of [fact, undefined]) {
      expect(ask(rule, who, [fact], { says: confirmed(rule, modality, '2026-06-01', of) }).status.kind).toBe(kind)
    }
  })

  it('AUDIT-C of 4 is what its name says, until it is confirmed', () => {
    const fact = named('AUDIT-C', 4)
    const because = (says: readonly Say[]) => {
      const { status } = ask('alcohol', man60, [fact], { says })
      return 'because' in status ? status.because : ''
    }
    expect(because([])).toBe('AUDIT-C 4 is positive: follow-up, if it is what its name says')
    expect(because(confirmed('alcohol', 'audit-c', '2026-06-01', fact))).toBe('AUDIT-C 4 is positive: follow-up')
  })

  it.each([
    [299, 'overdue'],
    [300, 'up-to-date'],
  ])('B12 of %i a year ago is %s: a low one makes the next one sooner', (value, kind) => {
    const test = named('Vitamin B12', value, '2025-11-23', 'pg/mL')
    const says = confirmed('metformin-b12', 'b12', '2025-11-23', test)
    expect(ask('metformin-b12', man60, [takes('rxnorm|6809'), test], { says }).status.kind).toBe(kind)
  })
})

describe('what is offered', () => {
  const offered = (rule: string, facts: readonly Fact[]) =>
    ask(rule, woman35, facts).proof.probable.map(({ text, why }) => [text, why])
  const phq9 = (when: string) => lab('loinc|44261-6', when, number(3), 'assessments')

  it('is the newest of a name, and says why it does not count', () => {
    expect(offered('anxiety', [named('GAD-7', 4, '2025-06-01'), named('GAD-7 total score', 5)])).toEqual([
      ['GAD-7 total score', 'known by its name only'],
    ])
  })

  it('is nothing where a test that counts is as new', () => {
    expect(offered('depression', [named('PHQ-2', 1), phq9('2026-06-01')])).toEqual([])
    expect(offered('depression', [named('PHQ-2', 1), phq9('2026-05-31')])).toHaveLength(1)
  })

  it('is nothing that was cancelled, is older than its person, or has no number', () => {
    const cancelled = { from: 'assessments', item: result('GAD-7', '2026-06-01', { status: 'cancelled' }) } as const
    const text = { from: 'assessments', item: result('GAD-7', '2026-06-01', words('not done')) } as const
    expect(offered('anxiety', [cancelled, text, named('GAD-7', 1, '1990-01-01')])).toEqual([])
  })

  it('is genetic counselling, where the rule itself asks for it, but not what was declined, nor counselling for another thing', () => {
    const titles = (rule: string, title: string) =>
      ask(rule, woman35, [letter(title, '2026-01-01')]).proof.probable.map(({ text }) => text)
    for (const title of ['Genetic Counseling Note', 'Genetic counselling'])
      expect(titles('brca', title)).toEqual([title])
    expect(titles('brca', 'Genetic counseling declined')).toEqual([])
    expect(titles('cervical-cancer', 'Pap smear counseling')).toEqual([])
    expect(titles('cervical-cancer', 'Pap smear')).toEqual(['Pap smear'])
  })

  it('is no magnesium as a mammogram: names of results are asked for by few rules', () => {
    expect(offered('breast-cancer', [named('Magnesium (Mg)', 2)])).toEqual([])
  })
})

describe('a report that says when it was issued, and not when it was done', () => {
  const mammogram = (conclusion: string | undefined, issuedOnly: boolean): Fact =>
    report('An examination', '2026-03-09', {
      type: { text: 'An examination', codings: [codingOf('loinc|24606-6')] },
      conclusion,
      issuedOnly,
    })
  const woman50 = person('1976-01-01')
  const status = (fact: Fact, says: readonly Say[] = []) => ask('breast-cancer', woman50, [fact], { says }).status.kind

  it('closes nothing, for it may be older, and is offered', () => {
    expect(status(mammogram('Normal', false))).toBe('up-to-date')
    expect(status(mammogram('Normal', true))).toBe('cannot-tell')
    expect(status(mammogram(undefined, true))).toBe('cannot-tell')
    expect(ask('breast-cancer', woman50, [mammogram('Normal', true)]).proof.probable).toMatchObject([
      { why: 'only the day it was issued is recorded: the test may be older' },
    ])
  })

  it('counts once it is confirmed, from about that day', () => {
    const fact = mammogram('Normal', true)
    const says = confirmed('breast-cancer', 'mammography', '2026-03-09', fact)
    expect(status(fact, says)).toBe('up-to-date')
    expect(ask('breast-cancer', woman50, [fact], { says }).last?.how).toBe('about 9 Mar 2026 + 2 y')
  })

  it('needs a person where it is abnormal, whenever it was done', () => {
    expect(status(mammogram('BI-RADS 5', true))).toBe('needs-review')
  })
})
