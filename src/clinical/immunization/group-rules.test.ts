import { describe, expect, it } from 'vitest'
import { forecastImmunizations } from './chapter-4-processing-model.ts'
import { day, dose, forecast, given, inWords, person, schedule, series } from './samples.ts'

type Row = Readonly<Record<string, unknown>>

type Options = { full?: boolean; texts?: readonly string[]; seen?: string }

/** One group of two diseases, Spots and Dots, both in vaccine 10; vaccine 12 holds Dots alone. */
function blended(spots: readonly Row[], dots: readonly Row[], options: Options = {}) {
  const rules = schedule(
    [],
    {},
    {
      groups: [{ name: 'Spots', antigens: ['Spots', 'Dots'], ...(options.full ? { full: true } : {}) }],
      vaccines: {
        c10: {
          name: 'Spots and dots',
          antigens: [
            ['Spots', null, null],
            ['Dots', null, null],
          ],
        },
        c12: { name: 'Dots', antigens: [['Dots', null, null]] },
      },
      preferable: [[{ cvx: '10', forecast: true }], [{ cvx: '12', forecast: true }]],
      allowable: [[[null, null, '12']]],
      antigens: [
        { name: 'Spots', series: [series(spots)], notIf: [{ code: '080' }], immuneBy: ['160'] },
        { name: 'Dots', series: [series(dots)], immuneBy: ['170', '160'] },
      ],
    },
  )
  const of = person(
    given(options.texts ?? []),
    options.seen === undefined ? {} : { observations: new Map([[options.seen, undefined]]) },
  )
  return forecast(rules, of, '2020-09-01')
}
const both = (spots: readonly Row[], dots: readonly Row[], options: Options = {}) => {
  const found = blended(spots, dots, options)
  return found && inWords(found)
}

const at = (min: string, more: Row = {}) => dose({ ages: [{ min, latest: min }], ...more })
const after = (min: string, more: Row = {}) => dose({ intervals: [{ fromPrevious: true, min, ...more }] })

describe('chapter 9: several antigens in one vaccine group', () => {
  it.each([
    [
      'MULTIANTVG-1: the later of the earliest dates',
      [at('2m')],
      [at('4m')],
      {},
      'not complete 1: 2020-05-01 2020-05-01 2020-05-01',
    ],
    [
      'MULTIANTVG-1, FORECASTPRIORITY-1: a priority forecast lets the earlier date stand',
      [dose(), after('4w')],
      [dose(), after('8w', { priority: true })],
      { texts: ['2020-05-01'] },
      'not complete 2: 2020-05-29 2020-05-29 -',
    ],
    [
      'FORECASTPRIORITY-1: not where one of its intervals is without priority',
      [dose(), after('4w')],
      [
        dose(),
        dose({
          intervals: [
            { fromPrevious: true, min: '8w', priority: true },
            { fromTarget: 1, min: '8w' },
          ],
        }),
      ],
      { texts: ['2020-05-01'] },
      'not complete 2: 2020-06-26 2020-06-26 -',
    ],
    [
      'MULTIANTVG-1: without one, the later',
      [dose(), after('4w')],
      [dose(), after('8w')],
      { texts: ['2020-05-01'] },
      'not complete 2: 2020-06-26 2020-06-26 -',
    ],
    [
      'FORECASTDN-2: the highest number where parts may be given',
      [dose(), dose()],
      [dose(), dose(), dose()],
      { texts: ['2020-05-01', '2020-06-01:12'] },
      'not complete 3: 2020-06-01 2020-06-01 -',
    ],
    [
      'FORECASTDN-2: the lowest where all are given together',
      [dose(), dose()],
      [dose(), dose(), dose()],
      { full: true, texts: ['2020-05-01', '2020-06-01:12'] },
      'not complete 2: 2020-06-01 2020-06-01 -',
    ],
    [
      'table 9-4: not complete where one antigen is not',
      [dose()],
      [dose(), dose()],
      { texts: ['2020-05-01'] },
      'not complete 2: 2020-05-01 2020-05-01 -',
    ],
    ['table 9-4: complete', [dose()], [dose()], { texts: ['2020-05-01'] }, 'complete'],
    [
      'table 9-4: complete and immune is complete',
      [dose()],
      [dose(), dose()],
      { texts: ['2020-05-01'], seen: '170' },
      'complete',
    ],
    ['table 9-4: immune to all', [dose()], [dose()], { seen: '160' }, 'immune'],
    ['table 9-4: aged out', [dose({ ages: [{ max: '6m' }] })], [dose()], {}, 'aged out'],
    ['table 9-4: not recommended', [dose({ seasonEnd: '2020-08-01' })], [dose()], {}, 'not recommended'],
    [
      'table 9-4: one contraindicated where all are given together',
      [dose()],
      [dose()],
      { full: true, seen: '080' },
      'contraindicated',
    ],
    [
      '2016-UC-0003: one contraindicated where parts may be given',
      [dose()],
      [dose()],
      { seen: '080' },
      'not complete 1: 2020-01-01 2020-01-01 -',
    ],
  ])('%s', (_, spots, dots, options, words) => expect(both(spots, dots, options)).toBe(words))
})

describe('section 9.1: what the forecast of a vaccine group is made of', () => {
  const ages = (min: string, earliest: string, more: Row = {}) => dose({ ages: [{ min, earliest, ...more }] })
  it.each([
    [
      'FORECASTVG-2: recommended when the first of its antigens is',
      [ages('2m', '6m')],
      [ages('2m', '4m')],
      'not complete 1: 2020-03-01 2020-05-01 -',
    ],
    [
      'FORECASTVG-2: but not before the group may be given',
      [ages('2m', '2m')],
      [ages('4m', '6m')],
      'not complete 1: 2020-05-01 2020-05-01 -',
    ],
    [
      'FORECASTVG-3: past due when the first of its antigens is',
      [ages('2m', '2m', { latest: '8m' })],
      [ages('2m', '2m', { latest: '6m' })],
      'not complete 1: 2020-03-01 2020-03-01 2020-06-30',
    ],
    [
      'FORECASTVG-3: but not before the group may be given',
      [ages('2m', '2m', { latest: '3m' })],
      [ages('4m', '4m')],
      'not complete 1: 2020-05-01 2020-05-01 2020-05-01',
    ],
  ])('%s', (_, spots, dots, words) => {
    expect(both(spots, dots)).toBe(words)
    expect(both(dots, spots)).toBe(words)
  })

  it('FORECASTVG-4: the latest date is that of the antigen whose age ends first', () => {
    const [until5, until4, ever] = [dose({ ages: [{ max: '5y' }] }), dose({ ages: [{ max: '4y' }] }), dose()]
    expect(blended([until5], [until4])?.latest).toBe(day('2023-12-31'))
    expect(blended([until4], [until5])?.latest).toBe(day('2023-12-31'))
    expect(blended([ever], [until4])?.latest).toBe(day('2023-12-31'))
    expect(blended([ever], [ever])?.latest).toBe(undefined)
  })

  it('FORECASTVG-8: recommended against the antigens that still need a dose, and no others', () => {
    expect(blended([dose()], [dose()])?.antigens).toEqual(['Spots', 'Dots'])
    expect(blended([dose()], [dose(), dose()], { texts: ['2020-05-01'] })?.antigens).toEqual(['Dots'])
    expect(blended([dose()], [dose()], { seen: '170' })?.antigens).toEqual(['Spots'])
  })

  it('FORECASTVG-9: recommended are the vaccines of each antigen that still needs a dose, each once', () => {
    const dots = dose({ preferable: 1 })
    expect(blended([dose()], [dose()])?.vaccines).toEqual(['10'])
    expect(blended([dose()], [dots])?.vaccines).toEqual(['10', '12'])
    expect(blended([dose()], [dots], { texts: ['2020-05-01'] })?.vaccines).toEqual(['12'])
  })

  it('FORECASTVG-8, FORECASTVG-9: nothing is recommended of a group that is contraindicated, though one antigen needs a dose', () => {
    const { antigens, vaccines } = blended([dose()], [dose()], { full: true, seen: '080' }) ?? {}
    expect([antigens, vaccines]).toEqual([[], []])
  })
})

describe('sections 9.1 and 9.2: one antigen or several', () => {
  const named = (name: string, fields: Row = {}, doses: readonly Row[] = [dose()]) => series(doses, { name, ...fields })
  const second = { seriesGroup: '2' }
  const risk = { type: 'risk', seriesGroup: '2', default: false, indications: [{ code: '160' }] }
  /** Group and series of each forecast for a person at risk, with Spots and Dots in the groups said. */
  const contents = (spots: readonly Row[], dots: readonly Row[], groups: readonly Row[]) =>
    forecastImmunizations(
      schedule(
        [],
        {},
        {
          groups,
          antigens: [
            { name: 'Spots', series: spots },
            { name: 'Dots', series: dots },
          ],
        },
      ),
      person([], { observations: new Map([['160', undefined]]) }),
      day('2020-09-01'),
    ).map(({ group, kind, series: all }) => `${group}, ${kind}: ${all.map((each) => each.series.name).join(', ')}`)
  const apart = [
    { name: 'Spots', antigens: ['Spots'] },
    { name: 'Dots', antigens: ['Dots'] },
  ]
  const together = [{ name: 'Both', antigens: ['Spots', 'Dots'] }]

  it('FORECASTVG-1: of each group the best series of its own antigens', () => {
    const spots = [named('spots better'), named('spots worse', { default: false, preference: 2 })]
    expect(contents(spots, [named('dots')], apart)).toEqual(['Spots, standard: spots better', 'Dots, standard: dots'])
  })

  it('FORECASTVG-1, VACCINEGROUP-1: in a group of one antigen each series group has a forecast of its own', () => {
    expect(
      contents([named('childhood'), named('adult', second), named('travel', { ...risk, seriesGroup: '3' })], [], apart),
    ).toEqual(['Spots, standard: childhood', 'Spots, standard: adult', 'Spots, risk: travel'])
  })

  it('VACCINEGROUP-2, chapter 9: in a group of more antigens standard goes with standard and risk with risk', () => {
    expect(
      contents([named('spots'), named('spots at risk', risk)], [named('dots'), named('dots at risk', risk)], together),
    ).toEqual(['Both, standard: spots, dots', 'Both, risk: spots at risk, dots at risk'])
    expect(contents([named('spots at risk', { ...risk, seriesGroup: '1' })], [named('dots')], together)).toEqual([
      'Both, risk: spots at risk',
      'Both, standard: dots',
    ])
  })

  it('FORECASTVG-1, VACCINEGROUP-2: nor does a dose for one risk wait for that of another: each series group has its forecast', () => {
    const both = (disease: string) => [
      named(`${disease} in travel`, risk),
      named(`${disease} in therapy`, { ...risk, seriesGroup: '3' }),
    ]
    expect(contents(both('spots'), both('dots'), together)).toEqual([
      'Both, risk: spots in travel, dots in travel',
      'Both, risk: spots in therapy, dots in therapy',
    ])
  })

  it.each([
    ['VACCINEGROUP-1, SINGLEANTVG-2: of one antigen the earliest date stands', ['Spots'], '2020-03-29'],
    [
      'VACCINEGROUP-2, MULTIANTVG-1: of two not before the last vaccine of the group, even one given too young to count',
      ['Spots', 'Dots'],
      '2020-08-01',
    ],
  ])('%s', (_, antigens, earliest) => {
    const rules = schedule(
      [],
      {},
      {
        groups: [{ name: 'Group', antigens }],
        vaccines: {
          c10: { name: 'Spots vaccine', antigens: [['Spots', null, null]] },
          c11: { name: 'Old spots vaccine', antigens: [['Spots', '1y', null]] },
        },
        antigens: [
          { name: 'Spots', series: [series([dose(), after('4w', { priority: true })])] },
          { name: 'Dots', series: [series([dose()])] },
        ],
      },
    )
    const found = forecast(rules, person(given(['2020-03-01:10', '2020-08-01:11'])), '2020-09-01')
    expect(found?.earliest).toBe(day(earliest))
  })

  it.each([
    ['not complete', [dose(), dose()], undefined],
    ['complete', [dose()], undefined],
    ['immune', [dose(), dose()], '160'],
    ['contraindicated', [dose(), dose()], '080'],
    ['aged out', [dose(), dose({ ages: [{ max: '6m' }] })], undefined],
    ['not recommended', [dose(), dose({ seasonEnd: '2020-08-01' })], undefined],
  ])('SINGLEANTVG-1: a group of one antigen is %s as its series is', (status, doses, code) => {
    const rules = schedule([series(doses)], { notIf: [{ code: '080' }], immuneBy: ['160'] })
    const observations = new Map(code === undefined ? [] : [[code, undefined]])
    const found = forecast(rules, person(given(['2020-05-01']), { observations }), '2020-09-01')
    expect([found?.status, found?.series.map((each) => each.status)]).toEqual([status, [status]])
  })
})
