import { vi } from 'vitest'
import { FHIR_BASE, testSession } from './session.ts'
import type { PageContext } from '#fhir/bundle.ts'
import { merge } from '#fhir/collected.ts'
import { unreadable } from '#fhir/read/reader.ts'
import { followSearch, type Search } from '#fhir/search.ts'

type Entry = { resource?: unknown; search?: { mode: string } }
export const problem = (id: string, patient = 'p1') => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${patient}` },
})
export const outcome = (code: string, severity = 'warning') => ({
  resource: { resourceType: 'OperationOutcome', issue: [{ severity, details: { coding: [{ code }] } }] },
  search: { mode: 'outcome' },
})
export const page = (entries: Entry[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: entries.length,
  link: [{ relation: 'self', url: 'x' }, ...(next ? [{ relation: 'next', url: next }] : [])],
  entry: entries,
})
export const match = (id: string, patient?: string): Entry => ({
  resource: problem(id, patient),
  search: { mode: 'match' },
})

export const expired = page([outcome('4113', 'fatal')])

/** Answers by the address asked for; a list is answered one after another. */
export const server: { pages: Record<string, (() => Response)[]>; asked: string[] } = { pages: {}, asked: [] }
export const answers = (...bodies: unknown[]) =>
  bodies.map(
    (body) => () =>
      typeof body === 'number'
        ? new Response('', { status: body })
        : new Response(JSON.stringify(body), { headers: { 'content-type': 'application/fhir+json' } }),
  )

/** To be called before each test. */
export function openServer(): () => void {
  server.asked = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('fetch', async (url: URL) => {
    const path = url.href.replace(`${FHIR_BASE}/`, '')
    server.asked.push(path)
    const queue = server.pages[path] ?? []
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? (() => new Response('', { status: 404 }))
    return answer()
  })
  return () => void vi.useRealTimers()
}

const context: PageContext<string> = {
  resourceType: 'Condition',
  query: 'Condition',
  read: Promise.resolve((resource) =>
    JSON.stringify(resource).includes('garbled') ? unreadable('condition') : 'read',
  ),
  keep: () => true,
  patientId: 'p1',
  fhirBase: FHIR_BASE,
}

export async function read(search: Partial<Search<string>> = {}, follow: typeof followSearch<string> = followSearch) {
  const reading = follow({
    session: testSession(),
    context,
    first: 'Condition?patient=p1',
    signal: new AbortController().signal,
    progress: () => undefined,
    ...search,
  }).then((collected) => merge([collected], [], 0))
  reading.catch(() => undefined)
  await vi.runAllTimersAsync()
  return reading
}
