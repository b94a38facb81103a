import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import type { Session } from '#auth/session.ts'
import type { NoteLine } from '#clinical/note.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { openDesk, signInFor } from './note-desk.tsx'
import { withServer } from './server.ts'

const used: Session[] = []

/** To be called once at the top of a file that writes notes: each test begins with an empty disk, and leaves none. */
export function withDesks(): void {
  withServer()
  vi.setConfig({ testTimeout: 40_000 })
  beforeAll(() => import('#ui/ModalDialog.tsx'), 60_000)
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
  })
  afterEach(async () => {
    vi.useRealTimers()
    cleanup()
    await Promise.all(used.splice(0).map(wipeDrafts))
  })
}

export async function desk(slug = 'ada', changes: Partial<Session> = {}, lines?: readonly NoteLine[]) {
  const { ehr, session } = await signInFor(slug, changes)
  used.push(session)
  return { ehr, session, ...openDesk(session, lines) }
}
export type Desk = Awaited<ReturnType<typeof desk>>

export const posts = ({ ehr }: Pick<Desk, 'ehr'>) =>
  ehr.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/DocumentReference'))
export const sent = (place: Desk) => JSON.parse(posts(place)[0]?.body ?? '{}') as Record<string, unknown>
export const sentText = (place: Desk) => {
  const [content] = sent(place)['content'] as { attachment: { data: string } }[]
  return Buffer.from(content?.attachment.data ?? '', 'base64').toString('utf8')
}
export const preview = (name = 'The note as it will be filed') => screen.findByRole('region', { name })

/** Until it is known whether a draft was kept: before, nothing can be changed. */
export const ready = ({ words }: Pick<Desk, 'words'>) =>
  waitFor(async () => expect((await words()).hasAttribute('readonly')).toBe(false))

export async function write({ user, words }: Desk, text: string) {
  await ready({ words })
  await user.click(await words())
  await user.paste(text)
}
export async function review({ user }: Desk) {
  await user.click(await screen.findByRole('button', { name: /^Review, then file to / }))
  return within(await screen.findByRole('dialog', { name: 'Review the note' }))
}
export async function file(place: Desk, name = /^File to /) {
  const dialog = await review(place)
  const button = await dialog.findByRole('button', { name })
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
  await place.user.click(button)
}

/** What another sign-in of the same person would find. */
export async function reopened({ session }: Desk): Promise<string | undefined> {
  const { loadDraft } = await import('#features/note/draft-store.ts')
  return (await loadDraft(session, Date.now())).draft?.content.freeText
}

/** The page is closed and opened again by the same person, who signed in again. */
export async function comeBack(place: Desk, changes: Partial<Session> = {}) {
  await expect.poll(() => reopened(place)).toBeTruthy()
  window.dispatchEvent(new Event('pagehide'))
  cleanup()
  const session = { ...place.session, key: crypto.randomUUID(), ...changes }
  used.push(session)
  return { ...place, session, ...openDesk(session) }
}

/** Another window of the same person for the same patient and visit. */
export function openSecond({ session }: Pick<Desk, 'session'>) {
  const second = { ...session, key: crypto.randomUUID() }
  used.push(second)
  return { session: second, ...openDesk(second) }
}
