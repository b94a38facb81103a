import { describe, expect, it } from 'vitest'
import { forecastImmunizations } from './chapter-4-processing-model.ts'
import { day, dose, given, person, schedule, series } from './samples.ts'

type Row = Readonly<Record<string, unknown>>

/** Vaccine 10 is what a dose wants, 12 what a dose of `only12` wants. */
const vaccines = { preferable: [[{ cvx: '10' }], [{ cvx: '12' }]], allowable: [[]] }
const only12 = dose({ preferable: 1 })
const after = (min: string, fields: Row = {}) =>
  dose({ intervals: [{ fromPrevious: true, absoluteMin: min, min }], ...fields })
const fromAge = (min: string) => dose({ ages: [{ min }] })
const skipped = (wanted: Row = dose()) => ({
  ...wanted,
  skips: [{ context: 'both', sets: [{ conditions: [{ type: 'age', from: '0d' }] }] }],
})

/** Two risk series, A of the better preference: A stands where they are level. */
const a = (doses: readonly Row[], fields: Row = {}) => risk('A', doses, { preference: 1, ...fields })
const b = (doses: readonly Row[], fields: Row = {}) => risk('B', doses, { preference: 2, ...fields })
const risk = (name: string, doses: readonly Row[], fields: Row) =>
  series(doses, { name, type: 'risk', default: false, indications: [{ code: '160' }], ...fields })
const product = { product: true }

/** The series that stands on 2020-09-01 for a person at risk, born on 2020-01-01, after these doses. */
const standing = (all: readonly Row[], texts: readonly string[]) =>
  forecastImmunizations(
    schedule(all, {}, vaccines),
    person(given(texts), { observations: new Map([['160', undefined]]) }),
    day('2020-09-01'),
  ).flatMap((each) => each.series.map(({ series: { name } }) => name))

const FEBRUARY = '2020-02-01'
const MARCH = '2020-03-01'
const JUNE = '2020-06-01'
const JULY = '2020-07-01'

describe('sections 8.2 to 8.7: which series of a series group stands', () => {
  it.each([
    [
      'SELECTB-16, table 8-3: the one series with a valid dose is in process, the other has none though it is as near its end',
      [a([only12]), b([dose(), dose(), dose()])],
      [JUNE],
      'B',
    ],
    [
      'SELECTB-16, table 8-3: a series too late to go on is not in process, whatever it has',
      [a([dose(), dose(), dose({ ages: [{ max: '6m' }] })], product), b([dose(), after('6m'), dose()])],
      [FEBRUARY, MARCH],
      'B',
    ],
    [
      'SELECTB-21, table 8-7: target doses satisfied are counted, not those skipped nor doses given',
      [a([skipped(only12), skipped(only12), dose()]), b([dose(), dose()])],
      [JUNE, JULY],
      'B',
    ],
    [
      'SELECTB-2, table 8-9: a product series leads while every dose of it is valid',
      [a([dose(), after('4w')]), b([dose(), after('4w')], product)],
      [JUNE],
      'B',
    ],
    [
      'SELECTB-2, table 8-9: and no more once one was given too soon',
      [a([dose(), after('4w')]), b([dose(), after('4w')], product)],
      [JUNE, '2020-06-15'],
      'A',
    ],
    [
      'SELECTB-19, table 8-9: the most valid doses',
      [a([dose(), only12]), b([dose(), dose(), dose()])],
      [JUNE, JULY],
      'B',
    ],
    [
      'SELECTB-19, table 8-9: as many valid doses are no lead',
      [a([dose(), dose(), dose()]), b([dose(), dose(), dose()])],
      [JUNE, JULY],
      'A',
    ],
    ['SELECTB-11, table 8-9: can finish earliest', [a([dose(), after('6m')]), b([dose(), after('4w')])], [JUNE], 'B'],
    [
      'SELECTB-11, table 8-9: one that cannot be finished in time does not finish earliest',
      [
        a([dose(), after('4w'), after('9m', { ages: [{ max: '1y' }] })], product),
        b([dose(), after('4w'), after('1y')]),
      ],
      [JUNE],
      'B',
    ],
    [
      'SELECTB-12, table 8-9: to finish takes the longest of the intervals that remain, not their sum',
      [a([dose(), after('4w'), after('4w'), after('6m')]), b([dose(), after('4w'), after('5m'), after('5m')])],
      [JUNE],
      'B',
    ],
    [
      'SELECTB-12, table 8-9: counted from the next dose, whose own interval is over by then',
      [a([dose(), after('4w'), after('9m')]), b([dose(), after('6m'), after('4w')])],
      [JUNE],
      'B',
    ],
    [
      'SELECTB-12, table 8-11: one that takes too long for its last maximum age cannot be finished',
      [a([dose(), after('2y', { ages: [{ max: '2y' }] })]), b([dose(), after('1y', { ages: [{ max: '2y' }] })])],
      [],
      'B',
    ],
    [
      'SELECTBEST-1, table 8-11: two lesser points outweigh the earlier start',
      [a([dose(), after('2y', { ages: [{ max: '2y' }] })], product), b([fromAge('6m')])],
      [],
      'B',
    ],
    [
      'SELECTBEST-1, table 8-11: start and finish outweigh that it is a product',
      [a([fromAge('6m'), after('2y', { ages: [{ max: '2y' }] })]), b([dose()], product)],
      [],
      'B',
    ],
  ])('%s', (_, all, texts, name) => expect(standing(all, texts)).toEqual([name]))
})
