import { describe, expect, it } from 'vitest'
import type { RuleResult, Searched } from './result.ts'
import { dueNoteLine, reasonWords, untoldNoteLine } from './words.ts'

const read = (from: Searched['from'], oldest: string | undefined, complete = true): Searched =>
  ({ from, count: 3, oldest, complete, decides: true }) as Searched

const due = (...searched: readonly Searched[]): string =>
  reasonWords({ status: { kind: 'due' }, rule: { advice: 'Once.' }, proof: { searched } } as unknown as RuleResult)

describe('how far back it was looked where nothing was found', () => {
  it.each([
    [
      'one list',
      [read('laboratory', '2022-03-01')],
      'Nothing found in laboratory results, which go back to 2022. Once.',
    ],
    [
      'of several the shortest, since the longest would promise too much',
      [read('laboratory', '2024-03-26'), read('reports', '2022-03-11')],
      'Nothing found in laboratory results and reports, the shortest of which goes back to 2024. Once.',
    ],
    [
      'a list that was not read whole is not named',
      [read('laboratory', '2024-03-26', false), read('reports', '2022-03-11')],
      'Nothing found in reports, which go back to 2022. Once.',
    ],
    ['an empty list', [read('laboratory', undefined)], 'Nothing found in laboratory results. Once.'],
  ])('%s', (_, searched, words) => expect(due(...searched)).toBe(words))
})

describe('a rule past its review date, in the note', () => {
  const result = (title: string, pastReview: boolean): RuleResult =>
    ({ status: { kind: 'due' }, rule: { id: 'x', title }, pastReview }) as unknown as RuleResult
  it('is named in its own line', () => {
    expect(dueNoteLine(result('HIV', true)).text).toBe('Due: HIV, no record, rule past its review date')
    expect(dueNoteLine(result('HIV', false)).text).toBe('Due: HIV, no record')
  })
  it('is named among those that cannot be told', () => {
    const results = [result('HIV', false), result('Falls', true), result('Syphilis', false)]
    expect(untoldNoteLine('visits could not be read', results).text).toBe(
      'Cannot tell: HIV, Falls (rule past its review date), Syphilis, because visits could not be read',
    )
  })
})
