import { describe, expect, it } from 'vitest'
import { dose, forecast, given, inWords, person, schedule, series } from './samples.ts'

const season = { seasonStart: '2025-10-01', seasonEnd: '2026-03-31' }
const given10 = {
  type: 'count',
  vaccines: ['10'],
  start: '2025-07-01',
  end: '2026-06-30',
  valid: true,
  logic: 'more',
  count: 0,
}
const once = dose({ ...season, recurs: true, skips: [{ context: 'forecast', sets: [{ conditions: [given10] }] }] })

const on = (day: string, doses: readonly string[] = []) => {
  const found = forecast(schedule([series([once])]), person(given(doses)), day)
  return found && inWords(found)
}

describe('the season of an assessment, of data that hold the season from 1 October 2025 to 31 March 2026', () => {
  it.each([
    ['in the season of the data', '2025-12-01', 'not complete 1: 2025-10-01 2025-10-01 -'],
    ['in summer before it: the season to come', '2025-08-01', 'not complete 1: 2025-10-01 2025-10-01 -'],
    ['a day after the season before it', '2025-04-01', 'not complete 1: 2025-10-01 2025-10-01 -'],
    ['on the last day of the season before it', '2025-03-31', 'not complete 1: 2024-10-01 2024-10-01 -'],
    ['two seasons before', '2023-10-12', 'not complete 1: 2023-10-01 2023-10-01 -'],
    ['after it: a later season is not made up', '2026-04-01', 'not recommended'],
    ['in the season after it', '2026-10-02', 'not recommended'],
  ])('%s', (_, day, words) => expect(on(day)).toBe(words))

  it.each([
    ['in the season assessed', '2023-10-05', 'complete'],
    ['in the season before', '2023-02-01', 'not complete 1: 2023-10-01 2023-10-01 -'],
  ])('a dose given %s, where one is enough for a season', (_, date, words) =>
    expect(on('2023-11-12', [date])).toBe(words),
  )

  it('a season without an end is not moved', () => {
    const open = forecast(schedule([series([dose({ seasonStart: '2025-08-27' })])]), person(), '2023-10-12')
    expect(open && inWords(open)).toBe('not complete 1: 2025-08-27 2025-08-27 -')
  })
})
