import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { openSession, signOut } from './session.ts'
import type { SignIn } from './session.ts'

const { refusalOf, signIn, stubFetch, tokenResponse } = world
const EARLY = world.NOW + 3_600_000 - 30_000
const LATE = world.NOW + 3_600_000
let storage: world.MemoryStorage
beforeEach(() => {
  storage = world.stubStorage()
  vi.useFakeTimers({ now: world.NOW })
  return () => vi.useRealTimers()
})

async function refreshable(at: number): Promise<SignIn> {
  const scope = 'user/Patient.read user/Condition.read'
  const session = openSession(
    (await signIn(tokenResponse({ refresh_token: 'r1', scope }), world.refreshableLaunch)).key,
  )
  if (!session) throw new Error('no session')
  vi.setSystemTime(at)
  return session
}

const fresh = (change: Record<string, unknown> = {}) => ({
  access_token: 'access-2',
  token_type: 'bearer',
  expires_in: 3600,
  ...change,
})
const stored = (key: string) => JSON.parse(storage.getItem(`healthprep.session.${key}`) ?? '{}').token

describe('a token that can be refreshed', () => {
  it('is used as it is until thirty seconds before its end', async () => {
    const session = await refreshable(EARLY - 1)
    const asked = stubFetch()
    expect(await session.accessToken()).toBe('access-1')
    expect(asked).toEqual([])
  })

  it('is then refreshed once for all who wait, by a client that names itself and has no secret', async () => {
    const session = await refreshable(EARLY)
    const asked = stubFetch(() => Response.json(fresh({ refresh_token: 'r2' })))
    const tokens = await Promise.all(Array.from({ length: 5 }, () => session.accessToken()))
    expect(new Set(tokens)).toEqual(new Set(['access-2']))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ url: world.TOKEN, method: 'POST', redirect: 'error' })
    expect(asked[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
    expect(Object.fromEntries(new URLSearchParams(await asked[0]?.text()))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r1',
      client_id: world.CLIENT,
    })
    expect(session.expiresAt()).toBe(EARLY + 3_600_000)
    expect(await session.accessToken()).toBe('access-2')
    expect(asked).toHaveLength(1)
    expect(stored(session.key)).toMatchObject({ access: 'access-2', refresh: 'r2' })
  })

  it('keeps what the answer leaves out: the refresh token and the scopes', async () => {
    const session = await refreshable(LATE)
    stubFetch(() => Response.json(fresh()))
    await session.accessToken()
    expect(stored(session.key)).toMatchObject({ refresh: 'r1', granted: 'user/Patient.read user/Condition.read' })
    expect(session.can('read', 'Observation')).toBe(false)
  })

  it('takes the token that another document of this window has fetched already', async () => {
    const session = await refreshable(EARLY)
    const asked = stubFetch()
    const name = `healthprep.session.${session.key}`
    const record = JSON.parse(storage.getItem(name) ?? '{}')
    storage.setItem(name, JSON.stringify({ ...record, token: { access: 'access-9', expiresAt: EARLY + 3_600_000 } }))
    expect(await session.accessToken()).toBe('access-9')
    expect(asked).toEqual([])
  })

  it('refused because another document has spent it meanwhile gives way to the token that one was given', async () => {
    const session = await refreshable(LATE)
    const name = `healthprep.session.${session.key}`
    const record = JSON.parse(storage.getItem(name) ?? '{}')
    stubFetch(() => {
      storage.setItem(name, JSON.stringify({ ...record, token: { access: 'access-9', expiresAt: LATE + 3_600_000 } }))
      return Response.json({ error: 'invalid_grant' }, { status: 400 })
    })
    expect(await session.accessToken()).toBe('access-9')
  })

  it('is refreshed also where the window’s storage can be read no more', async () => {
    const session = await refreshable(LATE)
    stubFetch(() => Response.json(fresh()))
    vi.spyOn(storage, 'getItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    expect(await session.accessToken()).toBe('access-2')
  })

  it.each([
    ['invalid_grant', () => Response.json({ error: 'invalid_grant' }, { status: 400 })],
    ['another patient for a chart the EHR opened', () => Response.json(fresh({ patient: 'p2' }))],
  ])('ends with %s: once asked, then signed out', async (_, respond) => {
    const session = await refreshable(LATE)
    const asked = stubFetch(respond)
    expect(await refusalOf(session.accessToken())).toBe('signed-out')
    expect(await refusalOf(session.accessToken())).toBe('signed-out')
    expect(asked).toHaveLength(1)
    expect(stored(session.key)).not.toHaveProperty('refresh')
  })

  it.each([
    ['the network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a broken server', () => new Response(null, { status: 503 })],
    ['a server that waited in vain', () => new Response(null, { status: 408 })],
    ['too many requests', () => new Response(null, { status: 429 })],
    ['nonsense', () => Response.json({})],
    ['a token of type mac', () => Response.json(fresh({ token_type: 'mac' }))],
  ])('survives %s: unreachable now, and asked again later', async (_, respond) => {
    const session = await refreshable(LATE)
    stubFetch(respond)
    expect(await refusalOf(session.accessToken())).toBe('unreachable')
    stubFetch(() => Response.json(fresh()))
    expect(await session.accessToken()).toBe('access-2')
  })

  it.each([
    ['a failure', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a refusal', () => Response.json({ error: 'invalid_grant' }, { status: 400 })],
  ])('is used to its end after %s that came early', async (_, respond) => {
    const session = await refreshable(EARLY)
    stubFetch(respond)
    expect(await session.accessToken()).toBe('access-1')
  })

  it('fetched after signing out is given to nobody and kept nowhere', async () => {
    const session = await refreshable(LATE)
    let answerNow: (response: Response) => void = () => undefined
    stubFetch(() => new Promise((resolve) => (answerNow = resolve)))
    const waiting = refusalOf(session.accessToken())
    await vi.advanceTimersByTimeAsync(1)
    signOut(session.key)
    answerNow(Response.json(fresh()))
    expect(await waiting).toBe('signed-out')
    expect(storage.entries.size).toBe(0)
  })

  it('is given up after twenty seconds: unreachable now, and asked again later', async () => {
    const session = await refreshable(LATE)
    const timeout = new AbortController()
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal)
    stubFetch(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))))
    const waiting = refusalOf(session.accessToken())
    timeout.abort(new DOMException('timed out', 'TimeoutError'))
    expect(await waiting).toBe('unreachable')
    expect(limit).toHaveBeenCalledWith(20_000)
    limit.mockRestore()
    stubFetch(() => Response.json(fresh()))
    expect(await session.accessToken()).toBe('access-2')
  })

  it('is never asked for once one has signed out', async () => {
    const session = await refreshable(LATE)
    signOut(session.key)
    const asked = stubFetch(() => Response.json(fresh()))
    expect(await refusalOf(session.accessToken())).toBe('signed-out')
    expect(asked).toEqual([])
  })

  it('lives on in memory where storage is full', async () => {
    const session = await refreshable(LATE)
    stubFetch(() => Response.json(fresh()))
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(await session.accessToken()).toBe('access-2')
    expect(await session.accessToken()).toBe('access-2')
  })
})

describe('a refresh token that nobody asked for', () => {
  const begun = (...extraScopes: string[]) =>
    world.ehrLaunch(world.goodLaunch, world.siteOf({ ...world.pinned, extraScopes }))
  const given = async (...extraScopes: string[]) =>
    openSession((await signIn(tokenResponse({ refresh_token: 'r-unasked' }), () => begun(...extraScopes))).key)

  it('is kept nowhere and never sent: the sign-in ends with its token', async () => {
    const session = await given()
    expect([...storage.entries].join()).not.toContain('r-unasked')
    const asked = stubFetch(() => Response.json(fresh()))
    vi.setSystemTime(LATE - 1)
    expect(await session?.accessToken()).toBe('access-1')
    vi.setSystemTime(LATE)
    expect(await world.outcomeOf(async () => session?.accessToken())).toBe('signed-out')
    expect(asked).toEqual([])
  })

  it.each([
    ['offline_access', true],
    ['online_access', true],
    ['profile', false],
    ['offline_access_log', false],
    ['user/offline_access.read', false],
  ])('is told by what the site asks for: asking for %s, it is kept: %s', async (scope, kept) => {
    const session = await given('profile', scope)
    expect(stored(session?.key ?? '')).toHaveProperty('access', 'access-1')
    expect('refresh' in stored(session?.key ?? '')).toBe(kept)
  })
})
