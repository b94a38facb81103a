import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { beginStandalone } from './launch.ts'
import { changePatient, openSession } from './session.ts'
import type { SignIn } from './session.ts'

const { idToken, refusalOf, signIn, standalone, tokenResponse } = world
let storage: world.MemoryStorage
beforeEach(() => {
  storage = world.stubStorage()
  vi.useFakeTimers({ toFake: ['Date'], now: world.NOW })
  return () => vi.useRealTimers()
})

async function opened(response = tokenResponse(), begin?: () => Promise<string>): Promise<SignIn> {
  const signedIn = openSession((await signIn(response, begin)).key)
  if (!signedIn) throw new Error('no session')
  return signedIn
}

const again = (old: SignIn, response: Record<string, unknown>, route = '/patient') =>
  signIn(response, () => standalone({ signIn: old, route }))

describe('signing in again', () => {
  it('leads back to the same place for the same patient and user, under a new key; the old one is dead', async () => {
    const old = await opened()
    const { key, route } = await again(old, tokenResponse({ encounter: undefined, access_token: 'access-2' }))
    expect(route).toBe('/patient')
    expect(key).not.toBe(old.key)
    expect(old.signal.aborted).toBe(true)
    expect(openSession(old.key)).toBeUndefined()
    expect(openSession(key)).toMatchObject({ patientId: 'p1', encounterId: 'e1', launchedFrom: 'ehr' })
    expect(await openSession(key)?.accessToken()).toBe('access-2')
  })

  it('keeps the patient where the server leaves that open', async () => {
    const old = await opened()
    const { key } = await again(old, tokenResponse({ patient: undefined, encounter: undefined }))
    expect(openSession(key)?.patientId).toBe('p1')
  })

  it.each([
    ['another patient', { patient: 'p2' }, 'resume-other-patient'],
    ['another user', { id_token: idToken({ fhirUser: 'Practitioner/dr-2' }) }, 'resume-other-user'],
    ['a patient of the same id', { id_token: idToken({ fhirUser: 'Patient/dr-1' }) }, 'resume-other-user'],
    ['nobody named', { id_token: undefined }, 'resume-other-user'],
  ])('is refused for %s, and what was there stays', async (_, change, code) => {
    const old = await opened()
    expect(await refusalOf(again(old, tokenResponse(change)))).toBe(code)
    expect(openSession(old.key)).toBe(old)
    expect(old.signal.aborted).toBe(false)
    expect([...storage.entries.keys()].filter((name) => name.startsWith('healthprep.session.'))).toHaveLength(1)
  })

  it('from the search for a patient accepts any', async () => {
    const old = changePatient(await opened(tokenResponse(), standalone))
    const { key } = await again(old, tokenResponse({ patient: 'p2' }), '')
    expect(openSession(key)?.patientId).toBe('p2')
  })

  it('at another server is no renewal', async () => {
    const old = await opened()
    const issuer = { ...world.pinned, fhirBase: 'https://other.example/R4' }
    const begun = beginStandalone({ issuer, address: world.APP, resourceTypes: [], resume: { signIn: old, route: '' } })
    expect(await refusalOf(begun)).toBe('bug')
  })
})
