import { describe, expect, it } from 'vitest'
import { first, coding, LOINC, part, quantity, range, result } from '../../tests/fixtures.ts'
import { historyWords, testWords } from './history-words.ts'
import { groupTests, pointsOf, previousOf, splitByUnit } from './trend.ts'

const LOCAL = 'urn:oid:1.2.3'
const named = (text: string, ...codings: ReturnType<typeof coding>[]) => ({ concept: { text, codings } })
const a1c = (when: string | undefined, value: number, change = {}) =>
  result('HbA1c', when, { ...named('HbA1c', coding(LOINC, '4548-4')), value: quantity(value, '%'), ...change })

describe('values of one test', () => {
  it('are found by any shared code, and the latest is the newest by date, not by place', () => {
    const { tests } = groupTests([
      a1c('2025-01-10', 5.6),
      result('Hemoglobin A1c', '2026-10-02', {
        ...named('A1c', coding(LOCAL, '9'), coding(LOINC, '4548-4')),
        value: quantity(6.1, '%'),
      }),
      result('A1c', '2026-03-01', { ...named('A1c', coding(LOCAL, '9')), value: quantity(5.9, '%') }),
    ])
    expect(tests).toHaveLength(1)
    expect(tests[0]?.values.map(({ when }) => when?.text)).toEqual(['2026-10-02', '2026-03-01', '2025-01-10'])
    expect(testWords(first(tests))).toMatchObject({ value: '6.1', unit: '%', date: '2 Oct 2026' })
  })

  it('are kept apart where both carry LOINC codes and these differ', () => {
    const { tests } = groupTests([
      result('Glucose', '2026-01-01', named('Glucose', coding(LOINC, '2345-7'), coding(LOCAL, '9'))),
      result('Glucose', '2026-01-01', named('Glucose, urine', coding(LOINC, '2350-7'), coding(LOCAL, '9'))),
    ])
    expect(tests).toHaveLength(2)
  })

  it('without codes go by their words', () => {
    const { tests } = groupTests([
      result('Ferritin', '2025-01-01'),
      result(' ferritin', '2026-01-01'),
      result('Iron', '2026-01-01'),
    ])
    expect(tests.map(({ values }) => values.length)).toEqual([2, 1])
  })

  it('of a panel stand each by itself, the empty panel does not', () => {
    const panel = result('Lipids', '2026-01-01', {
      value: { kind: 'absent', reason: 'not given' },
      parts: [part('LDL', '13457-7', quantity(192, 'mg/dL')), part('HDL', '2085-9', quantity(40, 'mg/dL'))],
    })
    expect(groupTests([panel]).tests.map(({ concept }) => concept.text)).toEqual(['HDL', 'LDL'])
  })
})

describe('what is latest', () => {
  it('an undated value never is, where a dated one exists', () => {
    expect(groupTests([a1c(undefined, 9), a1c('2020', 5)]).tests[0]?.latest.when?.text).toBe('2020')
  })

  it('a newer one without a value does not hide the value, and is told of', () => {
    const test = first(
      groupTests([a1c('2026-01-01', 5.6), a1c('2026-02-01', 0, { value: { kind: 'absent', reason: 'specimen lost' } })])
        .tests,
    )
    expect(testWords(test)).toMatchObject({
      value: '5.6',
      reason: 'A newer one of 1 Feb 2026 has no value: specimen lost',
    })
  })

  it.each(['entered-in-error', 'cancelled'] as const)('%s never is a value, and is set aside', (status) => {
    const trends = groupTests([a1c('2026-01-01', 5.6), a1c('2026-02-01', 9.9, { status })])
    expect(trends.tests[0]?.latest.when?.text).toBe('2026-01-01')
    expect(trends.setAside).toHaveLength(1)
  })

  it.each(['corrected', 'preliminary', 'amended'] as const)('%s is a value, and says so', (status) => {
    const test = first(groupTests([a1c('2026-02-01', 5.6, { status })]).tests)
    expect(testWords(test).reason).toBe(status)
  })
})

describe('units', () => {
  const test = first(
    groupTests([
      a1c('2024-01-01', 38, { value: quantity(38, 'mmol/mol') }),
      a1c('2025-01-01', 5.6),
      a1c('2026-01-01', 6.1, { range: range(4, 5.6, '%') }),
      a1c('2023-01-01', 5, { value: quantity(5) }),
      a1c('2022-01-01', 5, { value: { kind: 'text', text: 'see note', codings: [] } }),
    ]).tests,
  )

  it('are never mixed in one series; a missing unit is a series of its own', () => {
    expect(splitByUnit(test).map(({ unit, values }) => [unit, values.length])).toEqual([
      ['%', 2],
      ['mmol/mol', 1],
      [undefined, 1],
    ])
    expect(historyWords(test).map(({ caption }) => caption)).toEqual([
      'HbA1c, %',
      'HbA1c, mmol/mol',
      'HbA1c, unit not recorded',
      'HbA1c, in words',
    ])
  })

  it('the value before is the last one of the same unit', () => {
    expect(previousOf(test)?.when?.text).toBe('2025-01-01')
    const other = first(
      groupTests([a1c('2026-01-01', 6.1), a1c('2025-01-01', 38, { value: quantity(38, 'mmol/mol') })]).tests,
    )
    expect(previousOf(other)).toBeUndefined()
  })
})

it('points run oldest first, each with its own range, a bound marked, a zero limit kept', () => {
  const test = first(
    groupTests([
      a1c('2026-01-01', 6.1, { range: range(0, 5.6) }),
      a1c('2025-01-01', 4, { value: quantity(4, '%', '<'), range: range(4, 6.5, 'mmol/mol') }),
      a1c(undefined, 5),
    ]).tests,
  )
  expect(pointsOf(first(splitByUnit(test)).values)).toEqual([
    { at: 20089, value: 4, second: undefined, bound: true, low: undefined, high: undefined },
    { at: 20454, value: 6.1, second: undefined, bound: false, low: 0, high: 5.6 },
  ])
})

it('abnormal tests stand first, then the newest; those without a value last', () => {
  const { tests } = groupTests([
    result('Sodium', '2026-05-01'),
    result('Pending', '2026-11-01', { value: { kind: 'absent', reason: 'pending' } }),
    result('LDL', '2024-01-01', { flag: 'high' }),
    result('Potassium', '2026-06-01'),
  ])
  expect(tests.map(({ concept }) => concept.text)).toEqual(['LDL', 'Potassium', 'Sodium', 'Pending'])
})

it('every value of 12,000 is in exactly one history', () => {
  const many = Array.from({ length: 12_000 }, (_, i) =>
    result(`T${i % 90}`, `20${10 + (i % 15)}-01-01`, named(`T${i % 90}`, coding(LOINC, String(i % 90)))),
  )
  const { tests } = groupTests(many)
  expect(tests).toHaveLength(90)
  expect(new Set(tests.flatMap(({ values }) => values.map(({ id }) => id))).size).toBe(12_000)
})
