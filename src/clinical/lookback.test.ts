import { describe, expect, it } from 'vitest'
import { parseDate } from '#lib/dates.ts'
import { inWindow, monthsBefore, sideOf } from './lookback.ts'

describe('which side of 18 May 2026 a date falls on', () => {
  it.each([
    ['2026-05-17', 'not-after'],
    ['2026-05-18', 'not-after'],
    ['2026-05-19', 'after'],
    ['2026-04', 'not-after'],
    ['2026-05', 'unclear'],
    ['2026-06', 'after'],
    ['2025', 'not-after'],
    ['2026', 'unclear'],
    ['2027', 'after'],
  ])('%s: %s', (text, side) => expect(sideOf(parseDate(text), '2026-05-18')).toBe(side))

  it('no date: unclear', () => expect(sideOf(undefined, '2026-05-18')).toBe('unclear'))
})

describe('a window from 23 Nov 2025', () => {
  const dates = ['2025-11-22', '2025-11-23', '2025-11', '2025', '2024', '2025-10', '2030-01-01', undefined]
  const window = inWindow(dates, parseDate, '2025-11-23')

  it('shows what may lie in it, the undated too', () => {
    expect(window.shown).toEqual(['2025-11-23', '2025-11', '2025', '2030-01-01', undefined])
  })
  it('counts what lies before it', () => expect(window.older).toBe(3))
  it('hides nothing without a first day', () => {
    expect(inWindow(dates, parseDate, undefined)).toEqual({ shown: dates, older: 0 })
  })
})

it('twelve months before 29 Feb is 28 Feb', () => {
  expect(monthsBefore(Temporal.PlainDate.from('2028-02-29'), 12)).toBe('2027-02-28')
})
