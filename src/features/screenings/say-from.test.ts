import { describe, expect, it } from 'vitest'
import { PACK } from '#clinical/screening/pack.ts'
import { ask, operation, person } from '../../../tests/screening/chart.ts'
import { countWords, groupsOf } from './groups.ts'
import { sayFrom } from './say-from.ts'

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
  ] as const)('%s with %j: %s', (kind, change, wrong) => {
    const made = rule && sayFrom(kind, rule, { ...answers, ...change }, today)
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
    ['not-applicable', { words: 'frail' }, { reason: 'frail' }],
  ] as const)('%s with %j is kept', (kind, change, say) => {
    expect(rule && sayFrom(kind, rule, { ...answers, ...change }, today)).toMatchObject({ say: { kind, ...say } })
  })
})

describe('the groups of the list', () => {
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
    const ids = Object.fromEntries(
      Object.entries(groupsOf(results)).map(([name, list]) => [name, list.map(({ rule }) => rule.id)]),
    )
    expect(ids).toEqual({
      open: ['hepatitis-c'],
      ask: ['syphilis'],
      aside: ['colorectal-cancer'],
      done: ['breast-cancer'],
      notApplicable: ['prostate-cancer'],
    })
    expect(countWords(results)).toBe('1 due')
  })
})
