import { describe, expect, it } from 'vitest'
import {
  chartDocument,
  coding,
  LOINC,
  medication,
  on,
  problem,
  quantity,
  result,
  SNOMED,
  visit,
} from '../../../tests/fixtures.ts'
import { medicationChanges } from './medication-changes.ts'
import { problemChanges } from './problem-changes.ts'
import { resultChanges } from './result-changes.ts'
import { agoText, viewChanges } from './view-changes.ts'
import { documentChanges, visitChanges } from './visit-changes.ts'

const DAY = '2026-05-18'
const told = (changes: readonly { what: string; fact: string; rank: string }[]) =>
  changes.map(({ what, fact, rank }) => `${what}: ${fact}, ${rank}`)

describe('problems since 18 May 2026', () => {
  it.each([
    ['recorded the day after', { recorded: on('2026-05-19') }, ['New problem: Gout, notable']],
    ['recorded on the day', { recorded: on('2026-05-18') }, []],
    ['recorded before, begun before', { recorded: on('2020'), onset: on('2015') }, []],
    [
      'recorded after, though begun long before',
      { recorded: on('2026-10-02'), onset: on('2015') },
      ['New problem: Gout, notable'],
    ],
    ['begun after, without a day of record', { onset: on('2026-07') }, ['New problem: Gout, notable']],
    ['recorded in the same month, day unknown', { recorded: on('2026-05') }, ['New problem: Gout, unplaced']],
    ['without any date', {}, ['New problem: Gout, unplaced']],
    ['recorded in the future', { recorded: on('2030-01-01') }, ['New problem: Gout, notable']],
    [
      'resolved since',
      { recorded: on('2020'), status: 'resolved', abated: on('2026-09-01') },
      ['Resolved: Gout, notable'],
    ],
    ['resolved before', { recorded: on('2020'), status: 'resolved', abated: on('2025-09-01') }, []],
    ['entered in error', { recorded: on('2026-10-02'), verification: 'entered-in-error' }, []],
    ['refuted', { recorded: on('2026-10-02'), verification: 'refuted' }, []],
  ] as const)('%s', (_, change, expected) =>
    expect(told(problemChanges([problem('Gout', change)], DAY))).toEqual(expected),
  )

  const gout = { concept: { text: 'Gout', codings: [coding(SNOMED, '90560007')] } }
  const named = { ...gout, category: 'encounter-diagnosis' } as const

  it('a diagnosis named before and again is not new', () => {
    expect(
      problemChanges(
        [problem('', { ...named, recorded: on('2020') }), problem('', { ...named, recorded: on('2026-10-02') })],
        DAY,
      ),
    ).toEqual([])
  })
  it('a diagnosis named for the first time is', () => {
    expect(told(problemChanges([problem('', { ...named, recorded: on('2026-10-02') })], DAY))).toEqual([
      'New diagnosis at a visit: Gout, notable',
    ])
  })
  it('a problem that the list took up since is new, though a visit named it before', () => {
    const changes = problemChanges(
      [problem('', { ...named, recorded: on('2020') }), problem('', { ...gout, recorded: on('2026-10-02') })],
      DAY,
    )
    expect(told(changes)).toEqual(['New problem: Gout, notable'])
    expect(changes[0]?.line.sources).toHaveLength(2)
  })
})

describe('medications since 18 May 2026', () => {
  const losartan = (change: Parameters<typeof medication>[1]) => medication('Losartan 50 mg', change)
  it.each([
    ['started after', [losartan({ started: on('2026-08-21') })], ['Started: Losartan 50 mg, notable']],
    ['started on the day', [losartan({ started: on(DAY) })], []],
    [
      'stopped after',
      [losartan({ started: on('2020'), ended: on('2026-08-21'), status: 'stopped' })],
      ['Stopped: Losartan 50 mg, notable'],
    ],
    ['stopped before', [losartan({ started: on('2020'), ended: on('2026-01-01'), status: 'stopped' })], []],
    [
      'put on hold after',
      [losartan({ started: on('2020'), ended: on('2026-08-21'), status: 'on-hold' })],
      ['Put on hold: Losartan 50 mg, notable'],
    ],
    ['active with an end to come', [losartan({ started: on('2020'), ended: on('2027-01-01') })], []],
    [
      'started and stopped after',
      [losartan({ started: on('2026-08-01'), ended: on('2026-08-21'), status: 'stopped' })],
      ['Started, then stopped: Losartan 50 mg, notable'],
    ],
    [
      'ordered and cancelled after',
      [losartan({ started: on('2026-08-21'), status: 'cancelled' })],
      ['Ordered, then cancelled: Losartan 50 mg, notable'],
    ],
    [
      'other directions ordered after, and cancelled',
      [
        losartan({ started: on('2020'), dose: '1 daily' }),
        losartan({ started: on('2026-08-21'), dose: '2 daily', status: 'cancelled' }),
      ],
      ['Ordered, then cancelled: Losartan 50 mg, notable'],
    ],
    [
      'stopped after, though ordered again in vain',
      [
        losartan({ started: on('2020'), ended: on('2026-08-21'), status: 'stopped' }),
        losartan({ started: on('2026-08-21'), status: 'cancelled' }),
      ],
      ['Stopped: Losartan 50 mg, notable', 'Ordered, then cancelled: Losartan 50 mg, notable'],
    ],
    [
      'stopped, nobody says when',
      [losartan({ started: on('2020'), status: 'stopped' })],
      ['Stopped, not dated: Losartan 50 mg, unplaced'],
    ],
    ['without a start', [losartan({})], ['Start not dated: Losartan 50 mg, unplaced']],
    ['entered in error', [losartan({ started: on('2026-08-21'), status: 'entered-in-error' })], []],
    ['a draft', [losartan({ started: on('2026-08-21'), status: 'draft' })], []],
    [
      'ordered again, unchanged',
      [
        losartan({ started: on('2020'), ended: on('2026-08-21'), status: 'stopped', dose: '1 daily' }),
        losartan({ started: on('2026-08-21'), dose: '1 daily' }),
      ],
      ['Ordered again: Losartan 50 mg, notable'],
    ],
    [
      'ordered again, otherwise',
      [losartan({ started: on('2020'), dose: '1 daily' }), losartan({ started: on('2026-08-21'), dose: '2 daily' })],
      ['Directions changed: Losartan 50 mg, notable'],
    ],
  ])('%s', (_, medications, expected) => expect(told(medicationChanges(medications, DAY))).toEqual(expected))

  it('changed directions say what they were', () => {
    const changes = medicationChanges(
      [losartan({ started: on('2020'), dose: '1 daily' }), losartan({ started: on('2026-08-21'), dose: '2 daily' })],
      DAY,
    )
    expect(changes[0]).toMatchObject({ detail: '2 daily', was: '1 daily' })
    expect(changes[0]?.line.text).toContain('was 1 daily')
  })
})

describe('results since 18 May 2026', () => {
  const a1c = (when: string | undefined, value: number, change = {}) =>
    result('HbA1c', when, {
      concept: { text: 'HbA1c', codings: [coding(LOINC, '4548-4')] },
      value: quantity(value, '%'),
      ...change,
    })

  it.each([
    ['abnormal after', [a1c('2026-10-02', 6.1, { flag: 'high' }), a1c('2026-01-01', 5.6)], ['HbA1c: 6.1 %, notable']],
    ['unflagged after', [a1c('2026-10-02', 5.6)], ['HbA1c: 5.6 %, quiet']],
    [
      'back from abnormal',
      [a1c('2026-10-02', 5.5), a1c('2026-01-01', 6.1, { flag: 'high' })],
      ['HbA1c: 5.5 %, notable'],
    ],
    ['corrected', [a1c('2026-10-02', 5.5, { status: 'corrected' })], ['HbA1c, corrected: 5.5 %, notable']],
    ['on the day', [a1c(DAY, 9, { flag: 'high' })], []],
    ['undated', [a1c(undefined, 9, { flag: 'high' })], ['HbA1c: 9 %, unplaced']],
    ['entered in error', [a1c('2026-10-02', 9, { flag: 'high', status: 'entered-in-error' })], []],
  ])('%s', (_, results, expected) => expect(told(resultChanges(results, DAY))).toEqual(expected))

  it('drawn on the day and issued the next is new: nobody saw it at the visit', () => {
    const drawn = a1c(DAY, 6.1, { flag: 'high' })
    const issued = { ...drawn, source: { ...drawn.source, date: on('2026-05-19') } }
    expect(told(resultChanges([issued], DAY))).toEqual(['HbA1c: 6.1 %, notable'])
  })

  it('tells the newest of a test, with what it was', () => {
    const changes = resultChanges(
      [a1c('2026-10-02', 6.1, { flag: 'high' }), a1c('2026-07-01', 5.9), a1c('2026-01-01', 5.6)],
      DAY,
    )
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({ flag: 'high', was: '5.9 on 1 Jul 2026' })
    expect(changes[0]?.line.text).toBe('HbA1c 6.1 % (2 Oct 2026), high, was 5.9 on 1 Jul 2026')
  })
})

describe('visits since 18 May 2026', () => {
  it.each([
    ['after', visit('Emergency', '2026-07-04'), ['Visit: Emergency, notable']],
    ['of the last visit itself', visit('Office visit', DAY), []],
    ['of today', visit('Laboratory', '2026-11-23'), ['Visit: Laboratory, notable']],
    ['under way today', visit('Office visit', '2026-11-23', { status: 'in-progress' }), []],
    [
      'left open in summer',
      visit('Office visit', '2026-07-04', { status: 'in-progress' }),
      ['Visit: Office visit, notable'],
    ],
    ['to come', visit('Office visit', '2026-11-24'), []],
    ['cancelled', visit('Office visit', '2026-07-04', { status: 'cancelled' }), []],
    ['undated', visit('Telephone', undefined), ['Visit: Telephone, unplaced']],
    ['this chart is open for', visit('Office visit', '2026-11-23', { bareId: 'open' }), []],
    ['only booked', visit('Office visit', '2026-07-04', { kind: 'appointment' }), []],
  ])('%s', (_, one, expected) => expect(told(visitChanges([one], DAY, '2026-11-23', 'open'))).toEqual(expected))
})

it('reports and documents after the day are told, those entered in error or cancelled are not', () => {
  const papers = [
    chartDocument('Letter', { date: on('2026-06-01') }),
    chartDocument('MRI knee', { kind: 'report', date: on('2026-06-02') }),
    chartDocument('Old letter', { date: on('2026-05-18') }),
    chartDocument('Wrong', { date: on('2026-06-01'), status: 'entered-in-error' }),
    chartDocument('Wrong words', { date: on('2026-06-01'), docStatus: 'entered-in-error' }),
    chartDocument('MRI hip', { kind: 'report', date: on('2026-06-02'), status: 'cancelled', docStatus: 'cancelled' }),
  ]
  expect(told(documentChanges(papers, DAY))).toEqual(['New document: Letter, notable', 'New report: MRI knee, notable'])
})

it('a report that is not final, or a document that another one replaced, is told as such', () => {
  const date = on('2026-06-02')
  const changes = documentChanges(
    [
      chartDocument('MRI knee', { kind: 'report', date, status: 'preliminary', docStatus: 'preliminary' }),
      chartDocument('Letter', { date, status: 'superseded' }),
    ],
    DAY,
  )
  expect(changes.map(({ detail, line }) => [detail, line.text])).toEqual([
    ['preliminary', 'New report: MRI knee (2 Jun 2026, preliminary)'],
    ['superseded', 'New document: Letter (2 Jun 2026, superseded)'],
  ])
})

it('each change is shown in one place, the newest first', () => {
  const changes = [
    ...problemChanges(
      [
        problem('old', { recorded: on('2026-06-01') }),
        problem('new', { recorded: on('2026-10-01') }),
        problem('undated'),
      ],
      DAY,
    ),
    ...documentChanges([chartDocument('Letter', { date: on('2026-06-01') })], DAY),
  ]
  const { notable, papers, quiet, unplaced } = viewChanges(changes)
  expect([notable, papers, quiet, unplaced].map((list) => list.map(({ fact }) => fact))).toEqual([
    ['new', 'old'],
    ['Letter'],
    [],
    ['undated'],
  ])
})

it.each([
  ['2026-11-22', '1 day ago'],
  ['2026-10-24', '30 days ago'],
  ['2026-10-23', '1 month ago'],
  ['2026-05-18', '6 months ago'],
  ['2024-11-24', '23 months ago'],
  ['2024-11-23', '2 years ago'],
])('since %s is written %s', (day, words) => expect(agoText(day, Temporal.PlainDate.from('2026-11-23'))).toBe(words))
