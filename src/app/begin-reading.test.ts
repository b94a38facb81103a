import { expect, it, vi } from 'vitest'
import { isMixed } from '#fhir/mixed.ts'
import { laboratoryQuery, problemsQuery } from '#fhir/queries.ts'
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
  const { queryClient, onDrawn } = beginReading(testSession())
  await vi.advanceTimersByTimeAsync(120_000)
  vi.useRealTimers()
  onDrawn()
  await expect.poll(() => queryClient.isFetching()).toBe(0)
  expect(asked.size).toBeGreaterThan(10)
  expect(new Set(asked.values())).toEqual(new Set([3]))
})

it('what came before the page stands is shown once it does', async () => {
  const answered = vi.fn<() => void>()
  vi.stubGlobal('fetch', async () => {
    answered()
    return new Response(JSON.stringify({ resourceType: 'Bundle', type: 'searchset' }), {
      headers: { 'Content-Type': 'application/fhir+json' },
    })
  })
  const session = testSession()
  const { queryClient, onDrawn } = beginReading(session)
  const laboratory = () => queryClient.getQueryState(laboratoryQuery(session).queryKey)?.status
  await expect.poll(() => answered.mock.calls.length).toBeGreaterThan(10)
  expect(laboratory()).toBe('pending')
  onDrawn()
  await expect.poll(() => laboratory()).toBe('success')
})

it('the page is drawn once, with the problems, when they come as soon as it could be', async () => {
  vi.stubGlobal('fetch', async () => {
    return new Response(JSON.stringify({ resourceType: 'Bundle', type: 'searchset' }), {
      headers: { 'Content-Type': 'application/fhir+json' },
    })
  })
  const session = testSession()
  const { queryClient, firstToShow } = beginReading(session)
  await firstToShow()
  expect(queryClient.getQueryState(problemsQuery(session).queryKey)?.status).toBe('success')
})

it('the page waits for nobody who takes longer', async () => {
  let answer = (): void => undefined
  const late = new Promise<void>((resolve) => (answer = resolve))
  vi.stubGlobal('fetch', () => late.then(() => new Response(null, { status: 404 })))
  const session = testSession()
  const { queryClient, firstToShow, onDrawn } = beginReading(session)
  await firstToShow()
  expect(queryClient.getQueryState(problemsQuery(session).queryKey)?.status).toBe('pending')
  answer()
  onDrawn()
  await expect.poll(() => queryClient.isFetching()).toBe(0)
})

it('another patient’s data stops the writer at once, before anything of it is shown', async () => {
  const resource = { resourceType: 'Observation', id: 'o1', subject: { reference: 'Patient/somebody-else' } }
  vi.stubGlobal('fetch', async (url: URL) => {
    const entry = url.pathname.includes('Observation') ? [{ resource }] : []
    return new Response(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry }), {
      headers: { 'Content-Type': 'application/fhir+json' },
    })
  })
  const session = testSession()
  const { queryClient } = beginReading(session)
  await expect.poll(() => isMixed(session.key)).toBe(true)
  expect(queryClient.getQueryState(laboratoryQuery(session).queryKey)?.status).toBe('pending')
})
