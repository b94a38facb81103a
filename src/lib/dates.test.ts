import { describe, expect, it } from 'vitest'
import { ageInYears, formatAge, formatDate, latestDay, newestFirst, parseDate, readWritten } from './dates.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('a date keeps the precision it was recorded with', () => {
  it.each([
    ['2015', 'year', '2015'],
    ['2015-03', 'month', 'Mar 2015'],
    ['2015-03-09', 'day', '9 Mar 2015'],
    ['2015-03-09T23:30:00-05:00', 'day', '9 Mar 2015'],
  ])('%s is read to the %s and shown as %s', (text, precision, shown) => {
    const date = parseDate(text)
    expect(date?.precision).toBe(precision)
    expect(date && formatDate(date)).toBe(shown)
  })

  it.each([
    '2026-02-30',
    '2026-13',
    '2025-02-29',
    '0000',
    '26',
    '',
    ' 2026',
    '2026-11-23 10:00',
    null,
    20261123,
    {},
    'x'.repeat(1e5),
  ])('%j is no date', (value) => expect(parseDate(value)).toBeUndefined())

  it('accepts 29 February of a leap year', () => expect(parseDate('2024-02-29')?.text).toBe('2024-02-29'))
})

describe('a date in words is read as it was written', () => {
  it.each([
    ['9 Mar 2026', '2026-03-09'],
    ['9 Mar 2026, 14:05', '2026-03-09'],
    ['Mar 2026', '2026-03'],
    ['2026', '2026'],
    ['2026-03-09', '2026-03-09'],
    ['2026-03-09T14:05:00', '2026-03-09'],
    ['31 Feb 2026', undefined],
    ['9 Foo 2026', undefined],
    ['20260309', undefined],
    ['soon', undefined],
  ])('%s', (words, text) => expect(readWritten(words)?.text).toBe(text))

  it.each(['2026', '2026-03', '2026-03-09'])('%s comes back', (text) =>
    expect(readWritten(formatDate(parseDate(text)!))?.text).toBe(text),
  )
})

it('the last day a vague date can mean is the end of its year or month', () => {
  expect(String(latestDay({ text: '2023', precision: 'year' }))).toBe('2023-12-31')
  expect(String(latestDay({ text: '2024-02', precision: 'month' }))).toBe('2024-02-29')
})

it('sorts newest first and undated last', () => {
  const dates = ['2019', undefined, '2024-05-02T08:00:00Z', '2024-05-02T09:00:00Z', '2024'].map(parseDate)
  expect(dates.toSorted(newestFirst).map((d) => d?.instant ?? d?.text)).toEqual([
    Date.parse('2024-05-02T09:00:00Z'),
    Date.parse('2024-05-02T08:00:00Z'),
    '2024',
    '2019',
    undefined,
  ])
})

describe('age', () => {
  it.each([
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['1976-11-23', '2026-11-22', 49],
    ['1976-11-23', '2026-11-23', 50],
  ])('born %s is on %s %d years old', (birth, on, years) => expect(ageInYears(day(birth), day(on))).toBe(years))

  it.each([
    ['2026-11-14', '9 d'],
    ['2026-10-27', '27 d'],
    ['2026-10-26', '4 wk'],
    ['2026-08-23', '3 mo'],
    ['2024-11-24', '23 mo'],
    ['2024-11-23', '2 y'],
    ['1987', 'about 39 y'],
  ])('born %s is written %s on 23 Nov 2026', (birth, words) => {
    expect(formatAge(parseDate(birth)!, day('2026-11-23'))).toBe(words)
  })
})
