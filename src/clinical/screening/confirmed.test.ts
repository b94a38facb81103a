import { describe, expect, it } from 'vitest'
import { on, quantity, result } from '../../../tests/fixtures.ts'
import { type Fact, ask, chartOf, has, lab, letter, operation, person, report } from '../../../tests/screening/chart.ts'
import { screening, withReading } from '../../../tests/screening/chart.ts'
import { idOf } from '../../../tests/screening/parts.ts'
import { words } from '../../../tests/screening/people.ts'
import type { Chart } from './chart.ts'
import type { Say } from './say.ts'

const who = person('1966-01-01', 'male')
const stool = (text: string, status: 'preliminary' | 'entered-in-error' | 'final'): Fact =>
  lab('loinc|57905-2', '2026-03-09', { status, value: { kind: 'text', text, codings: [] } })

/** With `of`, as said in this draft; without, as an earlier note has it: by what it was and when. */
const confirmed = (modality: string, day: string, of?: Fact): Say => ({
  rule: 'colorectal-cancer',
  said: '2026-11-01',
  kind: 'confirmed',
  modality,
  on: on(day),
  evidence: of && idOf(of),
  source: undefined,
})
const status = (facts: readonly Fact[], say: Say): string =>
  ask('colorectal-cancer', who, facts, { says: [say] }).status.kind

describe('what a clinician confirmed', () => {
  it.each([true, false])('counts while the record holds it (in this draft: %s)', (here) => {
    const test = stool('Negative', 'preliminary')
    expect(status([test], confirmed('stool-blood', '2026-03-09', here ? test : undefined))).toBe('up-to-date')
  })

  it.each([true, false])(
    'counts no more once the record says that it was entered in error (in this draft: %s)',
    (here) => {
      const test = stool('Negative', 'entered-in-error')
      expect(status([test], confirmed('stool-blood', '2026-03-09', here ? test : undefined))).toBe('due')
    },
  )

  it.each([true, false])('is followed up where it is positive (in this draft: %s)', (here) => {
    const test = stool('Positive', 'preliminary')
    const say = confirmed('stool-blood', '2026-03-09', here ? test : undefined)
    expect(status([test], say)).toBe('needs-review')
    expect(status([test, operation('sct|73761001', '2026-04-01')], say)).toBe('up-to-date')
  })

  it('a report known by its title counts no more once it was withdrawn', () => {
    const done = report('Colonoscopy', '2021-03-09')
    const withdrawn = report('Colonoscopy', '2021-03-09', { status: 'entered-in-error' })
    expect(status([done], confirmed('colonoscopy', '2021-03-09'))).toBe('up-to-date')
    expect(status([withdrawn], confirmed('colonoscopy', '2021-03-09'))).toBe('due')
  })

  it('one of two on that day that still stands is enough', () => {
    const facts = [
      letter('Colonoscopy', '2021-03-09'),
      report('Colonoscopy', '2021-03-09', { status: 'entered-in-error' }),
    ]
    expect(status(facts, confirmed('colonoscopy', '2021-03-09'))).toBe('up-to-date')
  })

  it('what the record no longer shows at all is still believed', () => {
    expect(status([], confirmed('colonoscopy', '2021-03-09'))).toBe('up-to-date')
  })
})

it('confirmed in a reading that cannot be had now: it may have been withdrawn there, so it cannot be told', () => {
  const wrong = lab('loinc|39156-5', '2026-03-09', { status: 'entered-in-error', value: quantity(24) }, 'vitals')
  const says: readonly Say[] = [
    { ...confirmed('bmi', '2026-03-09', wrong), rule: 'body-mass-index' },
    { ...confirmed('bmi', '2026-03-09'), rule: 'body-mass-index' },
  ]
  const told = (chart: Chart, say: Say) =>
    screening(who, chart, { says: [say] }).results.find(({ rule }) => rule.id === 'body-mass-index')?.status.kind
  for (const say of says) {
    expect(told(chartOf([wrong]), say)).toBe('due')
    expect(
      told(
        withReading(chartOf([wrong]), 'vitals', () => undefined),
        say,
      ),
    ).toBe('cannot-tell')
  }
})

it.each([
  ['2024-12-31', 'due'],
  ['2025-01-01', 'up-to-date'],
  ['2025', 'up-to-date'],
])('an HPV test done elsewhere on %s counts from 30 years of age only: %s', (day, kind) => {
  const say: Say = {
    rule: 'cervical-cancer',
    said: '2026-11-01',
    kind: 'done-elsewhere',
    modality: 'hpv',
    on: on(day),
    place: 'County Hospital',
  }
  expect(ask('cervical-cancer', person('1995-01-01'), [], { says: [say] }).status.kind).toBe(kind)
})

describe('a positive test that another test settles', () => {
  const antibody = lab('loinc|16128-1', '2020-05-01', words('Reactive'))
  const rna = (text: string): Fact => ({
    from: 'laboratory',
    item: result('Hepatitis C RNA', '2020-06-01', { value: { kind: 'text', text, codings: [] } }),
  })
  const elsewhere = (day: string): Say => ({
    rule: 'hepatitis-c',
    said: '2026-11-01',
    kind: 'done-elsewhere',
    modality: 'rna',
    on: on(day),
    place: 'County Hospital',
  })
  const told = (facts: readonly Fact[], says: readonly Say[]): string =>
    ask('hepatitis-c', who, facts, { says }).status.kind

  it('is settled by an RNA test that was done elsewhere on that day or since, and by none before', () => {
    expect(told([antibody], [])).toBe('needs-review')
    expect(told([antibody], [elsewhere('2020-04-30')])).toBe('needs-review')
    expect(told([antibody], [elsewhere('2020-05-01')])).toBe('up-to-date')
  })

  it('is settled by a confirmed RNA test that is negative, and not by a positive one', () => {
    const negative = rna('Not detected')
    const positive = rna('Detected')
    const say = (of: Fact): Say => ({ ...confirmed('rna', '2020-06-01', of), rule: 'hepatitis-c' })
    expect(told([antibody, negative], [say(negative)])).toBe('up-to-date')
    expect(told([antibody, positive], [say(positive)])).toBe('needs-review')
  })
})

it.each([
  ['2026-08-01', 'due'],
  ['2026-08-02', 'up-to-date'],
])('an HIV test done elsewhere on %s, and an exposure on 2 Aug 2026: %s', (day, kind) => {
  const says: readonly Say[] = [
    { rule: 'hiv-risk', said: '2026-11-01', kind: 'done-elsewhere', modality: 'test', on: on(day), place: 'A clinic' },
  ]
  expect(ask('hiv-risk', who, [has('icd10|Z20.2', '2026-08-02')], { says }).status.kind).toBe(kind)
})

describe('"not applicable", as it was said on 1 Nov 2025', () => {
  const say: Say = { rule: 'colorectal-cancer', kind: 'not-applicable', reason: 'too ill for it', said: '2025-11-01' }
  const positive = (when: string) => lab('loinc|57905-2', when, words('Positive'))

  it('stands where nothing, or only what was known then, is abnormal', () => {
    expect(status([], say)).toBe('not-applicable')
    expect(status([positive('2025-10-31')], say)).toBe('not-applicable')
  })

  it('cannot be told to stand where the results were not read', () => {
    const chart = withReading(chartOf([]), 'laboratory', () => undefined)
    const found = screening(who, chart, { says: [say] }).results.find(({ rule }) => rule.id === say.rule)
    expect(found?.status).toEqual({
      kind: 'cannot-tell',
      because: 'you said: too ill for it; but laboratory results could not be read',
      unread: true,
    })
  })

  it('does not hide a positive test since', () => {
    expect(status([positive('2026-03-09')], say)).toBe('needs-review')
    expect(status([positive('2026-03-09'), operation('sct|73761001', '2026-04-01')], say)).toBe('not-applicable')
  })
})
