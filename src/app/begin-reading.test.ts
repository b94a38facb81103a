import { expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { beginReading } from './begin-reading.ts'

it('what fails in passing is asked for three times in all, and no more', async () => {
  vi.useFakeTimers()
  const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(null, { status: 503 }))
  vi.stubGlobal('fetch', fetch)
  const client = beginReading(testSession())
  await vi.advanceTimersByTimeAsync(120_000)
  vi.useRealTimers()
  expect(client.isFetching()).toBe(0)
  const asked = new Map<string, number>()
  for (const [url] of fetch.mock.calls) asked.set(String(url), (asked.get(String(url)) ?? 0) + 1)
  expect(asked.size).toBeGreaterThan(10)
  expect(
    [...asked.values()].every((times) => times === 3),
    JSON.stringify([...asked.values()]),
  ).toBe(true)
})
