import { describe, expect, it } from 'vitest'
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
    [
      'FORECASTDT-1 to 3 by age, CALCDTAGE-2, CALCDTAGE-3',
      [dose(ages)],
      [],
      'not complete 1: 2020-03-01 2020-05-01 2020-07-28',
    ],
    [
      'FORECASTDT-2, FORECASTDT-3 by interval, CALCDTINT-5, CALCDTINT-6',
      two,
      ['2020-06-01'],
      'not complete 2: 2020-06-29 2020-07-27 2020-08-30',
    ],
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

  it('FORECASTDT-5, FORECASTDT-6: so are the dates of the series itself, not only those of its group', () => {
    const late = dose({ ...ages, seasonStart: '2020-08-15' })
    expect(forecast(schedule([series([late])]), person(), TODAY)?.series[0]?.dates).toMatchObject({
      recommended: day('2020-08-15'),
      pastDue: day('2020-08-15'),
      unadjustedRecommended: day('2020-05-01'),
      unadjustedPastDue: day('2020-07-28'),
    })
  })

  it('FORECASTDT-4: the latest date is the day before the maximum age', () => {
    const found = forecast(schedule([series([dose({ ages: [{ min: '2m', max: '6m' }] })])]), person(), '2020-03-01')
    expect(found?.latest).toBe(day('2020-06-30'))
  })

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

  // Earliest at 8 months, recommended at 10.
  it.each([
    [
      'of those for another age none',
      [
        { cvx: '10', forecast: true, until: '8m' },
        { cvx: '11', forecast: true },
      ],
      ['11'],
    ],
    ['of those not marked for forecasts none', [{ cvx: '10' }, { cvx: '11', forecast: true }], ['11']],
    ['the right age on the earliest date', [{ cvx: '10', forecast: true, from: '8m', until: '9m' }], ['10']],
    ['the right age on the recommended date', [{ cvx: '10', forecast: true, from: '9m' }], ['10']],
    ['the right age on neither', [{ cvx: '10', forecast: true, from: '8m+1d', until: '10m' }], []],
    [
      'not one that is contraindicated',
      [
        { cvx: '11', forecast: true },
        { cvx: '12', forecast: true },
      ],
      ['11'],
    ],
  ])('FORECASTRECVAC-1: %s', (_, listed, cvx) => {
    const antigen = { notVaccineIf: [{ code: '080', vaccines: [{ cvx: '12' }] }] }
    const rules = schedule([series([dose({ ages: [{ min: '8m', earliest: '10m' }] })])], antigen, {
      preferable: [listed],
    })
    expect(forecast(rules, { ...person(), ...seen('080') }, TODAY)?.vaccines).toEqual(cvx)
  })

  it('CONDSKIP-2, section 7.6: a dose that will be skipped when it may be given is not recommended', () => {
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

  it.each([
    ['CALCDTCI-1, a day before the age', '2020-02-29', 'not complete'],
    ['CALCDTCI-1, at the age', '2020-03-01', 'contraindicated'],
    ['CALCDTCI-2, a day before the end age', '2020-06-30', 'contraindicated'],
    ['CALCDTCI-2, at the end age', '2020-07-01', 'not complete'],
  ])('table 7-5: contraindicated between two ages, %s', (_, date, status) => {
    const from = schedule([series([dose()])], { notIf: [{ code: '080', from: '2m', until: '6m' }] })
    expect(forecast(from, { ...person(), ...seen('080') }, date)?.status).toBe(status)
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
