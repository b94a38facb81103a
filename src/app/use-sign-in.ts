import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { verifyIdentity } from '#auth/identity.ts'
import { onSessionEnd, openSession, type SessionEnd, type SignIn } from '#auth/session.ts'

export type SignInState =
  | { readonly is: 'standing'; readonly signIn: SignIn }
  /** Expired, and perhaps to be refreshed. */
  | { readonly is: 'checking' }
  | { readonly is: 'locked' }
  | { readonly is: 'gone'; readonly why: SessionEnd | 'unknown' }

/** What stands behind a key of the address. Once it has ended, nothing that was read with it stays in memory. */
export function useSignIn(key: string): SignInState {
  const client = useQueryClient()
  const [signIn] = useState(() => openSession(key))
  const [state, setState] = useState<SignInState>(() => {
    if (!signIn) return { is: 'gone', why: 'unknown' }
    if (signIn.locked) return { is: 'locked' }
    return Date.now() < signIn.expiresAt() ? { is: 'standing', signIn } : { is: 'checking' }
  })
  useEffect(
    () =>
      onSessionEnd((ended, why) => {
        if (ended === key) setState(why === 'locked' ? { is: 'locked' } : { is: 'gone', why })
      }),
    [key],
  )
  const checking = state.is === 'checking'
  useEffect(() => {
    if (!checking || !signIn) return
    signIn.accessToken().then(
      () => setState({ is: 'standing', signIn }),
      () => setState({ is: 'gone', why: 'unknown' }),
    )
  }, [checking, signIn])
  const standing = state.is === 'standing'
  useEffect(() => {
    if (standing && signIn) verifyIdentity(signIn).catch(() => undefined)
  }, [standing, signIn])
  const gone = state.is === 'gone' || state.is === 'locked'
  useEffect(() => {
    if (gone) client.removeQueries({ queryKey: ['fhir', key] })
  }, [client, gone, key])
  return state
}
