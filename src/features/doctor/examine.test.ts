import { describe, expect, it, vi } from 'vitest'
import { findings, GOOD_BROWSER, idsOf, issuerAt, POLICY, SITE, stubBrowser } from '../../../tests/doctor-world.ts'
import { makeEhr } from '../../../tests/stand-in/helpers.ts'
import type { Mender } from './finding.ts'

const ehr = makeEhr()

describe('a healthy connection, nobody signed in', () => {
  it('passes all that can be told, says what only Epic or a sign-in can tell, and fails nothing', async () => {
    stubBrowser({ ehr })
    const found = await findings({ issuer: issuerAt(ehr) })
    expect(idsOf(found, 'fail')).toEqual([])
    expect(idsOf(found, 'unknown')).toEqual(['redirect-uri', 'clock'])
    expect(found.get('redirect-uri')?.says).toContain(`${SITE}callback.html`)
    expect(idsOf(found, 'sign-in').filter((id) => !id.startsWith('record:'))).toEqual([
      'scopes',
      'token-patient',
      'token-encounter',
      'token-user',
      'token-identity',
      'token-expiry',
      'note-right',
    ])
    expect(idsOf(found, 'pass')).toEqual([
      'config',
      'pages',
      'policy',
      'trusted-types',
      'headers',
      'secure',
      'window-storage',
      'draft-storage',
      'windows',
      'frame',
      'discovery',
      's256',
      'authorize',
      'token',
      'client',
      'preflight',
      'metadata',
      'note-create',
    ])
  })

  it('asks only this site and the issuer, redeems no code, files nothing, and sends no permission', async () => {
    const asked = stubBrowser({ ehr })
    await findings({ issuer: issuerAt(ehr) })
    const origins = new Set(asked.map(({ url }) => new URL(url).origin))
    expect([...origins].toSorted()).toEqual(['https://app.example', 'https://ehr.example'])
    expect(asked.filter(({ method }) => method !== 'GET').map(({ url }) => url)).toEqual([ehr.tokenUrl])
    expect(ehr.stored).toEqual([])
    const permissions = asked.map(({ headers }) => headers.get('authorization')).filter(Boolean)
    expect(permissions).toEqual(['Bearer no-permission-at-all'])
    const own = asked.filter(({ url }) => !url.endsWith('config.json') && !url.includes('smart-configuration'))
    for (const request of own) {
      expect(request).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
    }
    expect(sessionStorage).toHaveLength(0)
  })
})

describe('what is wrong with the server is named, with who can mend it', () => {
  it.each<[string, string, string, Mender]>([
    ['discovery-down', 'discovery', 'reported a fault of its own (503)', 'epic'],
    ['discovery-not-json', 'discovery', 'cannot be read', 'epic'],
    ['discovery-without-endpoints', 'discovery', 'cannot be read', 'epic'],
    ['discovery-http-endpoint', 'discovery', 'not https, or lies on another server', 'epic'],
    ['discovery-foreign-endpoint', 'discovery', 'not https, or lies on another server', 'epic'],
    ['discovery-redirected', 'discovery', 'redirect', 'site'],
    ['discovery-without-s256', 's256', 'does not announce S256', 'epic'],
    ['no-cors', 'discovery', 'no CORS', 'epic'],
    ['no-cors', 'metadata', 'no CORS', 'epic'],
    ['no-preflight', 'preflight', 'no CORS', 'epic'],
    ['token-no-cors', 'token', 'no CORS', 'epic'],
    ['metadata-down', 'metadata', 'fault of its own (503)', 'epic'],
    ['notes-not-taken', 'note-create', 'does not say so', 'epic'],
  ])('%s: %s', async (trouble, id, words, by) => {
    stubBrowser({ ehr })
    const finding = (await findings({ issuer: issuerAt(ehr, trouble) })).get(id)
    expect(finding).toMatchObject({ verdict: 'fail', mend: { by } })
    expect(finding?.says).toContain(words)
  })

  it('a DSTU2 server', async () => {
    stubBrowser({ ehr })
    const fhirBase = `${ehr.base}/trouble/dstu2/api/FHIR/DSTU2`
    const found = await findings({ issuer: { ...issuerAt(ehr), fhirBase } })
    expect(found.get('metadata')).toMatchObject({ verdict: 'fail', mend: { by: 'site' } })
    expect(found.get('discovery')?.says).toContain('not there')
  })

  it('a server that is not there at all', async () => {
    stubBrowser({ ehr })
    const found = await findings({ issuer: { ...issuerAt(ehr), fhirBase: 'https://nowhere.example/R4' } })
    for (const id of ['discovery', 'preflight', 'metadata']) {
      expect(found.get(id)?.says).toContain('cannot be reached from this browser')
    }
    expect(idsOf(found, 'unknown')).toEqual(expect.arrayContaining(['s256', 'authorize', 'token', 'client']))
  })

  it('a server that says nothing for ten seconds', async () => {
    stubBrowser({ ehr })
    vi.stubGlobal('fetch', (url: string, { signal }: RequestInit) =>
      url.startsWith(SITE) || !signal?.aborted ? Promise.resolve(new Response()) : Promise.reject(signal.reason),
    )
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
    expect((await findings({ issuer: issuerAt(ehr) })).get('metadata')?.says).toContain('within ten seconds')
    expect(new Set(limit.mock.calls.flat())).toEqual(new Set([10_000]))
  })

  it('a client id that it does not know', async () => {
    stubBrowser({ ehr })
    const found = await findings({ issuer: { ...issuerAt(ehr), clientId: 'another' } })
    expect(found.get('client')).toMatchObject({ verdict: 'fail', mend: { by: 'epic' } })
    expect(found.get('token')?.verdict).toBe('pass')
  })

  it('pinned endpoints that are not those the server announces; and a discovery that pins make needless', async () => {
    stubBrowser({ ehr })
    const pins = { authorize: ehr.authorizeUrl, token: `${ehr.base}/old/token` }
    const wrong = await findings({ issuer: { ...issuerAt(ehr), endpoints: pins } })
    expect(wrong.get('discovery')).toMatchObject({ verdict: 'fail', mend: { by: 'site' } })
    expect(wrong.get('token')?.verdict).toBe('fail')
    const right = { authorize: ehr.authorizeUrl, token: ehr.tokenUrl }
    const down = await findings({ issuer: { ...issuerAt(ehr, 'discovery-down'), endpoints: right } })
    expect(down.get('discovery')).toMatchObject({ verdict: 'unknown' })
    expect(down.get('client')?.verdict).toBe('pass')
  })

  it('a token address that refuses in words which are none of a token address', async () => {
    stubBrowser({ ehr })
    const answer = fetch
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) =>
      url === ehr.tokenUrl ? Response.json({ error: 'Please log in to the guest network' }) : answer(url, init),
    )
    const found = await findings({ issuer: issuerAt(ehr) })
    expect(found.get('token')).toMatchObject({ verdict: 'fail', mend: { by: 'epic' } })
    expect(found.get('client')?.verdict).toBe('unknown')
  })

  it('a sign-in page on another server is not asked', async () => {
    const asked = stubBrowser({ ehr })
    const endpoints = { authorize: 'https://login.example/authorize', token: ehr.tokenUrl }
    const found = await findings({ issuer: { ...issuerAt(ehr), endpoints } })
    expect(found.get('authorize')?.verdict).toBe('unknown')
    expect(asked.filter(({ url }) => url.includes('login.example'))).toEqual([])
  })
})

describe('what is wrong with the site', () => {
  const withPolicy = (policy: string | undefined, more: Record<string, string> = {}) =>
    stubBrowser({
      ehr,
      page: () => new Response('', { headers: { ...(policy ? { 'content-security-policy': policy } : {}), ...more } }),
    })

  it.each([
    ['none', undefined, 'sends no content security policy'],
    ['inline scripts', POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"), 'lets scripts run'],
    ['scripts from anywhere', POLICY.replace("script-src 'self'", 'script-src https:'), 'lets scripts run'],
    ['no word on scripts', "connect-src 'self' https://ehr.example; frame-ancestors 'none'", 'lets scripts run'],
    ['its Epic forbidden', POLICY.replace(' https://ehr.example', ''), 'forbids asking https://ehr.example'],
    ['a look-alike', POLICY.replace('https://ehr.example', 'https://ehr.example.evil'), 'forbids asking'],
    ['any server', POLICY.replace('https://ehr.example', 'https://ehr.example https:'), 'send to any server'],
    ['any frame', POLICY.replace("frame-ancestors 'none'", ''), 'any page frame this one'],
  ])('a policy with %s', async (_, policy, words) => {
    withPolicy(policy)
    const finding = (await findings({ issuer: issuerAt(ehr) })).get('policy')
    expect(finding).toMatchObject({ verdict: 'fail', mend: { by: 'site' } })
    expect(finding?.says).toContain(words)
  })

  it('a policy that forbids a token address on a server of its own', async () => {
    withPolicy(POLICY)
    const endpoints = { authorize: ehr.authorizeUrl, token: 'https://login.example/token' }
    const finding = (await findings({ issuer: { ...issuerAt(ehr), endpoints } })).get('policy')
    expect(finding).toMatchObject({ verdict: 'fail', says: 'The policy forbids asking https://login.example.' })
  })

  it('a policy that is sent, and not in force', async () => {
    stubBrowser({ ehr })
    const found = await findings({ issuer: issuerAt(ehr), browser: { inlineScript: 'ran' } })
    expect(found.get('policy')?.says).toContain('a script written into the page ran')
  })

  it.each([
    ['required by the header', {}, POLICY, 'pass'],
    ['required by the page', { metaPolicies: ["require-trusted-types-for 'script'"] }, 'x', 'pass'],
    ['seen to be in force', { inlineScript: 'stopped-as-text' }, 'x', 'pass'],
    ['not required', {}, 'x', 'fail'],
    ['unknown to the browser', { knowsTrustedTypes: false }, POLICY, 'unknown'],
  ] as const)('Trusted Types %s', async (_, browser, policy, verdict) => {
    withPolicy(policy)
    expect((await findings({ issuer: issuerAt(ehr), browser })).get('trusted-types')?.verdict).toBe(verdict)
  })

  it('missing pages and headers are listed', async () => {
    stubBrowser({ ehr, page: (name) => (name === 'index.html' ? new Response('') : undefined) })
    const found = await findings({ issuer: issuerAt(ehr) })
    expect(found.get('pages')?.says).toBe('Not found: launch.html and callback.html.')
    expect(found.get('headers')?.says).toContain(
      'referrer-policy, x-content-type-options, cache-control, permissions-policy',
    )
  })

  it('a broken config.json: all that needs none is still looked at', async () => {
    stubBrowser({ ehr })
    const answer = fetch
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) =>
      url.endsWith('config.json') ? Response.json({ issuers: [{ name: 'x' }] }) : answer(url, init),
    )
    const found = await findings({ issuer: undefined })
    expect(found.get('config')).toMatchObject({ verdict: 'fail', mend: { by: 'site' } })
    expect(found.get('config')?.says).toContain('issuers[0].fhirBase')
    expect(found.get('pages')?.verdict).toBe('pass')
    expect(found.has('discovery')).toBe(false)
  })
})

describe('what is wrong with the browser', () => {
  it.each([
    ['secure', { secure: false }, 'fail'],
    ['secure', { subtle: false }, 'fail'],
    ['draft-storage', { keepsDrafts: false }, 'fail'],
    ['windows', { windowsTalk: false }, 'fail'],
  ] as const)('%s: %j', async (id, browser, verdict) => {
    stubBrowser({ ehr })
    expect((await findings({ issuer: issuerAt(ehr), browser })).get(id)?.verdict).toBe(verdict)
  })

  it('a frame is told, with whose it is', async () => {
    stubBrowser({ ehr })
    const browser = { framed: true, framedBy: ['https://chart.example'], keptApart: true }
    const finding = (await findings({ issuer: issuerAt(ehr), browser })).get('frame')
    expect(finding?.says).toMatch(/https:\/\/chart\.example.*kept apart/)
  })

  it('a window that keeps nothing, in a frame: allow storage, or open a window', async () => {
    stubBrowser({ ehr })
    for (const method of ['setItem', 'removeItem'] as const)
      vi.spyOn(sessionStorage, method).mockImplementation(() => {
        throw new DOMException('no', 'SecurityError')
      })
    const found = await findings({ issuer: issuerAt(ehr), browser: { ...GOOD_BROWSER, framed: true } })
    expect(found.get('window-storage')).toMatchObject({ verdict: 'fail', mend: { by: 'computer' } })
    expect(found.get('window-storage')?.mend?.how).toContain('in a window')
  })

  it.each([
    [299, 'pass', ''],
    [-299, 'pass', ''],
    [-302, 'fail', '5 minutes ahead'],
    [302, 'fail', '5 minutes behind'],
    [3600, 'fail', '60 minutes behind'],
  ])('a server’s clock that is %d seconds ahead of this computer’s', async (seconds, verdict, words) => {
    const date = () => ({ date: new Date(Date.now() + seconds * 1000).toUTCString() })
    stubBrowser({ ehr, page: () => new Response('', { headers: date() }) })
    const finding = (await findings({ issuer: issuerAt(ehr) })).get('clock')
    expect(finding?.verdict).toBe(verdict)
    expect(finding?.says).toContain(words)
  })
})
