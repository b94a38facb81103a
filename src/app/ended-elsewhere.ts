import type { QueryClient } from '@tanstack/react-query'
import type { Left } from '#auth/records.ts'
import { endCopy, hasPatient, keepOn, openSession, signOut } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { openChannel } from '#lib/channel.ts'

const CHANNEL = 'healthprep signed out'

/**
 * A duplicated tab holds copies of the sign-ins, tokens included: of the one that was ended, and of those of its window
 * that were left with it. It is told random keys and marks, and nothing else.
 */
export function tellSignedOut(key: string, left: readonly Left[]): void {
  const channel = openChannel(CHANNEL)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  for (const each of [key, ...left]) channel?.postMessage(each)
  channel?.close()
}

function isLeft(value: unknown): value is Left {
  if (typeof value !== 'object' || value === null) return false
  const { key, mark } = { key: undefined, mark: undefined, ...value }
  return typeof key === 'string' && typeof mark === 'string'
}

/** Ends here what another window has signed out of. The answer stops the listening. */
export function hearOtherWindows(client: QueryClient): () => void {
  const channel = openChannel(CHANNEL)
  const hear = ({ data }: MessageEvent<unknown>): void => {
    // Nobody asked to delete its draft: it is kept, as at any other end.
    if (isLeft(data) && endCopy(data)) client.removeQueries({ queryKey: ['fhir', data.key] })
    const signIn = typeof data === 'string' ? openSession(data) : undefined
    if (!signIn) return
    // First, so that the end of the sign-in does not make this window keep the draft once more.
    if (hasPatient(signIn)) wipeDrafts(signIn).catch(() => undefined)
    signOut(signIn.key)
    client.removeQueries({ queryKey: ['fhir', signIn.key] })
  }
  const restore = ({ key, newValue }: StorageEvent): void => keepOn(key, newValue)
  const show = (): void => globalThis.addEventListener('storage', restore)
  // A page that is put away for Back shows nothing, and hears later what was said meanwhile.
  const hide = (): void => globalThis.removeEventListener('storage', restore)
  channel?.addEventListener('message', hear)
  globalThis.addEventListener('pagehide', hide)
  globalThis.addEventListener('pageshow', show)
  show()
  return () => {
    channel?.close()
    globalThis.removeEventListener('pagehide', hide)
    globalThis.removeEventListener('pageshow', show)
    hide()
  }
}
