import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { verifyIdentity } from './identity.ts'
import { choosePatient, onSessionEnd, openSession } from './session.ts'
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

async function signedBy(keys: CryptoKeyPair, begin?: () => Promise<string>): Promise<SignIn> {
  const claims = { iss: 'https://ehr.example/oauth2', aud: world.CLIENT, fhirUser: `${FHIR}/Practitioner/dr-1` }
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuedAt()
    .setExpirationTime('5m')
  const idToken = await token.sign(keys.privateKey)
  const { key } = await world.signIn(world.tokenResponse({ id_token: idToken }), begin)
  const session = openSession(key)
  if (!session) throw new Error('no session')
  return session
}

type Served = { readonly jwksUri?: string; readonly keys?: unknown; readonly kid?: string }

async function serveKeys({ jwksUri = JWKS, keys, kid = 'k1' }: Served = {}): Promise<Request[]> {
  const jwk = { ...(await exportJWK(ours.publicKey)), kid, alg: 'RS256', use: 'sig' }
  return stubFetch(({ url }) => {
    if (url === `${FHIR}/.well-known/openid-configuration`) return Response.json({ issuer: 'x', jwks_uri: jwksUri })
    if (url === JWKS) return Response.json(keys ?? { keys: [jwk] })
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
    expect(asked.every(({ headers }) => !headers.has('authorization'))).toBe(true)
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
  ])('cannot be looked at where %s; that is tolerated and noted', async (_, serve) => {
    const session = await signedBy(theirs)
    const asked = await serve()
    await verifyIdentity(session)
    expect(identityOf(session)).toEqual({ identity: 'unverifiable', kept: false })
    expect(session.signal.aborted).toBe(false)
    expect(asked.every(({ url }) => url.startsWith('https://ehr.example/'))).toBe(true)
  })
})
