import { vi } from 'vitest'
import type { Finished } from '#auth/callback.ts'
import { finishLaunch } from '#auth/callback.ts'
import type { Issuer, SiteConfig } from '#auth/config.ts'
import { beginLaunch, beginStandalone } from '#auth/launch.ts'
import { openSession, type SignIn } from '#auth/session.ts'
import { asHealthPrepError } from '#lib/errors.ts'

/** A window without a browser: storage, the EHR's answers, and a record of what was asked of whom. */

export const APP = 'https://app.example/prep/'
export const FHIR = 'https://ehr.example/api/FHIR/R4'
export const AUTHORIZE = 'https://ehr.example/oauth2/authorize'
export const TOKEN = 'https://ehr.example/oauth2/token'
export const CLIENT = 'healthprep-test'

export const pinned: Issuer = {
  name: 'Test hospital',
  fhirBase: FHIR,
  clientId: CLIENT,
  endpoints: { authorize: AUTHORIZE, token: TOKEN },
  noteType: { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
  extraScopes: [],
}
export const discovered: Issuer = { ...pinned, endpoints: undefined }
/** A site that asks for a refresh token. */
const refreshing: Issuer = { ...pinned, extraScopes: ['offline_access'] }
export const siteOf = (...issuers: Issuer[]): SiteConfig => ({ issuers, framedBy: [], idleMinutes: 15 })

export const sessionKeysOf = ({ entries }: MemoryStorage): string[] =>
  [...entries.keys()].flatMap((name) => /^healthprep\.session\.(.*)$/.exec(name)?.[1] ?? [])

export class MemoryStorage implements Storage {
  readonly entries = new Map<string, string>()
  get length(): number {
    return this.entries.size
  }
  key = (index: number): string | null => [...this.entries.keys()][index] ?? null
  getItem = (name: string): string | null => this.entries.get(name) ?? null
  setItem = (name: string, value: string): void => void this.entries.set(name, value)
  removeItem = (name: string): void => void this.entries.delete(name)
  clear = (): void => this.entries.clear()
}

export function stubStorage(): MemoryStorage {
  const storage = new MemoryStorage()
  vi.stubGlobal('sessionStorage', storage)
  return storage
}

type Answer = (request: Request) => Response | Promise<Response>

/** Every request is recorded; what `answer` does not know fails as an unreachable host does. */
export function stubFetch(answer: Answer = () => Promise.reject(new TypeError('Failed to fetch'))): Request[] {
  const asked: Request[] = []
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    asked.push(request.clone())
    return answer(request)
  })
  return asked
}

export const SMART_CONFIGURATION = {
  issuer: 'https://ehr.example/oauth2',
  authorization_endpoint: AUTHORIZE,
  token_endpoint: TOKEN,
  code_challenge_methods_supported: ['S256'],
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export const NOW = Date.parse('2026-11-23T10:00:00Z')

export function idToken(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string {
  const seconds = NOW / 1000
  const whole = {
    iss: 'https://ehr.example/oauth2',
    aud: CLIENT,
    sub: 'dr-1',
    iat: seconds,
    exp: seconds + 300,
    fhirUser: `${FHIR}/Practitioner/dr-1`,
    ...claims,
  }
  return `${encode({ alg: 'RS256', kid: 'k1', ...header })}.${encode(whole)}.c2lnbmF0dXJl`
}

/** A token response that is right in everything; undefined takes a field away. */
export const tokenResponse = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  access_token: 'access-1',
  token_type: 'Bearer',
  expires_in: 3600,
  patient: 'p1',
  encounter: 'e1',
  need_patient_banner: 'false',
  id_token: idToken(),
  ...change,
})

export const launchAddress = (query: string): string => `${APP}launch.html?${query}`
export const goodLaunch = launchAddress(`iss=${encodeURIComponent(FHIR)}&launch=token-of-the-ehr`)

export const ehrLaunch = (address = goodLaunch, config = siteOf(pinned)): Promise<string> =>
  beginLaunch({ address, config, resourceTypes: ['Condition'] })

/** The same at a site that asks for a refresh token, without which none is kept. */
export const refreshableLaunch = (): Promise<string> => ehrLaunch(goodLaunch, siteOf(refreshing))

export const standalone = (resume?: Parameters<typeof beginStandalone>[0]['resume']): Promise<string> =>
  beginStandalone({
    issuer: pinned,
    address: `${APP}index.html#/s/some`,
    resourceTypes: ['Condition'],
    ...(resume ? { resume } : {}),
  })

export const stateOf = (authorizeAddress: string): string => new URL(authorizeAddress).searchParams.get('state') ?? ''

export const callbackAddress = (query: Record<string, string> | string): string =>
  `${APP}callback.html?${typeof query === 'string' ? query : new URLSearchParams(query).toString()}`

/** A whole sign-in whose token endpoint answers so. */
export async function signIn(response: unknown, begin: () => Promise<string> = ehrLaunch): Promise<Finished> {
  stubFetch(() => (response instanceof Response ? response : Response.json(response)))
  return finishLaunch({ address: callbackAddress({ state: stateOf(await begin()), code: 'code-1' }) })
}

/** The sign-in that such an answer gives. */
export async function opened(change: Record<string, unknown> = {}, begin?: () => Promise<string>): Promise<SignIn> {
  const found = openSession((await signIn(tokenResponse(change), begin)).key)
  if (!found) throw new Error('no session')
  return found
}

/** What a reload of the page would see. */
export async function afterReload(key: string): Promise<SignIn | undefined> {
  vi.resetModules()
  return (await import('#auth/session.ts')).openSession(key)
}

/** `fine`, or the code of the error it fails with; `bug` for anything thrown that is not ours. */
export async function outcomeOf(attempt: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt)
    return 'fine'
  } catch (thrown) {
    const { kind, code } = asHealthPrepError(thrown)
    return kind === 'launch' && code !== undefined ? code : kind
  }
}

/** The code of the error it fails with; a success fails the test. */
export async function refusalOf(attempt: Promise<unknown> | (() => unknown)): Promise<string> {
  const outcome = await outcomeOf(attempt)
  if (outcome === 'fine') throw new Error('was not refused')
  return outcome
}

/** An answer to a launch of ours; undefined takes a parameter away. */
export async function answered(query: Record<string, string | undefined>, config = siteOf(pinned)) {
  const state = stateOf(await ehrLaunch(goodLaunch, config))
  const asked = stubFetch(() => Response.json(tokenResponse()))
  const address = new URL(callbackAddress({ state, code: 'code-1' }))
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) address.searchParams.delete(name)
    else address.searchParams.set(name, value)
  }
  return { state, asked, address: address.href, finish: () => finishLaunch({ address: address.href }) }
}
