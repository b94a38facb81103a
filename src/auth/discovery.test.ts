import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { readLaunch } from './records.ts'

const { SMART_CONFIGURATION, ehrLaunch, refusalOf, stubFetch } = world
const site = world.siteOf(world.discovered)
const launch = (): Promise<string> => ehrLaunch(world.goodLaunch, site)
const answer = (change: Record<string, unknown>) => () => Response.json({ ...SMART_CONFIGURATION, ...change })

beforeEach(() => void world.stubStorage())

describe('what the server says of itself', () => {
  it('is read once, without cookies or referrer and with no redirect followed, and then used', async () => {
    const asked = stubFetch(answer({}))
    const address = await launch()
    expect(address.startsWith(`${world.AUTHORIZE}?`)).toBe(true)
    expect(asked.map(({ url }) => url)).toEqual([`${world.FHIR}/.well-known/smart-configuration`])
    expect(asked[0]).toMatchObject({ redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' })
    expect(readLaunch(world.stateOf(address))).toMatchObject({
      tokenEndpoint: world.TOKEN,
      discoveredIssuer: 'https://ehr.example/oauth2',
    })
  })

  it('is asked again after a failure', async () => {
    stubFetch(() => new Response(null, { status: 503 }))
    expect(await refusalOf(launch())).toBe('discovery-refused')
    stubFetch(answer({}))
    expect(await launch()).toContain('code_challenge_method=S256')
  })

  it('never leads to an address it named before and names no more', async () => {
    // As in a page: fhirclient then keeps what it has read once until the page is loaded anew.
    vi.stubEnv('NODE_ENV', 'production')
    stubFetch(answer({}))
    await launch()
    stubFetch(answer({ authorization_endpoint: 'https://ehr.example/moved/authorize' }))
    expect(await refusalOf(launch())).toBe('bug')
    vi.unstubAllEnvs()
  })

  it.each([
    ['relative to the FHIR base', '/oauth2/authorize', 'https://ehr.example/oauth2/authorize'],
    ['with a final slash of its own', `${world.AUTHORIZE}/`, `${world.AUTHORIZE}/`],
  ])('may name an endpoint %s', async (_, endpoint, leadsTo) => {
    stubFetch(answer({ authorization_endpoint: endpoint }))
    expect((await launch()).split('?')[0]).toBe(leadsTo)
  })

  it.each([
    ['unreachable', () => Promise.reject(new TypeError('Failed to fetch')), 'discovery-unreachable'],
    ['down', () => new Response('busy', { status: 503 }), 'discovery-refused'],
    ['missing', () => new Response(null, { status: 404 }), 'discovery-refused'],
    ['a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'discovery-unreadable'],
    [
      'JSON that is called a web page',
      () => new Response(JSON.stringify(SMART_CONFIGURATION), { headers: { 'content-type': 'text/html' } }),
      'discovery-unreadable',
    ],
    [
      'broken JSON',
      () => new Response('{', { headers: { 'content-type': 'application/json' } }),
      'discovery-unreadable',
    ],
    ['empty', () => new Response('', { headers: { 'content-type': 'application/json' } }), 'discovery-unreadable'],
    ['null', () => Response.json(null), 'discovery-unreadable'],
    ['a list', () => Response.json([]), 'discovery-unreadable'],
    ['without an authorize endpoint', answer({ authorization_endpoint: undefined }), 'discovery-unreadable'],
    ['without a token endpoint', answer({ token_endpoint: undefined }), 'discovery-unreadable'],
    ['with a token endpoint that is no text', answer({ token_endpoint: {} }), 'discovery-unreadable'],
    ['without S256', answer({ code_challenge_methods_supported: ['plain'] }), 'discovery-s256'],
    ['with S256 in small letters', answer({ code_challenge_methods_supported: ['s256'] }), 'discovery-s256'],
    ['without a word on PKCE', answer({ code_challenge_methods_supported: undefined }), 'discovery-s256'],
    [
      'with an http authorize endpoint',
      answer({ authorization_endpoint: 'http://ehr.example/oauth2/authorize' }),
      'discovery-endpoint',
    ],
    [
      'with an http token endpoint',
      answer({ token_endpoint: 'http://ehr.example/oauth2/token' }),
      'discovery-endpoint',
    ],
    [
      'with a foreign authorize endpoint',
      answer({ authorization_endpoint: 'https://evil.example/authorize' }),
      'discovery-endpoint',
    ],
    ['with a foreign token endpoint', answer({ token_endpoint: 'https://evil.example/token' }), 'discovery-endpoint'],
    [
      'with a token endpoint at another port',
      answer({ token_endpoint: 'https://ehr.example:8443/token' }),
      'discovery-endpoint',
    ],
    [
      'with a token endpoint that hides its host',
      answer({ token_endpoint: 'https://ehr.example@evil.example/token' }),
      'discovery-endpoint',
    ],
    [
      'with a protocol-relative token endpoint',
      answer({ token_endpoint: '//evil.example/token' }),
      'discovery-endpoint',
    ],
    ['with a script for an endpoint', answer({ authorization_endpoint: 'javascript:alert(1)' }), 'discovery-endpoint'],
    [
      'with an endpoint that has a query',
      answer({ authorization_endpoint: `${world.AUTHORIZE}?tenant=1` }),
      'discovery-endpoint',
    ],
  ])('is refused when it is %s', async (_, respond, code) => {
    const asked = stubFetch(respond)
    expect(await refusalOf(launch())).toBe(code)
    expect(asked).toHaveLength(1)
  })

  it.each(['never answers', 'sends its head and then nothing'])(
    'is given up after ten seconds when it %s',
    async (how) => {
      const timeout = new AbortController()
      const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal)
      const aborted = (): Promise<never> =>
        new Promise((_, reject) => {
          const giveUp = (): void => reject(timeout.signal.reason as Error)
          if (timeout.signal.aborted) giveUp()
          timeout.signal.addEventListener('abort', giveUp)
        })
      const head = Response.json({})
      vi.spyOn(head, 'text').mockImplementation(aborted)
      const requests = stubFetch(() => (how === 'never answers' ? aborted() : head))
      const refused = refusalOf(launch())
      timeout.abort(new DOMException('timed out', 'TimeoutError'))
      expect(await refused).toBe('discovery-slow')
      expect(asked).toHaveBeenCalledWith(10_000)
      expect(requests[0]?.signal.aborted).toBe(true)
    },
  )
})
