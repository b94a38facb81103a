import * as fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { readLaunch } from './records.ts'

const { FHIR, launchAddress, ehrLaunch, outcomeOf, refusalOf } = world
let storage: world.MemoryStorage
let asked: Request[]
beforeEach(() => {
  storage = world.stubStorage()
  asked = world.stubFetch()
})

const from = (iss: string, launch = 'l'): string =>
  launchAddress(`iss=${encodeURIComponent(iss)}&launch=${encodeURIComponent(launch)}`)

describe('the server a launch comes from', () => {
  it.each([
    ['as written in config.json', FHIR],
    ['with a final slash', `${FHIR}/`],
    ['with its host in capitals', FHIR.replace('ehr.example', 'EHR.Example')],
    ['with the usual port spelt out', FHIR.replace('ehr.example', 'ehr.example:443')],
  ])('is known %s', async (_, iss) => {
    const url = new URL(await ehrLaunch(from(iss)))
    expect(url.origin + url.pathname).toBe(world.AUTHORIZE)
    expect(url.searchParams.get('aud')).toBe(FHIR)
  })

  it.each([
    'https://evil.example/api/FHIR/R4',
    'https://ehr.example.evil.example/api/FHIR/R4',
    'https://ehr.example@evil.example/api/FHIR/R4',
    'https://user:pass@ehr.example/api/FHIR/R4',
    'https://evil.example/https://ehr.example/api/FHIR/R4',
    'https://ehr.example/api/FHIR/R4/../../../evil',
    'https://ehr.example/api/FHIR/./R4',
    'https://ehr.example/api/FHIR/%52%34',
    'https://ehr.example/api%2fFHIR%2fR4',
    'https://ehr.example/api/FHIR/R4%2f..%2fevil',
    'https://ehr.example/api/fhir/r4',
    'https://ehr.example/api/FHIR/R4/Patient',
    'https://ehr.example/api/FHIR/R4//',
    'https://ehr.example//api/FHIR/R4',
    'https://ehr.example/api/FHIR',
    'https://ehr.example:8443/api/FHIR/R4',
    'https://ehr.example./api/FHIR/R4',
    'https://www.ehr.example/api/FHIR/R4',
    'http://ehr.example/api/FHIR/R4',
    'HTTP://ehr.example/api/FHIR/R4',
    'https://ehr.example/api/FHIR/R4?x=1',
    'https://ehr.example/api/FHIR/R4?',
    'https://ehr.example/api/FHIR/R4#',
    'https://ehr.example\\@evil.example/api/FHIR/R4',
    'https:\\\\ehr.example\\api\\FHIR\\R4',
    ' https://ehr.example/api/FHIR/R4',
    'https://ehr.example/api/FHIR/R4\t',
    'https://ehr.ex\nample/api/FHIR/R4',
    'https://еhr.example/api/FHIR/R4',
    'https://xn--hr-nlc.example/api/FHIR/R4',
    'https://ehr。example/api/FHIR/R4',
    '//ehr.example/api/FHIR/R4',
    'ehr.example/api/FHIR/R4',
    'javascript:alert(1)',
    'data:text/html,x',
    'null',
    `https://ehr.example/${'a'.repeat(100_000)}`,
  ])('is refused when it is %s, and nobody is asked anything', async (iss) => {
    expect(await refusalOf(ehrLaunch(from(iss)))).toBe('iss-unknown')
    expect(asked).toEqual([])
    expect(storage.entries.size).toBe(0)
  })

  it.each([
    ['twice the same', `iss=${FHIR}&iss=${FHIR}&launch=l`, 'launch-repeated'],
    ['two of them', `iss=${FHIR}&iss=https://evil.example/R4&launch=l`, 'launch-repeated'],
    ['two launches', `iss=${FHIR}&launch=l&launch=m`, 'launch-repeated'],
    ['none', 'launch=l', 'iss-missing'],
    ['an empty one', 'iss=&launch=l', 'iss-missing'],
    ['one under another name', `ISS=${FHIR}&launch=l`, 'iss-missing'],
    ['no launch', `iss=${FHIR}`, 'launch-missing'],
    ['an empty launch', `iss=${FHIR}&launch=`, 'launch-missing'],
    ['a launch of blanks', `iss=${FHIR}&launch=%20`, 'launch-missing'],
    ['the old DSTU2 base', 'iss=https://ehr.example/api/FHIR/DSTU2&launch=l', 'dstu2'],
    ['an unknown server and no launch', 'iss=https://evil.example/R4', 'iss-unknown'],
  ])('with %s is refused by name, and nobody is asked anything', async (_, query, code) => {
    expect(await refusalOf(ehrLaunch(launchAddress(query)))).toBe(code)
    expect(asked).toEqual([])
  })

  it('only iss and launch are read from the address', async () => {
    const extra =
      '&fhirServiceUrl=https://evil.example&clientId=evil&patientId=evil&encounterId=evil&state=evil&code=evil&error=evil&redirectUri=https://evil.example&scope=evil'
    // Neither of the address that is handed on, nor of the one in the address bar, which fhirclient would read itself.
    vi.stubGlobal('location', { href: world.goodLaunch + extra })
    const url = new URL(await ehrLaunch(world.goodLaunch + extra))
    expect(url.href).not.toContain('evil')
    expect([...storage.entries.values()].join()).not.toContain('evil')
  })
})

describe('the request for authorisation', () => {
  it('carries what Epic requires and no more, and asks nobody where endpoints are pinned', async () => {
    const url = new URL(await ehrLaunch())
    const { state, code_challenge: challenge, scope, ...rest } = Object.fromEntries(url.searchParams)
    expect(rest).toEqual({
      response_type: 'code',
      client_id: world.CLIENT,
      redirect_uri: 'https://app.example/prep/callback.html',
      aud: FHIR,
      launch: 'token-of-the-ehr',
      code_challenge_method: 'S256',
    })
    expect(state).toMatch(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/)
    expect(challenge).toMatch(/^[\w-]{43}$/)
    expect(scope?.split(' ')).toContain('launch')
    expect(asked).toEqual([])
  })

  it('of a standalone sign-in asks for a patient and never for launch alone', async () => {
    const query = new URL(await world.standalone()).searchParams
    const scopes = query.get('scope')?.split(' ')
    expect(scopes).toContain('launch/patient')
    expect(scopes).not.toContain('launch')
    expect(query.has('launch')).toBe(false)
    expect(query.get('redirect_uri')).toBe('https://app.example/prep/callback.html')
  })

  it('has a state and a challenge of its own each time, whatever Math.random says', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const [one, two] = [new URL(await ehrLaunch()), new URL(await ehrLaunch())]
    for (const name of ['state', 'code_challenge']) {
      expect(one.searchParams.get(name)).not.toBe(two.searchParams.get(name))
    }
  })

  it('leaves one entry in storage, under the state and in no shared slot', async () => {
    const state = world.stateOf(await ehrLaunch())
    expect([...storage.entries.keys()]).toEqual([`healthprep.launch.${state}`])
  })

  it('sweeps away sign-ins abandoned more than ten minutes ago, and no others', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: world.NOW })
    storage.setItem('somebody-elses', '1')
    storage.setItem('healthprep.launch.damaged', '{}')
    const old = world.stateOf(await ehrLaunch())
    vi.setSystemTime(world.NOW + 10 * 60_000)
    const recent = world.stateOf(await ehrLaunch())
    expect(readLaunch(old)).toBeDefined()
    expect(storage.getItem('healthprep.launch.damaged')).toBeNull()
    vi.setSystemTime(world.NOW + 10 * 60_000 + 1)
    await ehrLaunch()
    expect(readLaunch(old)).toBeUndefined()
    expect(readLaunch(recent)).toBeDefined()
    expect(storage.getItem('somebody-elses')).toBe('1')
    vi.useRealTimers()
  })
})

describe('a browser that cannot', () => {
  const blocked = (): never => {
    throw new DOMException('Failed to read the sessionStorage property', 'SecurityError')
  }

  it('gives no storage at all is told so before anybody is asked', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    expect(await refusalOf(ehrLaunch(world.goodLaunch, world.siteOf(world.discovered)))).toBe('storage-blocked')
    expect(asked).toEqual([])
  })

  it.each(['setItem', 'getItem', 'key'] as const)('refuses %s', async (method) => {
    storage.setItem('x', '1')
    storage.setItem('healthprep.launch.x', '{}')
    vi.spyOn(storage, method).mockImplementation(blocked)
    expect(await refusalOf(ehrLaunch())).toBe('storage-blocked')
  })

  it('has no cryptography, because the page is not https', async () => {
    vi.stubGlobal('crypto', { randomUUID: () => 'x' })
    expect(await refusalOf(ehrLaunch())).toBe('insecure-context')
  })

  it('is too old to end a request for several reasons', async () => {
    vi.stubGlobal('AbortSignal', {})
    expect(await refusalOf(ehrLaunch())).toBe('browser-too-old')
    expect(asked).toEqual([])
  })
})

it('whatever stands in a launch address, the worst is a refusal of ours, and nobody is asked anything', async () => {
  const address = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.webUrl(),
    fc.constantFrom(FHIR, '__proto__'),
  )
  const name = fc.constantFrom('iss', 'launch', 'state', 'fhirServiceUrl', '__proto__')
  const query = fc.array(fc.tuple(name, address), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(query, async (pairs) => {
      const text = pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
      const refused = /^(iss-missing|iss-unknown|dstu2|launch-missing|launch-repeated)$/
      const values = (key: string) => pairs.flatMap(([one, value]) => (one === key ? [value] : []))
      const right =
        values('iss').join() === FHIR && values('launch').length === 1 && values('launch').join().trim() !== ''
      expect(await outcomeOf(ehrLaunch(launchAddress(text)))).toMatch(right ? /^fine$/ : refused)
    }),
    { numRuns: 150 },
  )
  expect(asked).toEqual([])
})
