import { describe, expect, it } from 'vitest'
import { on } from '../../../tests/fixtures.ts'
import { type Fact, ask, chartOf, has, lab, operation, screening, withReading } from '../../../tests/screening/chart.ts'
import { THEN, confirmed, mammogram, named, reported } from '../../../tests/screening/parts.ts'
import { dm, man60, number, woman35, woman50, woman70, words } from '../../../tests/screening/people.ts'
import { WHOLES } from './named-wholes.ts'
import { ENDS } from './named-ends.ts'
import { PACK } from './pack.ts'
import type { Say } from './say.ts'
import type { SourceName } from './rule.ts'

const offered = (rule: string, who: typeof woman50, facts: readonly Fact[]) =>
  ask(rule, who, facts).proof.probable.map(({ why }) => why)

describe('a part of a test is offered, and why it closes nothing stands beside it', () => {
  it.each<[string, string, typeof woman50, readonly Fact[]]>([
    ['of one breast only', 'breast-cancer', woman50, [mammogram('26176-8')]],
    ['of limited views only', 'breast-cancer', woman50, [mammogram('37551-9')]],
    ['of single types only', 'cervical-cancer', woman50, [lab('loinc|77399-4', THEN, words('Not detected'))]],
    ['of HIV-2 or of one protein only', 'hiv', woman35, [lab('loinc|7919-4', THEN, words('Negative'))]],
    ['may not have reached the cecum', 'colorectal-cancer', man60, [named('sct|73761001', 'Colonoscopy to sigmoid')]],
    [
      'a note beside it may say that it failed',
      'colorectal-cancer',
      man60,
      [operation('sct|73761001', THEN, { notes: ['Aborted.'] })],
    ],
    ['of heel or forearm only', 'osteoporosis', woman70, [named('loinc|38262-2', 'DXA')]],
    ['of one eye only', 'diabetes-eye', man60, [dm, named('sct|274798009', 'Retina, left eye')]],
    ['of one foot only', 'diabetes-foot', man60, [dm, named('sct|401191002', 'Right foot')]],
    ['by inspection only', 'diabetes-foot', man60, [dm, named('sct|401191002', 'Inspection only')]],
  ])('%s', (why, rule, who, facts) => {
    expect(offered(rule, who, facts)).toEqual([why])
  })

  it('counts once a clinician says that it is the test', () => {
    const says = confirmed('breast-cancer', 'mammography', THEN)
    expect(ask('breast-cancer', woman50, [mammogram('26176-8')], { says }).status.kind).toBe('up-to-date')
  })

  it('an abnormal report under a title that says it was ordered is offered, so that a person can say what it is', () => {
    const report = reported('urn:site|1', 'Suspicious mass', THEN, 'Mammogram, as ordered')
    expect(offered('breast-cancer', woman50, [report])).toEqual(['known by its title only'])
  })
})

it('an earlier note that confirmed an abnormal report does not make it normal, whatever its title says', () => {
  const report = reported('urn:site|1', 'Suspicious mass', THEN, 'Mammogram, as ordered')
  for (const of of [report, undefined]) {
    const says = confirmed('breast-cancer', 'mammography', THEN, of)
    expect(ask('breast-cancer', woman50, [report], { says }).status.kind).toBe('needs-review')
  }
})

describe('whether a pregnancy has ended', () => {
  const chart = chartOf([has('icd10|Z34.80', '2026-05-01')])
  const without = (from: SourceName, rule: string) =>
    screening(
      woman35,
      withReading(chart, from, () => undefined),
    ).results.find((each) => each.rule.id === rule)?.status

  it.each<[string, SourceName, RegExp]>([
    ['pregnancy-hiv', 'procedures', /is recorded, but procedures could not be read/],
    ['pregnancy-hiv', 'diagnoses', /is recorded, but visit diagnoses could not be read/],
    ['body-mass-index', 'procedures', /pregnancy is recorded, but procedures could not be read/],
  ])('cannot be told for %s without %s', (rule, from, because) => {
    expect(without(from, rule)).toMatchObject({
      kind: 'cannot-tell',
      unread: true,
      because: expect.stringMatching(because),
    })
  })

  it('is not asked of who is not pregnant', () => {
    const none = withReading(chartOf([]), 'procedures', () => undefined)
    const status = screening(woman35, none).results.find(({ rule }) => rule.id === 'pregnancy-hiv')?.status
    expect(status?.kind).toBe('not-applicable')
  })
})

describe('thoughts of self-harm', () => {
  const item9 = lab('loinc|44260-8', THEN, number(1), 'assessments')
  const notForThem = (said: string): readonly Say[] => [
    { rule: 'depression', said, kind: 'not-applicable', reason: 'in treatment' },
  ]
  it('are told again after "not applicable" was said, and not what was known when it was said', () => {
    expect(ask('depression', woman50, [item9], { says: notForThem('2026-04-01') }).status.kind).toBe('needs-review')
    expect(ask('depression', woman50, [item9], { says: notForThem('2026-06-01') }).status.kind).toBe('not-applicable')
  })
  it('of a child are told by the rule of its age, not by that of adults', () => {
    const child = { ...woman50, birthDate: on('2011-01-01') }
    expect(ask('depression', child, [item9]).status.kind).toBe('not-applicable')
    expect(ask('depression-12-17', child, [item9]).status.kind).toBe('needs-review')
  })
})

it('every set that a named function reads is in the rules', () => {
  const sets = [...Object.values(WHOLES), ...Object.values(ENDS)].flatMap((each) => each.sets)
  expect(sets.filter((set) => !PACK.codeSets.has(set))).toEqual([])
})
