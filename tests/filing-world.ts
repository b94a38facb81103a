import { vi } from 'vitest'
import { composeNote } from '#clinical/compose-note.ts'
import type { NoteDraft } from '#fhir/file-note.ts'

export const WORDS = 'Café, glucose ≥ 7 mmol/L, 頭痛 🙂.'
export const note = (freeText = WORDS) =>
  composeNote({
    lines: [],
    freeText,
    visit: { type: 'Office visit', start: undefined },
    today: Temporal.PlainDate.from('2026-11-23'),
    author: undefined,
    notRead: [],
  })

export const draft = (changes: Partial<NoteDraft> = {}): NoteDraft => ({
  sessionKey: 'test-session',
  patientId: 'p1',
  encounterId: 'e1',
  text: note().text,
  docStatus: 'preliminary',
  ...changes,
})

export const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'in-progress',
  subject: { reference: 'Patient/p1' },
}
export const answerWith = (body: unknown, status = 200) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/fhir+json' },
  })
export const empty = (status: number) => new Response(null, { status })
export const outcome = (...codes: string[]) => ({
  resourceType: 'OperationOutcome',
  issue: codes.map((code) => ({ severity: 'error', code: 'processing', details: { coding: [{ code }] } })),
})
export const stored = { resourceType: 'DocumentReference', id: 'n1', subject: { reference: 'Patient/p1' } }

export type Route = () => Response | Promise<Response>
/** Answers a create, a visit, what `also` answers, and nothing else. */
export function server(
  create: Route,
  visit: Route = () => answerWith(encounter),
  also: (url: URL) => Response | undefined = () => undefined,
) {
  const posts: { url: string; init: RequestInit; body: Record<string, unknown> }[] = []
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    if (init.method === 'POST') {
      posts.push({ url: url.href, init, body: JSON.parse(init.body as string) as Record<string, unknown> })
      return Promise.resolve(create())
    }
    if (url.pathname.includes('/Encounter/')) return Promise.resolve(visit())
    return Promise.resolve(also(url) ?? empty(404))
  })
  return posts
}
