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

describe('section 7.5: dates of the next dose', () => {
  const ages = { ages: [{ min: '2m', earliest: '4m', latest: '6m+4w', max: '5y' }] }
  const two = [dose(), dose({ intervals: [{ fromPrevious: true, min: '4w', earliest: '8w', latest: '13w' }] })]
  it.each([
    ['FORECASTDT-1 to 3 by age', [dose(ages)], [], 'not complete 1: 2020-03-01 2020-05-01 2020-07-28'],
    ['FORECASTDT-2, FORECASTDT-3 by interval', two, ['2020-06-01'], 'not complete 2: 2020-06-29 2020-07-27 2020-08-30'],
    [
      'FORECASTDT-2 by neither: the earliest date',
      [dose({ ages: [{ min: '2m' }] })],
      [],
      'not complete 1: 2020-03-01 2020-03-01 -',
    ],
    [
      'FORECASTDTCAN-1: never before a dose already given',
      [dose({ ages: [{ min: '2m' }] })],
      ['2020-06-01:12'],
      'not complete 1: 2020-06-01 2020-06-01 -',
    ],
    [
      'FORECASTDTCAN-1: from the start of the season',
      [dose({ seasonStart: '2020-08-15' })],
      [],
      'not complete 1: 2020-08-15 2020-08-15 -',
    ],
    [
      'FORECASTDT-5, FORECASTDT-6: moved on to the earliest date',
      [dose({ ...ages, seasonStart: '2020-08-15' })],
      [],
      'not complete 1: 2020-08-15 2020-08-15 2020-08-15',
    ],
  ])('%s', (_, doses, texts, words) => expect(ahead([series(doses)], texts)).toBe(words))

  it('CALCDTCONFLICT-3: not before the end of a conflict with a vaccine given', () => {
    const conflicts = [{ begin: '1d', minEnd: '24d', end: '28d', pairs: [{ after: ['99'], of: ['10'] }] }]
    expect(ahead([series([dose()])], ['2020-08-20:99'], {}, { conflicts })).toBe(
      'not complete 1: 2020-09-17 2020-09-17 -',
    )
  })

  it('RELEVANT-2: the rule in force on the day of the forecast', () => {
    const rule = {
      ages: [
        { min: '2m', ceased: '2020-08-31' },
        { min: '3m', effective: '2020-09-01' },
      ],
    }
    expect(ahead([series([dose(rule)])])).toBe('not complete 1: 2020-04-01 2020-04-01 -')
    expect(ahead([series([dose(rule)])], [], {}, {}, {}, '2020-08-31')).toBe('not complete 1: 2020-03-01 2020-03-01 -')
  })

  it.each([
    ['doses of an earlier season are not counted', ['2019-08-01', '2020-06-01'], '2'],
    ['all of this season are', ['2020-06-01', '2020-07-01'], '3'],
  ])('FORECASTDN-1: %s', (_, texts, number) => {
    const recurring = [series([dose({ seasonStart: '2020-06-01', recurs: true })])]
    expect(ahead(recurring, texts, {}, {}, { birth: day('2000-01-01') })).toMatch(`not complete ${number}:`)
  })

  it('FORECASTRECVAC-1: vaccines of the right age, marked for forecasts, not contraindicated', () => {
    const preferable = [
      [{ cvx: '10', forecast: true, until: '6m' }, { cvx: '11', forecast: true, from: '6m' }, { cvx: '12' }],
    ]
    const rules = schedule([series([dose({ ages: [{ min: '8m' }] })])], {}, { preferable })
    expect(forecast(rules, person(), TODAY)?.vaccines).toEqual(['11'])
  })

  it('section 7.6: a dose that will be skipped when it may be given is not recommended', () => {
    const skip = { context: 'forecast', sets: [{ conditions: [{ type: 'age', from: '9m' }] }] }
    const second = dose({ intervals: [{ fromPrevious: true, min: '8w' }], skips: [skip] })
    const third = dose({ intervals: [{ fromPrevious: true, min: '12w' }] })
    expect(ahead([series([dose(), second, third])], ['2020-08-20'])).toBe('not complete 2: 2020-11-12 2020-11-12 -')
  })
})

describe('sections 7.2 to 7.4: is another dose needed?', () => {
  const one = [series([dose({ ages: [{ max: '5y' }] })])]
  it.each([
    ['table 7-10: complete', one, ['2020-06-01'], {}, 'complete'],
    [
      'table 7-10: all skipped, none satisfied',
      [series([dose({ skips: [{ context: 'forecast', sets: [{ conditions: [{ type: 'age', from: '1m' }] }] }] })])],
      [],
      {},
      'not recommended',
    ],
    ['table 7-10: past the season', [series([dose({ seasonEnd: '2020-08-31' })])], [], {}, 'not recommended'],
    [
      'table 7-10: on the last day of the season',
      [series([dose({ seasonEnd: TODAY })])],
      [],
      {},
      'not complete 1: 2020-01-01 2020-01-01 -',
    ],
    ['table 7-10: at the maximum age', one, [], { birth: day('2015-09-01') }, 'aged out'],
    [
      'table 7-10: a day before the maximum age',
      one,
      [],
      { birth: day('2015-09-02') },
      'not complete 1: 2015-09-02 2015-09-02 -',
    ],
    [
      'table 7-10: cannot be given before the maximum age',
      [series([dose({ ages: [{ min: '1y', max: '1y' }] })])],
      [],
      {},
      'aged out',
    ],
    ['table 7-3: history of immunity', one, [], { ...seen('160') }, 'immune'],
    ['table 7-3: born a day before the immunity birth date', one, [], { birth: day('1956-12-31') }, 'immune'],
    [
      'table 7-3: born on it',
      [series([dose()])],
      [],
      { birth: day('1957-01-01') },
      'not complete 1: 1957-01-01 1957-01-01 -',
    ],
    [
      'table 7-3: born before it, with an exclusion',
      [series([dose()])],
      [],
      { birth: day('1956-12-31'), ...seen('170') },
      'not complete 1: 1956-12-31 1956-12-31 -',
    ],
    ['table 7-5: antigen contraindicated', one, [], { ...seen('080') }, 'contraindicated'],
    [
      'table 7-5: not yet of the contraindication age',
      [series([dose()])],
      [],
      { ...seen('007') },
      'not complete 1: 2020-01-01 2020-01-01 -',
    ],
  ])('%s', (_, all, texts, fields, words) => {
    const antigen = {
      immuneBy: ['160'],
      immuneIfBorn: [{ before: '1957-01-01', unless: ['170'] }],
      notIf: [{ code: '080' }, { code: '007', from: '9m' }],
    }
    expect(ahead(all, texts, antigen, {}, fields)).toBe(words)
  })

  it('table 7-3: a country of birth that is not recorded is not the country asked for', () => {
    const antigen = { immuneIfBorn: [{ before: '2021-01-01', country: 'U.S.' }] }
    expect(ahead([series([dose()])], [], antigen)).toMatch('not complete')
    expect(ahead([series([dose()])], [], antigen, {}, { birthCountry: 'U.S.' })).toBe('immune')
  })

  it('tables 7-6 and 7-7: contraindicated only where every preferable vaccine is', () => {
    const two = {
      preferable: [
        [
          { cvx: '10', forecast: true },
          { cvx: '11', forecast: true },
        ],
      ],
    }
    const not = (...cvx: readonly string[]) => ({
      notVaccineIf: [{ code: '080', vaccines: cvx.map((each) => ({ cvx: each })) }],
    })
    expect(ahead([series([dose()])], [], not('10', '11'), two, seen('080'))).toBe('contraindicated')
    expect(ahead([series([dose()])], [], not('10'), two, seen('080'))).toMatch('not complete')
  })
})

describe('chapter 5: which series are for this person', () => {
  const risk = series([dose()], { type: 'risk', indications: [{ code: '160', from: '6m', until: '9m' }] })
  it.each([
    ['table 5-5: no indication', {}, '2020-09-01', undefined],
    ['table 5-4: indicated, a day too young', seen('160'), '2020-06-30', undefined],
    ['table 5-4: indicated and of the age', seen('160'), '2020-07-01', 'not complete 1: 2020-01-01 2020-01-01 -'],
    ['table 5-4: indicated, at the end age', seen('160'), '2020-10-01', undefined],
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
    ['table 8-3: none scorable, the default', [named('a', [dose()]), named('b', [dose()], { default: true })], [], 'b'],
    [
      'SELECTSCORE-2: begun too late for a series',
      [named('a', [dose(), dose()], { startBy: '2m' }), named('b', [dose(), dose()])],
      ['2020-06-01'],
      'b',
    ],
    [
      'table 8-3: the one complete series',
      [named('a', [dose(), dose()], { default: true }), named('b', [dose()])],
      ['2020-06-01'],
      'b',
    ],
    [
      'table 8-7: of two complete the one with more valid doses',
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
      'table 8-9: closest to completion',
      [named('a', [dose(), dose(), dose()], { preference: 1 }), named('b', [dose(), dose()], { preference: 2 })],
      ['2020-06-01'],
      'b',
    ],
    [
      'table 8-9: a product series with all doses valid',
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
    ['table 8-11: can start earliest', [named('a', [later]), named('b', [dose()], { preference: 2 })], [], 'b'],
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
