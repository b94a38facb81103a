import { expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { beginReading } from './begin-reading.ts'

it('what fails in passing is asked for three times in all, and no more', async () => {
  vi.useFakeTimers()
  const asked = new Map<string, number>()
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    const url = new Request(input).url
    asked.set(url, (asked.get(url) ?? 0) + 1)
    return new Response(null, { status: 503 })
  })
  const client = beginReading(testSession())
  await vi.advanceTimersByTimeAsync(120_000)
  vi.useRealTimers()
  expect(client.isFetching()).toBe(0)
  expect(asked.size).toBeGreaterThan(10)
  expect(new Set(asked.values())).toEqual(new Set([3]))
})
