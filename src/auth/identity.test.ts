import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { verifyIdentity } from './identity.ts'
import { choosePatient, onSessionEnd, openSession, signOut } from './session.ts'
import type { SignIn } from './session.ts'

const { FHIR, stubFetch } = world
const JWKS = 'https://ehr.example/keys'
let ours: CryptoKeyPair
let theirs: CryptoKeyPair
let storage: world.MemoryStorage
beforeAll(async () => {
  const make = () => generateKeyPair('RS256', { extractable: true })
  ;[ours, theirs] = await Promise.all([make(), make()])
})
beforeEach(() => void (storage = world.stubStorage()))

async function signedBy(keys: CryptoKeyPair, begin?: () => Promise<string>, spoil = (token: string) => token) {
  const claims = { iss: 'https://ehr.example/oauth2', aud: world.CLIENT, fhirUser: `${FHIR}/Practitioner/dr-1` }
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuedAt()
    .setExpirationTime('5m')
  const idToken = spoil(await token.sign(keys.privateKey))
  const { key } = await world.signIn(world.tokenResponse({ id_token: idToken }), begin)
  const session = openSession(key)
  if (!session) throw new Error('no session')
  return session
}

type Served = {
  readonly jwksUri?: string
  readonly keys?: unknown
  readonly kid?: string
  readonly status?: number
}

async function serveKeys({ jwksUri = JWKS, keys, kid = 'k1', status = 200 }: Served = {}): Promise<Request[]> {
  const jwk = { ...(await exportJWK(ours.publicKey)), kid, alg: 'RS256', use: 'sig' }
  return stubFetch(({ url, signal }) => {
    if (signal.aborted) return Promise.reject(signal.reason)
    if (url === `${FHIR}/.well-known/openid-configuration`) return Response.json({ issuer: 'x', jwks_uri: jwksUri })
    if (url.split('?')[0] === JWKS) return Response.json(keys ?? { keys: [jwk] }, { status })
    return new Response(null, { status: 404 })
  })
}

const identityOf = ({ key }: SignIn) => {
  const { identity, idToken } = JSON.parse(storage.getItem(`healthprep.session.${key}`) ?? '{}')
  return { identity, kept: idToken !== undefined }
}

describe('the signature of the id_token', () => {
  it('is looked at once, with the keys of the FHIR server, and then forgotten', async () => {
    const session = await signedBy(ours)
    expect(identityOf(session)).toEqual({ identity: 'unchecked', kept: true })
    const asked = await serveKeys()
    await verifyIdentity(session)
    await verifyIdentity(session)
    expect(asked.map(({ url }) => url)).toEqual([`${FHIR}/.well-known/openid-configuration`, JWKS])
    for (const request of asked) {
      expect(request).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' })
      expect(request.headers.has('authorization')).toBe(false)
    }
    expect(identityOf(session)).toEqual({ identity: 'verified', kept: false })
    expect(await session.accessToken()).toBe('access-1')
  })

  it.each([
    ['of another key', () => theirs, {}],
    ['of a key that the server does not have', () => ours, { kid: 'k2' }],
  ])('%s ends the session', async (_, keys, served) => {
    const session = await signedBy(keys())
    await serveKeys(served)
    const ended: unknown[] = []
    const stop = onSessionEnd((...end) => ended.push(end))
    await verifyIdentity(session)
    stop()
    expect(ended).toEqual([[session.key, 'id-token-signature']])
    expect(session.signal.aborted).toBe(true)
    expect(openSession(session.key)).toBeUndefined()
    expect(storage.getItem(`healthprep.session.${session.key}`)).toBeNull()
  })

  it('that is no signature at all ends the session', async () => {
    const session = await signedBy(ours, undefined, (token) => token.replace(/[^.]*$/, '!'))
    await serveKeys()
    await verifyIdentity(session)
    expect(session.signal.aborted).toBe(true)
  })

  it('that is false is told to nobody once one has signed out', async () => {
    const session = await signedBy(theirs)
    await serveKeys()
    const ended: unknown[] = []
    const stop = onSessionEnd((...end) => ended.push(end))
    const looking = verifyIdentity(session)
    signOut(session.key)
    await looking
    stop()
    expect(ended).toEqual([[session.key, 'signed-out']])
    expect(storage.entries.size).toBe(0)
  })

  it('is given up after twenty seconds, and noted as not looked at', async () => {
    const session = await signedBy(theirs)
    await serveKeys()
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
    await verifyIdentity(session)
    expect(limit).toHaveBeenCalledWith(20_000)
    expect(identityOf(session)).toEqual({ identity: 'unverifiable', kept: false })
  })

  it('is looked at also where nothing can be written any more', async () => {
    const session = await signedBy(ours)
    await serveKeys()
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await verifyIdentity(session)
    expect(session.signal.aborted).toBe(false)
    expect(await session.accessToken()).toBe('access-1')
  })

  it('that is false ends the session also when a patient was chosen meanwhile', async () => {
    const search = await signedBy(theirs, world.standalone)
    await serveKeys()
    const looking = verifyIdentity(search)
    const chart = choosePatient(search, 'p2')
    await looking
    expect(chart.signal.aborted).toBe(true)
    expect(openSession(chart.key)).toBeUndefined()
  })

  it.each([
    ['the server gives no configuration', () => stubFetch(() => new Response(null, { status: 404 }))],
    ['the server cannot be reached', () => stubFetch()],
    ['the keys lie elsewhere', () => serveKeys({ jwksUri: 'https://evil.example/keys' })],
    ['the keys are not there', () => serveKeys({ jwksUri: 'https://ehr.example/nothing' })],
    ['there are no keys', () => serveKeys({ keys: { keys: [] } })],
    ['the keys cannot be read', () => serveKeys({ keys: 'x' })],
    ['the keys come with a failure', () => serveKeys({ status: 500 })],
    ['the keys lie at an address that could look like another', () => serveKeys({ jwksUri: `${JWKS}?x` })],
    ['the only key is of no use', () => serveKeys({ keys: { keys: [{ kty: 'RSA', kid: 'k1' }] } })],
  ])('cannot be looked at where %s; that is tolerated and noted', async (_, serve) => {
    const session = await signedBy(theirs)
    const asked = await serve()
    await verifyIdentity(session)
    expect(identityOf(session)).toEqual({ identity: 'unverifiable', kept: false })
    expect(session.signal.aborted).toBe(false)
    expect(asked.every(({ url }) => url.startsWith('https://ehr.example/'))).toBe(true)
  })
})
