import { describe, expect, it } from 'vitest'
import { TODAY, chartOf, lab, operation, person, report, screening } from '../../../tests/screening/chart.ts'
import { makeReading } from '#lib/reading.ts'
import type { Result } from '../result.ts'
import { Indexer } from './chart-index.ts'
import type { Chart } from './chart.ts'
import { screenBy } from './evaluate.ts'
import { PACK } from './pack.ts'

const WOMAN = person('1970-01-01')
const a1c = (n: number): Result =>
  lab('loinc|4548-4', `20${10 + (n % 16)}-03-0${1 + (n % 9)}`, { id: `Observation/${n}` }).item as Result
const MANY = Array.from({ length: 2500 }, (_, n) => a1c(n))
const BASE = chartOf([operation('sct|73761001', '2020-05-05'), report('MAM SCREENING BILAT', '2026-01-01')])
const withLabs = (items: readonly Result[], whole = true): Chart => ({
  ...BASE,
  laboratory: makeReading(items, [], whole ? [] : [{ kind: 'still-reading' }], 0),
})
const told = (chart: Chart, indexer: Indexer) =>
  screenBy(indexer, WOMAN, chart)([]).results.map(({ rule, status, proof }) => [rule.id, status, proof])

describe('a long list that comes page by page', () => {
  it('is judged as if it had come at once, whether it grew, shrank or changed', () => {
    const indexer = new Indexer(PACK, TODAY)
    const reread = MANY.map((item) => ({ ...item }))
    for (const items of [MANY.slice(0, 30), MANY.slice(0, 1200), MANY, reread, MANY.slice(500), [], MANY]) {
      expect(told(withLabs(items), indexer)).toEqual(told(withLabs(items), new Indexer(PACK, TODAY)))
    }
  })

  it('is looked at once: of what has come since, only the new is', () => {
    let looked = 0
    const counting = (item: Result): Result => ({
      ...item,
      get concept() {
        looked += 1
        return item.concept
      },
    })
    const items = MANY.map(counting)
    const indexer = new Indexer(PACK, TODAY)
    screenBy(indexer, WOMAN, withLabs(items.slice(0, 1700), false))([])
    looked = 0
    screenBy(indexer, WOMAN, withLabs(items.slice(0, 1701), false))([])
    const forOne = looked
    looked = 0
    screenBy(indexer, WOMAN, withLabs(items.slice(0, 1701)))([])
    expect([forOne > 0, forOne < 10, looked]).toEqual([true, true, 0])
  })

  it('leaves alone what was judged before it grew', () => {
    const indexer = new Indexer(PACK, TODAY)
    const short = withLabs([], true)
    const before = screenBy(indexer, WOMAN, short)([])
    const unmapped = before.unmapped()
    screenBy(indexer, WOMAN, { ...short, procedures: makeReading([], [], [], 0) })([])
    expect(before.unmapped()).toEqual(unmapped)
    expect(screening(WOMAN, short).unmapped()).toEqual(unmapped)
  })
})
