import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { chartOf, lab, person } from '../screening/chart.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { Patient } from '#clinical/patient.ts'
import { useJudged } from '#features/screenings/use-judged.ts'

const TODAY = Temporal.PlainDate.from('2026-11-23')
const ADA = person('1970-01-01')
const FRANK = person('1956-01-01', 'male')
const NONE = chartOf([])
const TESTED = chartOf([lab('loinc|16128-1', '2020-01-01', { value: { kind: 'text', text: 'Negative', codings: [] } })])

type Given = { readonly key: string; readonly patient: Patient | undefined; readonly chart: Chart }
const judging = (given: Given) =>
  renderHook(({ key, patient, chart }: Given) => useJudged(key, patient, chart, PACK, TODAY), { initialProps: given })
const hepatitisC = (judged: ReturnType<typeof useJudged>) =>
  judged?.screeningOf([]).results.find(({ rule }) => rule.id === 'hepatitis-c')?.status.kind

it('says nothing before the rules have run, and then what they say', async () => {
  const { result } = judging({ key: 'a', patient: ADA, chart: NONE })
  expect(result.current).toBeUndefined()
  await expect.poll(() => hepatitisC(result.current)).toBe('due')
})

it('keeps the last judgement until what has come since is judged, and names the chart that it is of', async () => {
  const { result, rerender } = judging({ key: 'a', patient: ADA, chart: NONE })
  await expect.poll(() => hepatitisC(result.current)).toBe('due')
  rerender({ key: 'a', patient: ADA, chart: TESTED })
  expect([hepatitisC(result.current), result.current?.chart]).toEqual(['due', NONE])
  await expect.poll(() => [hepatitisC(result.current), result.current?.chart]).toEqual(['up-to-date', TESTED])
})

it('shows no judgement of one person under another, not for a moment', async () => {
  const { result, rerender } = judging({ key: 'a', patient: ADA, chart: TESTED })
  await expect.poll(() => hepatitisC(result.current)).toBe('up-to-date')
  rerender({ key: 'b', patient: FRANK, chart: NONE })
  expect(result.current).toBeUndefined()
  await expect.poll(() => hepatitisC(result.current)).toBe('due')
})

it('does not even look at what was overtaken before its turn came', async () => {
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
