import { describe, expect, it } from 'vitest'
import { PACK } from '#clinical/screening/pack.ts'
import {
  ask,
  chartOf,
  operation,
  person,
  report,
  screening,
  social,
  withReading,
} from '../../../tests/screening/chart.ts'
import { countWords, groupsOf, whyNothing } from './groups.ts'
import { ruleSay } from './rule-say.ts'

const rule = PACK.rules.find(({ id }) => id === 'colorectal-cancer')
const today = Temporal.PlainDate.from('2026-11-23')
const answers = { modality: 'colonoscopy', date: '', words: '' }

describe('what was filled in', () => {
  it.each([
    ['done-elsewhere', { words: 'there' }, 'Give a year, a month or a day'],
    ['done-elsewhere', { date: '2026-02-30', words: 'there' }, 'Give a year, a month or a day'],
    ['done-elsewhere', { date: '2026-11-24', words: 'there' }, 'The date must not lie ahead.'],
    ['done-elsewhere', { date: '2020' }, 'Say where it was done.'],
    ['deferred', { date: '2027' }, 'Give a day'],
    ['deferred', { date: '2026-11-23' }, 'The day must lie ahead.'],
    ['not-applicable', { words: '  ' }, 'Say why it does not apply.'],
    ['not-applicable', { words: '\u200b\u202e' }, 'Say why it does not apply.'],
    ['not-applicable', { words: 'x'.repeat(301) }, 'At most 300 signs'],
    ['done-elsewhere', { date: '1066', words: 'there' }, 'That was more than 130 years ago.'],
    ['deferred', { date: '2036-11-24' }, 'within the next ten years'],
    ['deferred', { date: '9999-12-31' }, 'within the next ten years'],
  ] as const)('%s with %j: %s', (kind, change, wrong) => {
    const made = rule && ruleSay(kind, rule, { ...answers, ...change }, today)
    expect(made && 'wrong' in made ? made.wrong : '').toContain(wrong)
  })
  it.each([
    [
      'done-elsewhere',
      { date: '2020-03', words: ' County\nHospital ' },
      { modality: 'colonoscopy', place: 'County Hospital' },
    ],
    ['deferred', { date: '2026-11-24' }, { until: '2026-11-24' }],
    ['declined', {}, { said: '2026-11-23' }],
    ['deferred', { date: '2036-11-23' }, { until: '2036-11-23' }],
    ['not-applicable', { words: 'frail' }, { reason: 'frail' }],
    ['not-applicable', { words: 'x'.repeat(300) }, { reason: 'x'.repeat(300) }],
  ] as const)('%s with %j is kept', (kind, change, say) => {
    expect(rule && ruleSay(kind, rule, { ...answers, ...change }, today)).toMatchObject({ say: { kind, ...say } })
  })
})

describe('the groups of the list', () => {
  it('what may be there and waits for a word is open; without it the patient is asked', () => {
    const man = person('1958-01-01', 'male')
    const smokes = social('loinc|72166-2', '2020-01-01', '449868002')
    const told = ask('aortic-aneurysm', man, [smokes, report('US ABDOMINAL AORTA', '2024-01-01')])
    expect(groupsOf([told]).open).toEqual([told])
    const risk = ask('syphilis', man, [])
    expect(groupsOf([risk])).toMatchObject({ open: [], ask: [risk] })
  })

  const who = person('1966-01-01')
  const declined = { rule: 'colorectal-cancer', kind: 'declined', said: '2026-11-01' } as const
  it('what is declined stands aside, what is done or does not apply below, what is asked apart', () => {
    const results = [
      ask('colorectal-cancer', who, [], { says: [declined] }),
      ask('hepatitis-c', who, []),
      ask('syphilis', who, []),
      ask('prostate-cancer', who, []),
      ask('breast-cancer', who, [operation('loinc|24606-6', '2026-01-01')]),
    ]
    const { untold, ...groups } = groupsOf(results)
    const ids = Object.fromEntries(
      Object.entries(groups).map(([name, list]) => [name, list.map(({ rule }) => rule.id)]),
    )
    expect(untold).toEqual([])
    expect(ids).toEqual({
      open: ['hepatitis-c'],
      ask: ['syphilis'],
      aside: ['colorectal-cancer'],
      done: ['breast-cancer'],
      notApplicable: ['prostate-cancer'],
    })
    expect(countWords(results)).toBe('1 due')
  })

  it('what cannot be told for one reason stands together, and is counted one by one', () => {
    const chart = withReading(chartOf([]), 'laboratory', () => undefined)
    const { results } = screening(who, chart)
    const { untold } = groupsOf(results)
    const [first] = untold
    expect(first?.because).toBe('laboratory results could not be read')
    expect(first?.results.length).toBeGreaterThan(5)
    expect(new Set(untold.map(({ because }) => because)).size).toBe(untold.length)
    const count = untold.flatMap((each) => each.results).length
    expect(countWords(results)).toContain(`${count} cannot tell`)
  })

  it('says why nothing applies at all, where one reason holds for every rule', () => {
    const dead = person('1966-01-01', 'female', { deceased: true })
    expect(whyNothing(screening(dead, chartOf([])).results)).toBe('the patient has died')
    expect(whyNothing(screening(who, chartOf([])).results)).toBeUndefined()
    expect(whyNothing([])).toBeUndefined()
  })
})
