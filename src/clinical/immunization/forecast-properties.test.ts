import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dose, Person } from './chapter-3-logic-concepts.ts'
import { forecastImmunizations } from './chapter-4-processing-model.ts'
import type { GroupForecast } from './chapter-9-vaccine-group.ts'
import { readSchedule } from './read-schedule.ts'
import { day } from './samples.ts'

const rules = readSchedule(readFileSync(new URL('schedule/cdc-cdsi.json', import.meta.url), 'utf8'))
const [EARLIEST, LATEST] = [day('1936-01-01'), day('2025-11-10')]

const dose = (birth: number): fc.Arbitrary<Omit<Dose, 'id'>> =>
  fc.record({
    date: fc.integer({ min: birth, max: LATEST }),
    cvx: fc.constantFrom(
      '08',
      '107',
      '110',
      '120',
      '115',
      '09',
      '10',
      '49',
      '133',
      '216',
      '33',
      '03',
      '94',
      '21',
      '83',
      '165',
      '114',
      '88',
      '312',
      '187',
      '116',
    ),
    tradeName: fc.constant(undefined),
    mvx: fc.constant(undefined),
    volume: fc.constant(undefined),
    lotExpires: fc.constant(undefined),
    faulty: fc.constant(false),
  })

const person: fc.Arbitrary<Person> = fc.integer({ min: EARLIEST, max: LATEST }).chain((birth) =>
  fc.record({
    birth: fc.constant(birth),
    sex: fc.constantFrom('female' as const, 'male' as const, 'unknown' as const),
    birthCountry: fc.constantFrom(undefined, 'U.S.'),
    observations: fc
      .subarray(['007', '014', '032', '055', '080', '154', '160', '186'])
      .map((codes) => new Map(codes.map((code) => [code, undefined]))),
    doses: fc
      .array(dose(birth), { maxLength: 12 })
      .map((doses) => doses.map((each, index) => ({ ...each, id: `${index}` }))),
  }),
)

/** All that is said of a person, without the workings. */
const said = (of: Person, on: number) =>
  forecastImmunizations(rules, of, on).map(({ series, ...rest }) => ({
    ...rest,
    doses: series.flatMap(({ series: { name }, evaluations }) =>
      evaluations.map(({ dose: { date, cvx }, status, reasons }) => [name, date, cvx, status, ...reasons].join(' ')),
    ),
  }))

describe('whatever was given to whomever', () => {
  it('doses in any order give the same forecast', () =>
    fc.assert(
      fc.property(person, fc.func(fc.nat()), (of, rank) => {
        const shuffled = of.doses.toSorted((a, b) => rank(a.id) - rank(b.id))
        const renamed = shuffled.map((each, index) => ({ ...each, id: `${index}` }))
        expect(said({ ...of, doses: renamed }, LATEST)).toEqual(said(of, LATEST))
      }),
      { numRuns: 80 },
    ))

  it('a day later no date of the same target dose is earlier', () =>
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 400 }), (of, later) => {
        const keyed = (on: number) =>
          new Map(forecastImmunizations(rules, of, on).map((each) => [targetOf(each), each]))
        const before = keyed(LATEST + later)
        for (const [target, { earliest, recommended, pastDue }] of keyed(LATEST + later + 1)) {
          const old = before.get(target)
          if (old?.earliest === undefined || earliest === undefined) continue
          expect([target, earliest, recommended, pastDue]).toEqual([target, old.earliest, old.recommended, old.pastDue])
        }
      }),
      { numRuns: 80 },
    ))

  it('what is due comes after birth, and earliest before recommended before latest', () =>
    fc.assert(
      fc.property(person, (of) => {
        const all = forecastImmunizations(rules, of, LATEST)
        for (const each of all) expect(each.status === 'not complete').toBe(each.earliest !== undefined)
        for (const { earliest, recommended, pastDue, doseNumber } of all.filter(
          ({ status }) => status === 'not complete',
        )) {
          expect(earliest).toBeGreaterThanOrEqual(of.birth)
          expect(recommended).toBeGreaterThanOrEqual(earliest ?? NaN)
          expect(pastDue ?? Infinity).toBeGreaterThanOrEqual(earliest ?? NaN)
          expect(doseNumber).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: 80 },
    ))
})

/** The series and the target doses that a forecast speaks of. */
const targetOf = ({ group, series }: GroupForecast): string =>
  [group, ...series.map(({ series: { name }, target, status }) => `${name} ${target?.rule.number ?? status}`)].join(
    '; ',
  )
