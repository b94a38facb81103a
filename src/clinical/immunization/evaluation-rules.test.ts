import { describe, expect, it } from 'vitest'
import { day, dose, forecast, given, person, schedule, series, verdicts } from './samples.ts'

type Row = Readonly<Record<string, unknown>>

/** Verdicts on doses of a person born on 2020-01-01, against these series doses. */
const judge = (doses: readonly Row[], texts: readonly string[], top: Row = {}, fields: Row = {}) =>
  verdicts(forecast(schedule([series(doses)], {}, top), { ...person(given(texts)), ...fields }, '2026-01-01'))

const min4w = dose({ intervals: [{ fromPrevious: true, absoluteMin: '4w-4d', min: '4w' }] })
const min2m = dose({ ages: [{ absoluteMin: '2m-4d', min: '2m', max: '5y' }] })

describe('chapter 6: was a dose given as it should be?', () => {
  it.each([
    ['table 6-15, a day before the absolute minimum age', '2020-02-25', 'not valid, too young'],
    ['CALCDTAGE-5, table 6-15, at the absolute minimum age', '2020-02-26', 'valid, age grace period'],
    ['CALCDTAGE-4, table 6-15, at the minimum age', '2020-03-01', 'valid'],
    ['table 6-15, a day before the maximum age', '2024-12-31', 'valid'],
    ['CALCDTAGE-1, table 6-15, at the maximum age', '2025-01-01', 'extraneous, too old'],
  ])('%s', (_, date, verdict) => expect(judge([min2m], [date])).toEqual([verdict]))

  it.each([
    ['table 6-18, a day before the absolute minimum interval', '2020-06-24', 'not valid, too soon'],
    ['CALCDTINT-3, table 6-18, at the absolute minimum interval', '2020-06-25', 'valid, interval grace period'],
    ['CALCDTINT-4, table 6-18, at the minimum interval', '2020-06-29', 'valid'],
  ])('%s', (_, date, verdict) => expect(judge([dose(), min4w], ['2020-06-01', date])).toEqual(['valid', verdict]))

  it('table 6-21: an allowable interval saves what is too soon for the preferable one', () => {
    const saved = dose({
      intervals: [{ fromPrevious: true, absoluteMin: '6m', min: '6m' }],
      allowableIntervals: [{ fromPrevious: true, absoluteMin: '4m' }],
    })
    expect(judge([dose(), saved], ['2020-06-01', '2020-10-01'])).toEqual(['valid', 'valid'])
    expect(judge([dose(), saved], ['2020-06-01', '2020-09-30'])).toEqual(['valid', 'not valid, too soon'])
  })

  it('CALCDTINT-1: the interval after a dose that is not valid is counted from it', () => {
    expect(judge([dose(), min4w], ['2020-06-01', '2020-06-15', '2020-06-29'])).toEqual([
      'valid',
      'not valid, too soon',
      'not valid, too soon',
    ])
  })

  it('CALCDTINT-1: an inadvertent vaccine starts no interval', () => {
    const none12 = dose({ intervals: [{ fromPrevious: true, absoluteMin: '4w', min: '4w' }], inadvertent: ['12'] })
    expect(judge([dose(), none12], ['2020-06-01', '2020-06-15:12', '2020-06-29'])).toEqual([
      'valid',
      'not valid, inadvertent vaccine',
      'valid',
    ])
  })

  it('CALCDTINT-2: an interval may be counted from a dose further back', () => {
    const from1 = dose({ intervals: [{ fromTarget: 1, absoluteMin: '6m', min: '6m' }] })
    expect(judge([dose(), dose(), from1], ['2020-06-01', '2020-11-01', '2020-11-30'])[2]).toBe('not valid, too soon')
    expect(judge([dose(), dose(), from1], ['2020-06-01', '2020-11-01', '2020-12-01'])[2]).toBe('valid')
  })

  it('CALCDTINT-8: an interval may be counted from the last dose of certain vaccines', () => {
    const from11 = dose({ intervals: [{ fromVaccine: ['11'], absoluteMin: '8w', min: '8w' }] })
    expect(judge([dose(), dose(), from11], ['2020-05-01:11', '2020-06-01', '2020-06-25'])[2]).toBe(
      'not valid, too soon',
    )
    expect(judge([dose(), dose(), from11], ['2020-05-01:11', '2020-06-01', '2020-06-26'])[2]).toBe('valid')
  })

  it('CALCDTINT-9: an interval may be counted from an observation', () => {
    const from170 = dose({ intervals: [{ fromObservation: '170', absoluteMin: '27w', min: '27w' }] })
    const pregnant = { observations: new Map([['170', day('2025-01-01')]]) }
    expect(judge([from170], ['2025-07-08'], {}, pregnant)).toEqual(['not valid, too soon'])
    expect(judge([from170], ['2025-07-09'], {}, pregnant)).toEqual(['valid'])
  })

  it.each([
    ['before the change', '2020-11-29', 'valid'],
    ['after the change', '2020-12-01', 'not valid, too soon'],
  ])('RELEVANT-1: the interval in force on the day of the dose, %s', (_, date, verdict) => {
    const changed = dose({
      intervals: [
        { fromPrevious: true, absoluteMin: '4w', min: '4w', ceased: '2020-11-30' },
        { fromPrevious: true, absoluteMin: '5m', min: '5m', effective: '2020-12-01' },
      ],
    })
    expect(judge([dose(), changed], ['2020-10-01', date])[1]).toBe(verdict)
  })

  it.each([
    ['table 6-13, an inadvertent vaccine', { inadvertent: ['12'] }, '12', 'not valid, inadvertent vaccine'],
    ['table 6-26, a preferable vaccine', {}, '10', 'valid'],
    ['table 6-29, an allowable vaccine', {}, '11', 'valid'],
    ['table 6-29, neither', {}, '12', 'not valid, wrong vaccine'],
  ])('%s', (_, fields, cvx, verdict) => expect(judge([dose(fields)], [`2020-06-01:${cvx}`])).toEqual([verdict]))

  it('CALCDTPREF-1, CALCDTPREF-2, table 6-26: a preferable vaccine outside its own ages is not', () => {
    const top = { preferable: [[{ cvx: '10', from: '2y', until: '3y' }]] }
    expect(judge([dose()], ['2021-12-31'], top)).toEqual(['not valid, wrong age for vaccine'])
    expect(judge([dose()], ['2022-01-01'], top)).toEqual(['valid'])
    expect(judge([dose()], ['2023-01-01'], top)).toEqual(['not valid, wrong age for vaccine'])
  })

  it('CALCDTALLOW-1, CALCDTALLOW-2, table 6-29: an allowable vaccine outside its own ages is not', () => {
    const top = { allowable: [[['2y', '3y', '11']]] }
    expect(judge([dose()], ['2021-12-31:11'], top)).toEqual(['not valid, wrong age for vaccine'])
    expect(judge([dose()], ['2022-01-01:11'], top)).toEqual(['valid'])
    expect(judge([dose()], ['2023-01-01:11'], top)).toEqual(['not valid, wrong age for vaccine'])
  })

  it.each([
    ['the brand', { tradeName: 'SPOTAX-ADULT' }, 'valid'],
    ['the manufacturer', { mvx: 'SKB' }, 'valid'],
    ['neither known', {}, 'not valid, wrong brand'],
    ['the brand in less than the volume', { tradeName: 'Spotax adult 0.5 mL', volume: 0.5 }, 'valid, low volume'],
  ])('table 6-26: where a brand is asked for, %s', (_, fields, verdict) => {
    const top = { preferable: [[{ cvx: '10', tradeName: 'SPOTAX ADULT', mvx: 'SKB', volume: 1 }]] }
    const own = { doses: given(['2020-06-01']).map((each) => ({ ...each, ...fields })) }
    expect(judge([dose()], [], top, own)).toEqual([verdict])
  })

  it.each([
    ['table 6-3, recalled', { faulty: true }, 'sub-standard, faulty'],
    [
      'CALCDTLOTEXP-1, table 6-3, a day after its lot expired',
      { lotExpires: day('2020-05-31') },
      'sub-standard, expired',
    ],
    ['table 6-3, on the day its lot expires', { lotExpires: day('2020-06-01') }, 'valid'],
  ])('%s', (_, fields, verdict) =>
    expect(judge([dose()], [], {}, { doses: given(['2020-06-01']).map((each) => ({ ...each, ...fields })) })).toEqual([
      verdict,
    ]),
  )

  it('figure 4-6: doses after the series is complete are extra', () => {
    expect(judge([dose()], ['2020-06-01', '2020-07-01'])).toEqual(['valid', 'extraneous, series complete'])
  })

  it('figure 4-6: a recurring dose never completes the series', () => {
    expect(judge([dose({ recurs: true })], ['2020-06-01', '2021-06-01', '2022-06-01'])).toEqual([
      'valid',
      'valid',
      'valid',
    ])
  })
})

describe('section 6.7: live vaccines too close', () => {
  const conflicts = [{ begin: '1d', minEnd: '24d', end: '28d', pairs: [{ after: ['10', '11'], of: ['10', '11'] }] }]
  it.each([
    ['CONFLICT-3, on the same day', ['2020-06-01:10', '2020-06-01:11'], 'valid'],
    ['CONFLICT-3, the other on the next day', ['2020-06-01:10', '2020-06-02:11'], 'not valid, vaccine conflict'],
    ['CALCDTCONFLICT-1, the next day', ['2020-06-01', '2020-06-02'], 'not valid, vaccine conflict'],
    [
      'CALCDTCONFLICT-2, a day before the shorter end after a valid dose',
      ['2020-06-01', '2020-06-24'],
      'not valid, vaccine conflict',
    ],
    ['CALCDTCONFLICT-2, at the shorter end after a valid dose', ['2020-06-01', '2020-06-25'], 'valid'],
    [
      'CALCDTCONFLICT-2, at the shorter end after one that is not valid',
      ['2019-12-01', '2020-06-01', '2020-06-02', '2020-06-26'],
      'not valid, vaccine conflict',
    ],
  ])('%s', (_, texts, verdict) => {
    expect(judge([dose(), dose(), dose(), dose()], texts, { conflicts }).at(-1)).toBe(verdict)
  })
})

describe('section 6.2: which target dose can be skipped', () => {
  const skips = (conditions: readonly Row[], more: Row = {}) => [
    { context: 'evaluation', sets: [{ conditions, ...more }] },
  ]
  /** Target dose 1 wants vaccine 12 only, so a valid vaccine 10 shows that it was skipped. */
  const wants12 = (fields: Row) => ({ ...dose(fields), preferable: 1, allowable: 1 })
  const top = { preferable: [[{ cvx: '10' }], [{ cvx: '12' }]], allowable: [[[null, null, '11']], []] }
  const skipped = (fields: Row, texts: readonly string[]) =>
    judge([wants12(fields), dose(), dose()], texts, top)
      .at(-1)
      ?.startsWith('valid')

  it.each([
    ['table 6-6, a day too young', { type: 'age', from: '7m' }, ['2020-07-31'], false],
    ['CALCDTSKIP-3, table 6-6, at the age', { type: 'age', from: '7m' }, ['2020-08-01'], true],
    ['CALCDTSKIP-4, table 6-6, at the end age', { type: 'age', from: '7m', until: '1y' }, ['2021-01-01'], false],
    ['table 6-8, no dose before', { type: 'interval', after: '8w' }, ['2020-08-01'], false],
    ['table 6-8, a day too soon', { type: 'interval', after: '8w' }, ['2020-06-01:11', '2020-07-26'], false],
    [
      'CALCDTSKIP-5, table 6-8, at the interval',
      { type: 'interval', after: '8w' },
      ['2020-06-01:11', '2020-07-27'],
      true,
    ],
    [
      'table 6-9, more than none',
      { type: 'count', vaccines: ['11'], logic: 'more', count: 0 },
      ['2020-06-01:11', '2020-07-01'],
      true,
    ],
    ['table 6-9, none before', { type: 'count', vaccines: ['11'], logic: 'more', count: 0 }, ['2020-06-01'], false],
    [
      'table 6-9, equal',
      { type: 'count', vaccines: ['11'], logic: 'equal', count: 1 },
      ['2020-06-01:11', '2020-07-01'],
      true,
    ],
    ['table 6-9, fewer', { type: 'count', vaccines: ['11'], logic: 'fewer', count: 1 }, ['2020-06-01'], true],
    [
      'CONDSKIP-1, only valid doses',
      { type: 'count', valid: true, logic: 'more', count: 0 },
      ['2020-06-01:11', '2020-07-01'],
      false,
    ],
    [
      'CONDSKIP-1, only within the ages',
      { type: 'count', vaccines: ['11'], from: '1y', logic: 'more', count: 0 },
      ['2020-12-31:11', '2021-07-01'],
      false,
    ],
    [
      'CONDSKIP-1, on the start date',
      { type: 'count', vaccines: ['11'], start: '2020-06-01', logic: 'more', count: 0 },
      ['2020-06-01:11', '2020-07-01'],
      true,
    ],
    [
      'CONDSKIP-1, on the end date',
      { type: 'count', vaccines: ['11'], end: '2020-06-01', logic: 'more', count: 0 },
      ['2020-06-01:11', '2020-07-01'],
      false,
    ],
  ])('%s', (_, condition, texts, expected) => expect(skipped({ skips: skips([condition]) }, texts)).toBe(expected))

  const yes = { type: 'age', from: '0d' }
  const no = { type: 'age', from: '50y' }
  it.each([
    ['table 6-10, all of AND', skips([yes, yes]), true],
    ['table 6-10, one of AND', skips([yes, no]), false],
    ['table 6-10, one of OR', skips([yes, no], { any: true }), true],
    ['table 6-10, none of OR', skips([no, no], { any: true }), false],
    ['table 6-11, one set of OR', [{ context: 'both', sets: [{ conditions: [no] }, { conditions: [yes] }] }], true],
    [
      'table 6-11, one set of AND',
      [{ context: 'both', allSets: true, sets: [{ conditions: [no] }, { conditions: [yes] }] }],
      false,
    ],
    ['figure 3-3, a context of forecast only', [{ context: 'forecast', sets: [{ conditions: [yes] }] }], false],
    ['RELEVANT-1, a set not yet in force', skips([yes], { effective: '2021-01-01' }), false],
  ])('%s', (_, own, expected) => expect(skipped({ skips: own }, ['2020-06-01'])).toBe(expected))
})
