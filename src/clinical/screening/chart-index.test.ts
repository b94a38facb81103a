import { describe, expect, it } from 'vitest'
import { TODAY, chartOf, lab, operation, person, report, screening } from '../../../tests/screening/chart.ts'
import { makeReading } from '#lib/reading.ts'
import type { Result } from '../result.ts'
import { Indexer } from './chart-index.ts'
import type { Chart } from './chart.ts'
import { screenInSteps, type ScreeningOf } from './evaluate.ts'
import { PACK } from './pack.ts'

const WOMAN = person('1970-01-01')
const finish = (steps: Generator<undefined, ScreeningOf>) => {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value([])
  }
}
const a1c = (n: number): Result =>
  lab('loinc|4548-4', `20${10 + (n % 16)}-03-0${1 + (n % 9)}`, { id: `Observation/${n}` }).item as Result
const MANY = Array.from({ length: 2500 }, (_, n) => a1c(n))
const BASE = chartOf([operation('sct|73761001', '2020-05-05'), report('MAM SCREENING BILAT', '2026-01-01')])
const withLabs = (items: readonly Result[], whole = true): Chart => ({
  ...BASE,
  laboratory: makeReading(items, [], whole ? [] : [{ kind: 'still-reading' }], 0),
})
const told = (chart: Chart, indexer: Indexer) =>
  finish(screenInSteps(WOMAN, chart, indexer)).results.map(({ rule, status, proof }) => [rule.id, status, proof])

describe('a long list that comes page by page', () => {
  it('is judged as if it had come at once, whether it grew, shrank, changed, or was left in the middle', () => {
    const indexer = new Indexer(PACK, TODAY)
    const reread = MANY.map((item) => ({ ...item }))
    for (const items of [MANY.slice(0, 30), MANY.slice(0, 1200), MANY, reread, MANY.slice(500), [], MANY]) {
      const left = screenInSteps(WOMAN, withLabs(items), indexer)
      for (let n = 0; n < 25; n++) left.next()
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
    finish(screenInSteps(WOMAN, withLabs(items.slice(0, 1700), false), indexer))
    looked = 0
    finish(screenInSteps(WOMAN, withLabs(items.slice(0, 1701), false), indexer))
    const forOne = looked
    looked = 0
    finish(screenInSteps(WOMAN, withLabs(items.slice(0, 1701)), indexer))
    expect([forOne > 0, forOne < 10, looked]).toEqual([true, true, 0])
  })

  it('lets others have a turn after every 50 entries, after every rule, and where a rule looks at hundreds', () => {
    const turns = (items: readonly Result[]) =>
      [...screenInSteps(WOMAN, withLabs(items), new Indexer(PACK, TODAY))].length
    expect(turns([])).toBeGreaterThanOrEqual(PACK.rules.length)
    expect(turns(MANY) - turns([])).toBeGreaterThanOrEqual(MANY.length / 50 + MANY.length / 100)
  })

  it('leaves alone what was judged before it grew', () => {
    const indexer = new Indexer(PACK, TODAY)
    const short = withLabs([], true)
    const before = finish(screenInSteps(WOMAN, short, indexer))
    const unmapped = before.unmapped()
    finish(screenInSteps(WOMAN, { ...short, procedures: makeReading([], [], [], 0) }, indexer))
    expect(before.unmapped()).toEqual(unmapped)
    expect(screening(WOMAN, short).unmapped()).toEqual(unmapped)
  })
})
