import { describe, expect, it } from 'vitest'
import { first, coding, LOINC, on, part, pressure, quantity, result } from '../../tests/fixtures.ts'
import { testText } from './result-text.ts'
import { driftOf, groupVitals } from './vital-signs.ts'

const weight = (when: string | undefined, kg: number, unit = 'kg') =>
  result('Weight', when, {
    concept: { text: 'Weight', codings: [coding(LOINC, '29463-7')] },
    value: quantity(kg, unit),
  })

it('a blood pressure is one value with its unit', () => {
  const test = first(groupVitals([pressure('2026-05-18', 142, 88)]).tests)
  expect(testText(test)).toBe('Blood pressure 142/88 mmHg (18 May 2026)')
})

describe('a pressure stays in parts', () => {
  it.each([
    ['when the diastolic is missing', [part('Systolic', '8480-6', quantity(142, 'mmHg'))]],
    [
      'when the units differ',
      [part('Systolic', '8480-6', quantity(142, 'mmHg')), part('Diastolic', '8462-4', quantity(11, 'kPa'))],
    ],
    [
      'when one is only a bound',
      [part('Systolic', '8480-6', quantity(142, 'mmHg')), part('Diastolic', '8462-4', quantity(40, 'mmHg', '<'))],
    ],
  ])('%s', (_, parts) => {
    const { tests } = groupVitals([{ ...pressure('2026-05-18', 142, 88), parts }])
    expect(tests.map(({ concept }) => concept.text)).toEqual(
      parts.map(({ concept }) => concept.text).toSorted((a) => (a === 'Systolic' ? -1 : 1)),
    )
  })
})

it('are read out in the usual order, whatever is newest', () => {
  const odd = result('Pain', '2026-11-01')
  const { tests } = groupVitals([odd, weight('2026-10-01', 81), pressure('2020-01-01', 120, 80)])
  expect(tests.map(({ concept }) => concept.text)).toEqual(['Blood pressure', 'Weight', 'Pain'])
})

it('stand each by itself though Epic codes every one as "vital signs" too, and go by their words with no other code', () => {
  const sign = (text: string, ...codes: readonly string[]) =>
    result(text, '2026-05-18', {
      concept: { text, codings: [...codes, '8716-3'].map((code) => coding(LOINC, code)) },
      value: quantity(70, undefined),
    })
  const { tests } = groupVitals([
    sign('Pulse', '8867-4'),
    sign('Temp', '8310-5'),
    sign('Weight', '29463-7', '3141-9'),
    sign('Pulse', '8867-4'),
    sign('Pain'),
    sign('Peak flow'),
  ])
  expect(tests.map(({ concept, values }) => `${concept.text} ${values.length}`)).toEqual([
    'Pulse 2',
    'Temp 1',
    'Weight 1',
    'Pain 1',
    'Peak flow 1',
  ])
})

describe('how far a weight has moved', () => {
  const drift = (...values: ReturnType<typeof weight>[]) => {
    const test = first(groupVitals(values).tests)
    const found = driftOf(test)
    return found && `${found.text} since ${found.since.when?.text}`
  }
  it.each([
    [
      'from the earliest of twelve months',
      [weight('2026-05-18', 81), weight('2025-12-01', 79), weight('2025-06-01', 78)],
      '+3 kg since 2025-06-01',
    ],
    ['not from before them', [weight('2026-05-18', 81), weight('2025-05-16', 70)], undefined],
    ['at the edge of them', [weight('2026-05-18', 81), weight('2025-05-18', 82.5)], '−1.5 kg since 2025-05-18'],
    ['not across units', [weight('2026-05-18', 81), weight('2026-01-01', 178, 'lb')], undefined],
    [
      'not from a vague or missing date',
      [weight('2026-05-18', 81), weight('2026', 70), weight(undefined, 60)],
      undefined,
    ],
    ['not at all', [weight('2026-05-18', 81), weight('2026-01-01', 81)], 'unchanged since 2026-01-01'],
  ])('%s', (_, values, words) => expect(drift(...values)).toBe(words))

  it('a bound moves nowhere', () => {
    expect(
      drift({ ...weight('2026-05-18', 81), value: quantity(200, 'kg', '>') }, weight('2026-01-01', 80)),
    ).toBeUndefined()
  })
})

it('an undated sign is kept', () => {
  expect(
    groupVitals([{ ...weight(undefined, 80), when: undefined }, weight('2026', 81)]).tests[0]?.values,
  ).toHaveLength(2)
  expect(on('2026').precision).toBe('year')
})
