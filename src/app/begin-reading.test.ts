import { expect, it, vi } from 'vitest'
import { testSession } from '../../tests/session.ts'
import { beginReading } from './begin-reading.ts'

it('what fails in passing is asked for three times in all, and no more', async () => {
  vi.useFakeTimers()
  const asked = new Map<string, number>()
  vi.stubGlobal('fetch', async (url: URL, { body }: RequestInit) => {
    const search = body instanceof URLSearchParams ? `${url.href}?${body.toString()}` : url.href
    asked.set(search, (asked.get(search) ?? 0) + 1)
    return new Response(null, { status: 503 })
  })
  const client = beginReading(testSession())
  await vi.advanceTimersByTimeAsync(120_000)
  vi.useRealTimers()
  expect(client.isFetching()).toBe(0)
  expect(asked.size).toBeGreaterThan(10)
  expect(new Set(asked.values())).toEqual(new Set([3]))
})
