import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chartOf, lab, letter, person } from '../screening/chart.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { Patient } from '#clinical/patient.ts'
import { Judging } from '#features/screenings/judging.ts'
import { useJudged } from '#features/screenings/use-judged.ts'
import { stubWorker, type Posted } from './rules-worker.ts'

const TODAY = Temporal.PlainDate.from('2026-11-23')
const ADA = person('1970-01-01')
const FRANK = person('1956-01-01', 'male')
const NONE = chartOf([])
const TESTED = chartOf([lab('loinc|16128-1', '2020-01-01', { value: { kind: 'text', text: 'Negative', codings: [] } })])
const DECLINED: Say = { kind: 'declined', rule: 'hepatitis-c', said: '2026-11-23' }

type Given = {
  readonly key: string
  readonly patient: Patient | undefined
  readonly chart: Chart
  readonly says?: readonly Say[]
  readonly unmapped?: boolean
  readonly today?: Temporal.PlainDate
}
const NOTHING: readonly Say[] = []
const judging = (given: Given) =>
  renderHook(
    ({ key, patient, chart, says = NOTHING, unmapped = false, today = TODAY }: Given) =>
      useJudged(key, patient, chart, PACK, today, says, unmapped),
    { initialProps: given },
  )
const hepatitisC = (judged: ReturnType<typeof useJudged>) =>
  judged?.results.find(({ rule }) => rule.id === 'hepatitis-c')
const status = (judged: ReturnType<typeof useJudged>) => hepatitisC(judged)?.status.kind

afterEach(() => void vi.unstubAllGlobals())

describe.each(['in a worker', 'on the page, where there are no workers'])('the rules %s', (where) => {
  beforeEach(() => {
    if (where === 'in a worker') stubWorker()
  })

  it('say nothing before they have run, and then what they say', async () => {
    const { result } = judging({ key: 'a', patient: ADA, chart: NONE })
    expect(result.current).toBeUndefined()
    await expect.poll(() => status(result.current)).toBe('due')
  })

  it('keep the last judgement until what has come since is judged, and name the chart that it is of', async () => {
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart: NONE })
    await expect.poll(() => status(result.current)).toBe('due')
    rerender({ key: 'a', patient: ADA, chart: TESTED })
    expect([status(result.current), result.current?.chart]).toEqual(['due', NONE])
    await expect.poll(() => [status(result.current), result.current?.chart]).toEqual(['up-to-date', TESTED])
  })

  it('show no judgement of one person under another, not for a moment', async () => {
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart: TESTED })
    await expect.poll(() => status(result.current)).toBe('up-to-date')
    rerender({ key: 'b', patient: FRANK, chart: NONE })
    expect(result.current).toBeUndefined()
    await expect.poll(() => status(result.current)).toBe('due')
  })

  it('keep the last judgement past midnight, until that of the new day is there', async () => {
    const today = Temporal.PlainDate.from('2029-12-31')
    const born = person('1951-01-01')
    const { result, rerender } = judging({ key: 'a', patient: born, chart: NONE, today })
    await expect.poll(() => status(result.current)).toBe('due')
    rerender({ key: 'a', patient: born, chart: NONE, today: today.add({ years: 2 }) })
    expect(status(result.current)).toBe('due')
    await expect.poll(() => status(result.current)).toBe('not-applicable')
  })

  it('do not even look at what was overtaken before its turn came', async () => {
    let looked = 0
    const overtaken: Chart = {
      ...NONE,
      get laboratory() {
        looked += 1
        return NONE.laboratory
      },
    }
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart: overtaken })
    rerender({ key: 'a', patient: ADA, chart: TESTED })
    await expect.poll(() => result.current?.chart).toBe(TESTED)
    expect(looked).toBe(0)
  })

  it('hear what the clinician says, and that it was taken back', async () => {
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart: NONE })
    await expect.poll(() => status(result.current)).toBe('due')
    rerender({ key: 'a', patient: ADA, chart: NONE, says: [DECLINED] })
    await expect.poll(() => hepatitisC(result.current)?.setAside).toEqual(DECLINED)
    rerender({ key: 'a', patient: ADA, chart: NONE })
    await expect.poll(() => hepatitisC(result.current)?.setAside).toBeUndefined()
  })

  it('tell the titles that they do not understand when these are asked for, and only then', async () => {
    const chart = chartOf([letter('FOO', '2026-01-01')])
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart })
    await expect.poll(() => status(result.current)).toBe('due')
    expect(result.current?.unmapped).toBeUndefined()
    rerender({ key: 'a', patient: ADA, chart, unmapped: true })
    await expect.poll(() => result.current?.unmapped?.map(({ text }) => text)).toEqual(['FOO'])
  })
})

describe('the worker of the rules', () => {
  const fail = (thrown: unknown) => {
    throw thrown
  }
  const kinds = ({ workers }: Posted) => workers.map((posted) => posted.map((each) => (each as { kind: string }).kind))

  it('is told each entry once, and asked again without it', async () => {
    const posted = stubWorker()
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart: TESTED })
    await expect.poll(() => status(result.current)).toBe('up-to-date')
    rerender({ key: 'a', patient: ADA, chart: TESTED, says: [DECLINED] })
    await expect.poll(() => kinds(posted)).toEqual([['rules', 'entries', 'judge', 'judge']])
  })

  it('is ended with its sign-in, and the next has its own', async () => {
    const posted = stubWorker()
    const { result, rerender, unmount } = judging({ key: 'a', patient: ADA, chart: TESTED })
    await expect.poll(() => status(result.current)).toBe('up-to-date')
    rerender({ key: 'b', patient: FRANK, chart: NONE })
    expect([posted.workers.length, posted.ended]).toEqual([2, 1])
    await expect.poll(() => status(result.current)).toBe('due')
    expect(kinds(posted)[1]).toEqual(['rules', 'judge'])
    unmount()
    expect(posted.ended).toBe(2)
  })

  it('that falls is done without: the page judges the same chart itself', async () => {
    const posted = stubWorker(() => undefined)
    const { result, rerender } = judging({ key: 'a', patient: ADA, chart: TESTED })
    await expect.poll(() => status(result.current)).toBe('up-to-date')
    rerender({ key: 'a', patient: ADA, chart: NONE })
    await expect.poll(() => status(result.current)).toBe('due')
    expect([posted.workers.length, posted.ended]).toEqual([1, 1])
  })

  it('that is ended while it judges shows nothing any more, and leaves nothing to the page', async () => {
    const [begun, shown]: [Judging[], number[]] = [[], []]
    stubWorker((answer) => {
      // The first is ended when its answer is on the way.
      if (shown.length === 0 && begun.length === 1) begun[0]?.end()
      return answer
    })
    const begin = () => {
      const name = begun.length
      const own = new Judging(PACK, '2026-11-23', () => shown.push(name), fail)
      begun.push(own)
      own.want({ patient: ADA, chart: TESTED, says: NOTHING, unmapped: false })
    }
    const end = vi.spyOn(Judging.prototype, 'end')
    begin()
    await expect.poll(() => end.mock.calls.length).toBe(1)
    begun[0]?.want({ patient: ADA, chart: NONE, says: NOTHING, unmapped: false })
    for (const _ of ['second', 'third']) {
      const before = shown.length
      begin()
      await expect.poll(() => shown.length).toBeGreaterThan(before)
    }
    expect(shown).toEqual([1, 2])
  })

  it.each([['answers'], ['falls']])('that %s too late is not heard: what has come meanwhile is judged', async (how) => {
    const shown: Chart[] = []
    const later = { patient: ADA, chart: TESTED, says: NOTHING, unmapped: false }
    let first = true
    stubWorker((answer) => {
      if (first) own.want(later)
      const isHeard = !first || how === 'answers'
      first = false
      return isHeard ? answer : undefined
    })
    const own = new Judging(PACK, '2026-11-23', ({ chart }) => shown.push(chart), fail)
    own.want({ ...later, chart: NONE })
    await expect.poll(() => shown.length).toBeGreaterThan(0)
    expect(shown).toEqual([TESTED])
  })

  it('that met a fault of the program says so, and no more of it than a code', async () => {
    stubWorker(({ id }) => ({ kind: 'fault', id }))
    const failed: unknown[] = []
    const shown: unknown[] = []
    const judging = new Judging(
      PACK,
      '2026-11-23',
      (judged) => shown.push(judged),
      (thrown) => failed.push(thrown),
    )
    judging.want({ patient: ADA, chart: TESTED, says: NOTHING, unmapped: false })
    await expect.poll(() => failed).toMatchObject([{ kind: 'bug', code: 'rules-fault' }])
    expect(shown).toEqual([])
  })
})
