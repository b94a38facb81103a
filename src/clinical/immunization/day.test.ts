import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSpan, formatDay, parseDay, parseSpan, toCivil, toDay } from './day.ts'

const plus = (date: string, span: string) => formatDay(addSpan(parseDay(date)!, parseSpan(span)!))

describe('table 3-6: adding an age or interval to a date', () => {
  it.each([
    ['CALCDT-1', '2000-01-01', '3y', '2003-01-01'],
    ['CALCDT-2', '2000-01-01', '6m', '2000-07-01'],
    ['CALCDT-2 over the year', '2000-11-01', '6m', '2001-05-01'],
    ['CALCDT-3', '2000-01-01', '3d', '2000-01-04'],
    ['CALCDT-3', '2000-01-01', '3w', '2000-01-22'],
    ['CALCDT-3 in a leap year', '2000-02-01', '5w', '2000-03-07'],
    ['CALCDT-3 in a common year', '2001-02-01', '5w', '2001-03-08'],
    ['CALCDT-4', '2000-01-15', '0m-4d', '2000-01-11'],
    ['CALCDT-5', '2000-03-31', '6m', '2000-10-01'],
    ['CALCDT-5 in February', '2000-08-31', '6m', '2001-03-01'],
    ['CALCDT-5 born on a leap day', '2024-02-29', '1y', '2025-03-01'],
    ['CALCDT-6', '2000-01-31', '6m-4d', '2000-07-27'],
    ['CALCDT-6 after a day that does not exist', '2000-01-31', '1m-4d', '2000-02-26'],
    ['CALCDT-6 with years, weeks and days', '2000-01-31', '1y+4w', '2001-02-28'],
  ])('%s: %s + %s = %s', (_, date, span, sum) => expect(plus(date, span)).toBe(sum))
})

describe('days', () => {
  it('every day is the day it came from', () =>
    fc.assert(
      fc.property(fc.integer({ min: toDay(1850, 1, 1), max: toDay(3000, 12, 31) }), (day) => {
        const { year, month, day: d } = toCivil(day)
        expect(toDay(year, month, d)).toBe(day)
        expect(parseDay(formatDay(day))).toBe(day)
        expect(formatDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
      }),
    ))

  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '2026', '', '2026-01-01T00:00'])(
    '%j is no day',
    (text) => expect(parseDay(text)).toBeUndefined(),
  )

  it.each(['', '4', '4 weeks', '-4d', '4d-', '4x', 'n/a'])('%j is no age or interval', (text) =>
    expect(parseSpan(text)).toBeUndefined(),
  )
})
