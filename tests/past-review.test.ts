import { resolveConfig } from 'vite'
import { afterEach, expect, it, vi } from 'vitest'
import { root } from './rules/files.ts'

afterEach(() => vi.useRealTimers())

/** What the build warns of on a day. */
async function warningsOn(day: string): Promise<readonly string[]> {
  const { plugins } = await resolveConfig({ root, logLevel: 'silent' }, 'build')
  const start = plugins.find(({ name }) => name === 'healthprep-rules-reviewed')?.buildStart
  if (typeof start !== 'function') throw new Error('no such plugin')
  const warn = vi.fn<(text: string) => void>()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(day) })
  await Reflect.apply(start, { warn }, [{}])
  return warn.mock.calls.map(([text]) => text)
}

it('the build warns of each rule past its review date, and goes on', async () => {
  expect(await warningsOn('2020-01-01')).toEqual([])
  const warnings = await warningsOn('2099-01-01')
  expect(warnings).toContainEqual(expect.stringMatching(/^Screening rule hiv: review was due \d{4}-\d\d-\d\d$/))
  expect(warnings.length).toBeGreaterThan(20)
})
