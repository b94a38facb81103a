import type { QueryClient } from '@tanstack/react-query'
import { hasPatient, keepOn, openSession, signOut } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { openChannel } from '#lib/channel.ts'

const CHANNEL = 'healthprep signed out'

/** A duplicated tab holds a copy of the sign-in, token included. It is told the random key, and nothing else. */
export function tellSignedOut(key: string): void {
  const channel = openChannel(CHANNEL)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  channel?.postMessage(key)
  channel?.close()
}

/** Ends here what another window has signed out of. The answer stops the listening. */
export function hearOtherWindows(client: QueryClient): () => void {
  const channel = openChannel(CHANNEL)
  const hear = ({ data }: MessageEvent<unknown>): void => {
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
