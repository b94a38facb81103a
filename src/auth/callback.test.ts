import * as fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { finishLaunch } from './callback.ts'
import { openSession } from './session.ts'

const { answered, callbackAddress, ehrLaunch, refusalOf, signIn, standalone, stubFetch, tokenResponse } = world
let storage: world.MemoryStorage
beforeEach(() => {
  storage = world.stubStorage()
  vi.useFakeTimers({ now: world.NOW })
  return () => vi.useRealTimers()
})

describe('a sign-in that succeeds', () => {
  it('sends the code once, with all that Epic requires, and no secret', async () => {
    const code = 'a+b/c=d&client_id=evil#%2B ü'
    const { state, asked, finish } = await answered({ code })
    expect(await finish()).toEqual({ key: state, route: '' })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      url: world.TOKEN,
      method: 'POST',
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    expect(asked[0]?.headers.has('authorization')).toBe(false)
    const form = [...new URLSearchParams(await asked[0]?.text())]
    expect(form.map(([name]) => name).sort()).toEqual([
      'client_id',
      'code',
      'code_verifier',
      'grant_type',
      'redirect_uri',
    ])
    expect(Object.fromEntries(form)).toMatchObject({
      code,
      grant_type: 'authorization_code',
      client_id: world.CLIENT,
      redirect_uri: 'https://app.example/prep/callback.html',
      code_verifier: expect.stringMatching(/^[\w.~-]{43,128}$/),
    })
  })

  it('is a session with patient, visit, user and expiry', async () => {
    const { key } = await signIn(tokenResponse())
    expect(openSession(key)).toMatchObject({
      key,
      issuer: world.pinned,
      patientId: 'p1',
      encounterId: 'e1',
      user: { resourceType: 'Practitioner', id: 'dr-1' },
      needPatientBanner: false,
      launchedFrom: 'ehr',
      missingScopes: [],
    })
    expect(openSession(key)?.expiresAt()).toBe(world.NOW + 3_600_000)
    expect(await openSession(key)?.accessToken()).toBe('access-1')
  })

  it('leaves neither verifier nor challenge nor a shared slot in storage', async () => {
    const address = await ehrLaunch()
    expect([...storage.entries.values()].join()).toContain('codeVerifier')
    const { key } = await signIn(tokenResponse(), () => Promise.resolve(address))
    expect([...storage.entries.keys()].sort()).toEqual([`healthprep.launch.${key}`, `healthprep.session.${key}`])
    expect([...storage.entries.values()].join()).not.toMatch(/codeVerifier|codeChallenge|code-1/i)
  })

  it('twice at once is exchanged once', async () => {
    const { asked, finish } = await answered({})
    const [one, two] = await Promise.all([finish(), finish()])
    expect(one).toBe(two)
    expect(asked).toHaveLength(1)
  })

  it('standalone may come without a patient, who is then searched for', async () => {
    const { key } = await signIn(tokenResponse({ patient: undefined, encounter: undefined }), standalone)
    expect(openSession(key)).toMatchObject({ patientId: undefined, launchedFrom: 'standalone' })
  })

  it('without an id_token does not say who signed in', async () => {
    const { key } = await signIn(tokenResponse({ id_token: undefined }))
    expect(openSession(key)?.user).toBeUndefined()
  })

  it('with less than was asked says what is missing', async () => {
    const { key } = await signIn(tokenResponse({ scope: 'launch openid user/Patient.rs user/Practitioner.read' }))
    expect(openSession(key)?.missingScopes).toEqual(['user/Condition.read', 'user/DocumentReference.write'])
    expect(openSession(key)?.can('read', 'Condition')).toBe(false)
    expect(openSession(key)?.can('search', 'Patient')).toBe(true)
  })
})

describe('an answer that is not to be trusted is refused before the code goes anywhere', () => {
  it.each([
    ['has no state', { state: undefined }, 'state-missing'],
    ['has an empty state', { state: '' }, 'state-missing'],
    ['has a state of nobody', { state: crypto.randomUUID() }, 'state-unknown'],
    ['names another entry of storage', { state: 'SMART_KEY' }, 'state-unknown'],
    ['names a property of storage', { state: 'length' }, 'state-unknown'],
    ['names __proto__', { state: '__proto__' }, 'state-unknown'],
    [
      'is an error of nobody',
      { state: 'x', error: 'access_denied', error_description: 'Call 1-800-EVIL' },
      'state-unknown',
    ],
    ['is an error without state', { state: undefined, error: 'access_denied' }, 'state-missing'],
    ['has no code', { code: undefined }, 'code-missing'],
    ['has an empty code', { code: '' }, 'code-missing'],
    ['comes from another server (RFC 9207)', { iss: 'https://evil.example/oauth2' }, 'callback-issuer'],
    ['was denied', { code: undefined, error: 'access_denied' }, 'denied'],
    ['was denied, and yet has a code', { error: 'access_denied' }, 'denied'],
    ['says that the client is unknown', { error: 'unauthorized_client' }, 'client-unknown'],
    ['says that the scope is invalid', { error: 'invalid_scope' }, 'scope-refused'],
    ['says that the server failed', { error: 'server_error' }, 'authorize-server'],
    ['says that the server is busy', { error: 'temporarily_unavailable' }, 'authorize-server'],
    ['says something else', { error: '<img src=x onerror=alert(1)>' }, 'authorize-refused'],
    ['says an empty error', { error: '' }, 'authorize-refused'],
  ])('when it %s', async (_, query, code) => {
    const { asked, finish } = await answered(query)
    expect(await refusalOf(finish())).toBe(code)
    expect(asked).toEqual([])
  })

  it.each([
    ['code', 'code=code-2'],
    ['iss', 'iss=https://ehr.example&iss=https://ehr.example'],
    ['error', 'error=a&error=b'],
    ['state', 'state=other'],
  ])('when it has %s twice', async (_, more) => {
    const { asked, address } = await answered({})
    expect(await refusalOf(finishLaunch({ address: `${address}&${more}` }))).toBe('callback-repeated')
    expect(asked).toEqual([])
  })

  it('unless its issuer is the one asked', async () => {
    const { finish } = await answered({ iss: 'https://ehr.example/oauth2' })
    expect(await finish()).toHaveProperty('key')
  })

  it('when its issuer is of the same host and not the one that discovery named', async () => {
    stubFetch(() => Response.json(world.SMART_CONFIGURATION))
    const { finish } = await answered({ iss: 'https://ehr.example/other' }, world.siteOf(world.discovered))
    expect(await refusalOf(finish())).toBe('callback-issuer')
  })

  it('when the site names who signs, and it is of the same host but not that one', async () => {
    const site = world.siteOf({ ...world.pinned, oauthIssuer: 'https://login.example/oauth2' })
    const foreign = await answered({ iss: 'https://ehr.example/oauth2' }, site)
    expect(await refusalOf(foreign.finish())).toBe('callback-issuer')
    expect(foreign.asked).toEqual([])
    const own = await answered({ iss: 'https://login.example/oauth2' }, site)
    expect(await refusalOf(own.finish()), 'whose id_token is of another').toBe('id-token-issuer')
  })

  it('when it is replayed after success, after failure, or with another code', async () => {
    const { asked, address, finish } = await answered({})
    await finish()
    expect(await refusalOf(finishLaunch({ address: `${address}&again=1` }))).toBe('state-used')
    const other = address.replace('code-1', 'code-2')
    expect(await refusalOf(finishLaunch({ address: other }))).toBe('state-used')
    expect(asked).toHaveLength(1)

    const denied = await answered({ error: 'access_denied' })
    expect(await refusalOf(denied.finish())).toBe('denied')
    const replay = denied.address.replace('error=access_denied', 'x=1')
    expect(await refusalOf(finishLaunch({ address: replay }))).toBe('state-used')
    expect(denied.asked).toEqual([])
  })

  it('when a reload comes in the middle of the exchange', async () => {
    const { address } = await answered({})
    stubFetch(() => new Promise(() => undefined))
    void finishLaunch({ address })
    expect(await refusalOf(finishLaunch({ address: `${address}&reloaded=1` }))).toBe('state-used')
  })

  it.each([
    [600_000, 'fine'],
    [600_001, 'state-expired'],
  ])('when it comes %d ms after it was asked for: %s', async (late, code) => {
    const { asked, finish } = await answered({})
    stubFetch(() => Response.json(tokenResponse({ id_token: undefined })))
    vi.setSystemTime(world.NOW + late)
    expect(await world.outcomeOf(finish())).toBe(code)
    expect(asked).toEqual([])
  })

  it.each(['{', 'null', '[]', '{}', '{"createdAt":1}', '{"used":"yes","createdAt":1}'])(
    'when what was kept of the sign-in is damaged (%s)',
    async (text) => {
      const { asked, state, finish } = await answered({})
      storage.setItem(`healthprep.launch.${state}`, text)
      expect(await refusalOf(finish())).toBe('state-unknown')
      expect(asked).toEqual([])
    },
  )

  it('when the browser gives no storage', async () => {
    const { asked, finish } = await answered({})
    vi.stubGlobal('sessionStorage', undefined)
    expect(await refusalOf(finish())).toBe('storage-blocked')
    expect(asked).toEqual([])
  })
})

it('whatever stands in a callback address, the worst is a refusal of ours, and no code is sent', async () => {
  const { state } = await answered({})
  const asked = stubFetch()
  const name = fc.constantFrom('state', 'error', 'iss', 'error_description', '__proto__')
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(`${state}x`, 'length', '__proto__'))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value)), async (pairs) => {
      const query = pairs.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join('&')
      expect(await refusalOf(finishLaunch({ address: callbackAddress(query) }))).toMatch(/^(state|callback)-/)
    }),
    { numRuns: 150 },
  )
  expect(asked).toEqual([])
})
