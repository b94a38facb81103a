import { describe, expect, it } from 'vitest'
import { forecastImmunizations } from './chapter-4-processing-model.ts'
import { day, dose, forecast, given, inWords, person, schedule, series } from './samples.ts'

type Row = Readonly<Record<string, unknown>>
const TODAY = '2020-09-01'

/** Forecast for a person born on 2020-01-01, on 2020-09-01 unless said. */
const ahead = (
  all: readonly Row[],
  texts: readonly string[] = [],
  antigen: Row = {},
  top: Row = {},
  fields: Row = {},
  on = TODAY,
) => {
  const found = forecast(schedule(all, antigen, top), { ...person(given(texts)), ...fields }, on)
  return found && inWords(found)
}
const seen = (...codes: readonly string[]) => ({ observations: new Map(codes.map((code) => [code, undefined])) })

describe('chapter 5: which series are for this person', () => {
  const risk = series([dose()], { type: 'risk', indications: [{ code: '160', from: '6m', until: '9m' }] })
  it.each([
    ['table 5-5: no indication', {}, '2020-09-01', undefined],
    ['table 5-4: indicated, a day too young', seen('160'), '2020-06-30', undefined],
    [
      'CALCDTIND-1, table 5-4: indicated and of the age',
      seen('160'),
      '2020-07-01',
      'not complete 1: 2020-01-01 2020-01-01 -',
    ],
    ['CALCDTIND-2, table 5-4: indicated, at the end age', seen('160'), '2020-10-01', undefined],
  ])('%s', (_, fields, on, words) => expect(ahead([risk], [], {}, {}, fields, on)).toBe(words))

  it.each([
    ['female', true],
    ['unknown', true],
    ['male', false],
  ])('table 5-5: required gender, %s', (sex, relevant) => {
    expect(ahead([series([dose()], { sexes: ['female', 'unknown'] })], [], {}, {}, { sex }) !== undefined).toBe(
      relevant,
    )
  })
})

describe('chapter 8: the best series', () => {
  const named = (name: string, doses: readonly Row[], fields: Row = {}) =>
    series(doses, { name, default: false, ...fields })
  const best = (all: readonly Row[], texts: readonly string[] = [], fields: Row = {}) =>
    forecastImmunizations(schedule(all), { ...person(given(texts)), ...fields }, day(TODAY)).map(
      (f) => f.series[0]?.series.name,
    )
  const later = dose({ ages: [{ min: '6m' }] })
  const standard = named('standard', [dose()], { default: true, equivalent: ['2'] })
  const risk = named('risk', [dose(), dose()], {
    type: 'risk',
    seriesGroup: '2',
    equivalent: ['1'],
    indications: [{ code: '160' }],
  })

  it.each([
    [
      'SELECTB-7, table 8-3: none scorable, the default',
      [named('a', [dose()]), named('b', [dose()], { default: true })],
      [],
      'b',
    ],
    [
      'SELECTSCORE-2: begun too late for a series',
      [named('a', [dose(), dose()], { startBy: '2m' }), named('b', [dose(), dose()])],
      ['2020-06-01'],
      'b',
    ],
    [
      'SELECTB-6, table 8-3: the one complete series',
      [named('a', [dose(), dose()], { default: true }), named('b', [dose()])],
      ['2020-06-01'],
      'b',
    ],
    [
      'SELECTB-19, table 8-7: of two complete the one with more valid doses',
      [named('a', [dose()]), named('b', [dose(), dose()])],
      ['2020-06-01', '2020-07-01'],
      'b',
    ],
    [
      'SELECTBEST-2: a tie goes to the better preference',
      [named('a', [dose(), dose()], { preference: 2 }), named('b', [dose(), dose()], { preference: 1 })],
      ['2020-06-01'],
      'b',
    ],
    [
      'SELECTB-5, table 8-9: closest to completion',
      [named('a', [dose(), dose(), dose()], { preference: 1 }), named('b', [dose(), dose()], { preference: 2 })],
      ['2020-06-01'],
      'b',
    ],
    [
      'SELECTB-23, table 8-9: a product series with all doses valid',
      [named('a', [dose(), dose()], { preference: 1 }), named('b', [dose(), dose()], { preference: 2, product: true })],
      ['2020-06-01'],
      'b',
    ],
    [
      'SELECTB-3: completable before the last maximum age, though further from completion',
      [
        named('a', [dose(), dose(), dose({ ages: [{ max: '1y' }], intervals: [{ fromPrevious: true, min: '9m' }] })]),
        named('b', [dose(), dose(), dose(), dose()], { preference: 2 }),
      ],
      ['2020-06-01'],
      'b',
    ],
    [
      'SELECTB-14, table 8-11: can start earliest',
      [named('a', [later]), named('b', [dose()], { preference: 2 })],
      [],
      'b',
    ],
    [
      'table 8-11: not a product series',
      [named('a', [dose()], { product: true }), named('b', [dose()], { preference: 2 })],
      [],
      'b',
    ],
  ])('%s', (_, all, texts, name) => expect(best(all, texts)).toEqual([name]))

  it('SELECTSCORE-2: of risk series only those of the highest priority', () => {
    const other = named('other', [dose()], {
      type: 'risk',
      seriesGroup: '2',
      priority: 'B',
      preference: 0,
      indications: [{ code: '160' }],
    })
    expect(best([other, risk], [], seen('160'))).toEqual(['risk'])
  })

  it.each([
    ['table 8-14: risk before standard where they are equivalent', [], ['risk']],
    ['table 8-14: a complete series stands, and stops an equivalent one that is not', ['2020-06-01'], ['standard']],
  ])('%s', (_, texts, names) => expect(best([standard, risk], texts, seen('160'))).toEqual(names))

  it('table 8-14: series groups that are not equivalent both stand', () => {
    expect(
      best(
        [
          { ...standard, equivalent: [] },
          { ...risk, equivalent: [] },
        ],
        [],
        seen('160'),
      ),
    ).toEqual(['standard', 'risk'])
  })

  it('table 8-14: a series for evaluation only stands only when complete', () => {
    const evaluation = named('evaluation', [dose()], { type: 'evaluation' })
    const three = named('standard', [dose(), dose(), dose()], { default: true })
    expect(best([three, evaluation])).toEqual(['standard'])
    expect(best([three, evaluation], ['2020-06-01'])).toEqual(['evaluation'])
  })

  it('SELECTB-24: a contraindicated series gives way to one that is not', () => {
    const top = { preferable: [[{ cvx: '10' }], [{ cvx: '11' }]] }
    const two = (preferable: number) => [dose({ preferable }), dose({ preferable })]
    const all = [named('a', two(0)), named('b', two(1), { preference: 2 })]
    const found = (code: string) =>
      forecastImmunizations(
        schedule(all, { notVaccineIf: [{ code: '080', vaccines: [{ cvx: '10' }] }] }, top),
        person(given(['2020-06-01:11']), seen(code)),
        day(TODAY),
      ).map((f) => f.series[0]?.series.name)
    expect(found('160')).toEqual(['a'])
    expect(found('080')).toEqual(['b'])
  })

  it('SELECTB-24: nor is it scored for the doses it has', () => {
    const top = { preferable: [[{ cvx: '10' }], [{ cvx: '11' }]] }
    const two = (preferable: number) => [dose({ preferable }), dose({ preferable })]
    const rules = schedule(
      [named('a', two(0)), named('b', two(1), { default: true })],
      { notVaccineIf: [{ code: '080', vaccines: [{ cvx: '10' }] }] },
      top,
    )
    const found = (code: string) =>
      forecastImmunizations(rules, person(given(['2020-06-01:10']), seen(code)), day(TODAY)).map(
        (f) => f.series[0]?.series.name,
      )
    expect(found('160')).toEqual(['a'])
    expect(found('080')).toEqual(['b'])
  })

  it('table 6-7: a dose that is not needed once another series group is complete', () => {
    const skip = { context: 'both', sets: [{ conditions: [{ type: 'completed', seriesGroups: ['1'] }] }] }
    const booster = { ...risk, equivalent: [], doses: [dose({ skips: [skip] }), dose()] }
    const numbers = (texts: readonly string[]) =>
      forecastImmunizations(
        schedule([booster, { ...standard, equivalent: [] }]),
        person(given(texts), seen('160')),
        day(TODAY),
      )
        .filter(({ kind }) => kind === 'risk')
        .map(({ status }) => status)
    expect(numbers(['2020-06-01'])).toEqual(['complete'])
    expect(numbers([])).toEqual(['not complete'])
  })
})
