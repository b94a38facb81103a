import { beforeEach, describe, expect, it, vi } from 'vitest'
import { HealthPrepError } from '#lib/errors.ts'
import * as world from '../../tests/launch-world.ts'
import { finishLaunch } from './callback.ts'
import { openSession } from './session.ts'

const { answered, idToken, refusalOf, signIn, stubFetch, tokenResponse } = world
let storage: world.MemoryStorage
beforeEach(() => {
  storage = world.stubStorage()
  vi.useFakeTimers({ now: world.NOW })
  return () => vi.useRealTimers()
})

describe('an exchange that fails', () => {
  const failing = (status: number, body: unknown = {}): Response => Response.json(body, { status })

  it.each([
    ['refuses the code', () => failing(400, { error: 'invalid_grant', error_description: null }), 'token-refused'],
    ['does not know the client', () => failing(401, { error: 'invalid_client' }), 'client-unknown'],
    ['answers 403 with nothing', () => new Response(null, { status: 403 }), 'token-refused'],
    ['breaks down', () => failing(500), 'token-server'],
    ['is busy', () => failing(503), 'token-server'],
    ['is asked too often', () => failing(429), 'token-server'],
    ['cannot be reached', () => Promise.reject<Response>(new TypeError('Failed to fetch')), 'token-unreachable'],
    ['sends a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'no-token'],
    [
      'sends broken JSON',
      () => new Response('{', { headers: { 'content-type': 'application/json' } }),
      'token-unreadable',
    ],
    ['sends nothing', () => new Response('', { headers: { 'content-type': 'application/json' } }), 'no-token'],
    ['sends bytes', () => new Response(new Uint8Array([1, 2])), 'no-token'],
    ['sends null', () => Response.json(null), 'token-unreadable'],
    ['sends no token', () => Response.json(tokenResponse({ access_token: undefined })), 'no-token'],
    ['sends token type mac', () => Response.json(tokenResponse({ token_type: 'mac' })), 'token-type'],
    [
      'sends no expiry and a token with dots',
      () => Response.json(tokenResponse({ access_token: 'a.b-_.c', expires_in: undefined })),
      'token-expiry',
    ],
    ['sends no patient for a chart', () => Response.json(tokenResponse({ patient: undefined })), 'no-patient'],
    [
      'leaves out the patient’s own record',
      () => Response.json(tokenResponse({ scope: 'openid user/Condition.read' })),
      'patient-scope',
    ],
    [
      'sends an unsigned proof',
      () => Response.json(tokenResponse({ id_token: idToken({}, { alg: 'none' }) })),
      'id-token-algorithm',
    ],
    [
      'sends a proof for another application',
      () => Response.json(tokenResponse({ id_token: idToken({ aud: 'x' }) })),
      'id-token-audience',
    ],
    [
      'has a clock ten minutes behind ours',
      () =>
        Response.json(
          tokenResponse({ id_token: idToken({ iat: world.NOW / 1000 - 600, exp: world.NOW / 1000 - 300 }) }),
        ),
      'clock-ahead',
    ],
    [
      'has a clock ten minutes ahead of ours',
      () =>
        Response.json(
          tokenResponse({ id_token: idToken({ iat: world.NOW / 1000 + 600, exp: world.NOW / 1000 + 900 }) }),
        ),
      'clock-behind',
    ],
  ])('because the server %s leaves no session, and the code is not sent again', async (_, respond, code) => {
    const { state, address } = await answered({})
    const asked = stubFetch(respond)
    expect(await refusalOf(finishLaunch({ address }))).toBe(code)
    expect(await refusalOf(finishLaunch({ address: `${address}&again=1` }))).toBe('state-used')
    expect(asked).toHaveLength(1)
    expect(openSession(state)).toBeUndefined()
    expect([...storage.entries.values()].join()).not.toMatch(/codeVerifier|access-1/)
  })

  it('is given up after twenty seconds, and an answer after that opens nothing', async () => {
    const { state, address } = await answered({})
    let answerNow: (response: Response) => void = () => undefined
    stubFetch(() => new Promise((resolve) => (answerNow = resolve)))
    const refused = refusalOf(finishLaunch({ address }))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await refused).toBe('token-slow')
    answerNow(Response.json(tokenResponse()))
    await vi.advanceTimersByTimeAsync(1)
    expect(openSession(state)).toBeUndefined()
  })

  it('and one that is slow and succeeds counts its hour from when it was asked for, not from the answer', async () => {
    const { state, address } = await answered({})
    let answerNow: (response: Response) => void = () => undefined
    stubFetch(() => new Promise((resolve) => (answerNow = resolve)))
    const finished = finishLaunch({ address })
    await vi.advanceTimersByTimeAsync(15_000)
    answerNow(Response.json(tokenResponse()))
    await finished
    expect(openSession(state)?.expiresAt()).toBe(world.NOW + 3_600_000)
  })

  it('tells nothing of what the server said', async () => {
    const secret = 'Call 1-800-EVIL'
    const attempt = signIn(Response.json({ error: 'x', error_description: secret }, { status: 400 }))
    const thrown: unknown = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(thrown).toBeInstanceOf(HealthPrepError)
    const { message, stack, cause } = thrown as HealthPrepError
    expect(`${message}${stack}${String(cause)}`).not.toContain(secret)
  })
})
