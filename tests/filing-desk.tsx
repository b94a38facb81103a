import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import type { Session } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { openDesk, signInFor } from './note-desk.tsx'
import { server, withServer } from './server.ts'

const used: Session[] = []

/** To be called once at the top of a file that files notes: an empty disk, and a clock that the test sets. */
export function withFiling(): void {
  withServer()
  vi.setConfig({ testTimeout: 60_000 })
  beforeAll(() => import('#ui/ModalDialog.tsx'), 60_000)
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(async () => {
    cleanup()
    await Promise.all(used.splice(0).map(wipeDrafts))
    vi.useRealTimers()
  })
}

/** What happens to a note that was sent: `store` puts it into the chart, and gives the chart's own answer. */
export type Server = (store: () => Promise<Response>, minuteOver: () => void) => Promise<Response> | Response

export const fhir = (status: number, body: unknown, type = 'application/fhir+json'): Response =>
  new HttpResponse(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': type },
  })
export const empty = (status: number): Response => new HttpResponse(null, { status })
export const html = (status: number): Response => fhir(status, '<html><title>gateway</title></html>', 'text/html')
const EPIC = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369'
export const said = (...codes: readonly (readonly [string, string?])[]): object => ({
  resourceType: 'OperationOutcome',
  issue: codes.map(([code, location]) => ({
    severity: 'fatal',
    code: 'processing',
    details: { coding: [{ system: EPIC, code }] },
    ...(location === undefined ? {} : { location: [location] }),
  })),
})
/** An OperationOutcome that refuses nothing: an optional element was ignored. */
export const remark = (severity: 'warning' | 'information'): object => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code: 'informational', details: { coding: [{ system: EPIC, code: '59109' }] } }],
})
export const gone = (): Response => HttpResponse.error()
/** The head of an answer and half of its text; then the connection is cut. */
export const half = (status: number, text: string): Response => {
  const begun = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => controller.error(new TypeError('terminated')),
  })
  return new HttpResponse(begun, { status, headers: { 'content-type': 'application/fhir+json' } })
}
export const never: Server = (_, minuteOver) => {
  minuteOver()
  return new Promise(() => undefined)
}
export const after =
  (answer: () => Response): Server =>
  async (store) => {
    await store()
    return answer()
  }
export const asStored = async (store: () => Promise<Response>): Promise<unknown> => (await store()).json()

export const TEXT = 'Ask about sleep. Café ≥ 7'

export async function begin(answer: Server) {
  const late = new AbortController()
  const { ehr, session } = await signInFor('ada')
  used.push(session)
  let sends = 0
  let broken = true
  server.use(
    http.post(`${ehr.fhirBase}/DocumentReference`, async ({ request }) => {
      sends += 1
      const store = async (): Promise<Response> => (await ehr(request)) ?? empty(404)
      if (!broken) return store()
      return answer(store, () => late.abort(new DOMException('late', 'TimeoutError')))
    }),
  )
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  // The minute that a sending may take is over when the test says so.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => (broken && ms === 60_000 ? late.signal : timeout(ms)))
  const desk = openDesk(session)
  const { user, words } = desk
  await waitFor(async () => expect((await words()).readOnly).toBe(false))
  // Until the visit has been read, it is only "the visit this chart was opened for".
  await waitFor(() => expect(document.querySelector('.note-choice select')?.textContent).toMatch(/Office Visit, /))
  await user.click(await words())
  await user.paste(TEXT)
  const button = (name: RegExp) => screen.findByRole('button', { name })
  return {
    ehr,
    session,
    user,
    sends: () => sends,
    mend: () => {
      broken = false
    },
    text: async () => (await words()).value,
    readOnly: async () => (await words()).readOnly,
    /** Whether the way to another sending is open. */
    mayReview: async () => (await button(/^Review, then file to /)).getAttribute('aria-disabled') === null,
    /** Through the review, as a person goes. */
    file: async (opened?: RegExp) => {
      await user.click(await button(opened ?? /^Review, then file to /))
      const dialog = within(await screen.findByRole('dialog', { name: 'Review the note' }))
      const press = await dialog.findByRole('button', {
        name: /^File (a second note )?to Ada Maria Example, born \d+ \w+ 19\d\d$/,
      })
      await waitFor(() => expect(press.getAttribute('aria-disabled')).toBeNull())
      await user.click(press)
    },
    press: async (name: RegExp) => user.click(await button(name)),
  }
}
export type Desk = Awaited<ReturnType<typeof begin>>

export const state = async (desk: Desk) => ({
  stored: desk.ehr.stored.length,
  sends: desk.sends(),
  text: await desk.text(),
  maySend: await desk.mayReview(),
})

/** What differs each time, as a sign; every other letter as the screen has it. */
const steady = (text: string): string =>
  text
    .replace(/\d{1,2} \w{3} \d{4}/g, 'DAY')
    .replace(/\d\d:\d\d/g, 'TIME')
    .replace(/[\da-f]{4}-[\da-f]{4}/g, 'PRINT')
    .replace(/eNote\.\w+/g, 'ID')
    .replace(/\s+/g, ' ')
    .trim()

/** All that the screen says of what became of the note, sentence by sentence, and why it cannot be sent, if so. */
export function says(): readonly string[] {
  const box = document.querySelector('.filing')
  const facts = [...(box?.querySelectorAll('dt') ?? [])].map(
    (term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`,
  )
  const sentences = [...(box?.querySelectorAll('p, li') ?? [])].map(({ textContent }) => textContent)
  const review = [...document.querySelectorAll('button')].find((each) =>
    each.textContent.startsWith('Review, then file'),
  )
  const why = document.getElementById(review?.getAttribute('aria-describedby') ?? '')?.textContent
  return [...sentences, ...facts, ...(why === undefined ? [] : [`Review: ${why}`])].map(steady)
}
