import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSignIn } from '#app/use-sign-in.ts'
import { writeSession, type SessionRecord } from '#auth/records.ts'
import { endSession, lockSession, signOut } from '#auth/session.ts'
import { stubFetch } from '../launch-world.ts'
import { FHIR_BASE, testSession } from '../session.ts'

const TOKEN = 'https://ehr.example/oauth2/token'
const NOW = Date.parse('2026-11-27T10:00:00Z')
const alive = { access: 'a', expiresAt: NOW + 1 }
const dead = { access: 'a', expiresAt: NOW }

let asked: Request[]
beforeEach(() => {
  asked = stubFetch()
  vi.spyOn(Date, 'now').mockReturnValue(NOW)
})
afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

function kept(change: Partial<SessionRecord> = {}): string {
  const key = crypto.randomUUID()
  writeSession(key, {
    issuer: testSession().issuer,
    patientId: 'p1',
    needPatientBanner: true,
    launchedFrom: 'ehr',
    asked: '',
    tokenEndpoint: TOKEN,
    token: alive,
    identity: 'unverifiable',
    ...change,
  })
  return key
}

/** What a page at that address is told, from the first on. */
function at(key: string) {
  const client = new QueryClient()
  client.setQueryData(['fhir', key, 'allergies'], 'read')
  client.setQueryData(['fhir', 'another', 'allergies'], 'read')
  const seen: string[] = []
  const useWords = (): string => {
    const state = useSignIn(key)
    const words = state.is === 'gone' ? `gone: ${state.why}` : state.is
    seen.push(words)
    return words
  }
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(useWords, { wrapper })
  const read = () => client.getQueryCache().findAll({ queryKey: ['fhir'] })
  return { now: () => result.current, seen, readingsOf: () => read().map(({ queryKey }) => queryKey[1]) }
}

describe('the address of a sheet', () => {
  it('whose sign-in stands opens it at once, and nobody is asked anything', () => {
    const page = at(kept())
    expect(page.seen).toEqual(['standing'])
    expect(asked).toEqual([])
  })

  it('whose sign-in this window does not hold opens nothing', () => {
    expect(at('nobody').seen).toEqual(['gone: unknown'])
  })

  it.each([
    ['in this page', () => kept({ token: { ...alive, refresh: 'r' } }), lockSession],
    [
      'before the page was loaded anew',
      () => kept({ token: { access: '', expiresAt: 0 }, locked: true }),
      () => undefined,
    ],
    ['though its permission should still be there', () => kept({ locked: true }), () => undefined],
  ])(
    'that was locked %s never counts as signed in: locked from the first, and nobody is asked',
    async (_, keep, lock) => {
      const key = keep()
      lock(key)
      const page = at(key)
      await act(() => Promise.resolve())
      expect(new Set(page.seen)).toEqual(new Set(['locked']))
      expect(page.readingsOf()).toEqual(['another'])
      expect(asked).toEqual([])
    },
  )

  it('whose sign-in has just expired shows no sheet, not even for a moment', async () => {
    const page = at(kept({ token: dead }))
    await waitFor(() => expect(page.now()).toBe('gone: unknown'))
    expect(page.seen).not.toContain('standing')
  })

  it.each([
    [
      'is renewed, opens it once it is',
      () => Response.json({ access_token: 'b', token_type: 'bearer', expires_in: 60 }),
      'standing',
    ],
    ['is refused, opens nothing', () => Response.json({ error: 'invalid_grant' }, { status: 400 }), 'gone: unknown'],
    ['cannot be renewed now, opens nothing', () => new Response(null, { status: 503 }), 'gone: unknown'],
  ])('whose sign-in has expired and %s', async (_, answer, outcome) => {
    asked = stubFetch(answer)
    const page = at(kept({ token: { ...dead, refresh: 'r' } }))
    await waitFor(() => expect(page.now()).toBe(outcome))
    expect(page.seen[0]).toBe('checking')
    expect(asked.map(({ url }) => url)).toEqual([TOKEN])
  })
})

describe('a sheet that is open', () => {
  it.each([
    ['signed out', (key: string) => signOut(key), 'gone: signed-out'],
    ['signed in again elsewhere', (key: string) => endSession(key, 'resumed'), 'gone: resumed'],
    [
      'found to be signed by somebody else',
      (key: string) => endSession(key, 'id-token-signature'),
      'gone: id-token-signature',
    ],
    ['locked', (key: string) => lockSession(key), 'locked'],
  ])('and then is %s knows it, and keeps nothing that was read; another patient’s readings stay', (_, end, words) => {
    const key = kept()
    const page = at(key)
    act(() => end(key))
    expect(page.now()).toBe(words)
    expect(page.readingsOf()).toEqual(['another'])
  })

  it('stays open when another sign-in of this window ends', () => {
    const page = at(kept())
    act(() => void signOut(kept()))
    expect(page.now()).toBe('standing')
  })

  it('has the proof of who signed in looked at, once', async () => {
    at(kept({ idToken: 'a.b.c', identity: 'unchecked' }))
    await waitFor(() => expect(asked.map(({ url }) => url)).toEqual([`${FHIR_BASE}/.well-known/openid-configuration`]))
  })
})
