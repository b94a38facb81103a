import { describe, expect, it } from 'vitest'
import { dose, forecast, given, inWords, person, schedule, series } from './samples.ts'

type Row = Readonly<Record<string, unknown>>

/** One group of two diseases, Spots and Dots, both in vaccine 10; vaccine 12 holds Dots alone. */
function both(
  spots: readonly Row[],
  dots: readonly Row[],
  options: { full?: boolean; texts?: readonly string[]; seen?: string } = {},
) {
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
  const found = forecast(rules, of, '2020-09-01')
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
