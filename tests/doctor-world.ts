import { vi } from 'vitest'
import type { Issuer } from '#auth/config.ts'
import { lookAtConfig } from '#auth/doctor.ts'
import { writeSession, type SessionRecord } from '#auth/records.ts'
import { openSession, type SignIn } from '#auth/session.ts'
import { readTokenResponse } from '#auth/token-response.ts'
import type { BrowserFacts } from '#features/doctor/browser-facts.ts'
import { examine } from '#features/doctor/examine.ts'
import type { Finding, Group } from '#features/doctor/finding.ts'
import type { Ehr, MintOptions } from '../src/stand-in/ehr.ts'
import { makeEhr } from './stand-in/helpers.ts'
import { MemoryStorage } from './launch-world.ts'

/** A site, its host and its Epic without a browser, but with the browser's laws on who may read whose answer. */

export const SITE = 'https://app.example/prep/'
export const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self' https://ehr.example; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'"

export const GOOD_BROWSER: BrowserFacts = {
  secure: true,
  subtle: true,
  keepsDrafts: true,
  windowsTalk: true,
  framed: false,
  framedBy: undefined,
  keptApart: undefined,
  knowsTrustedTypes: true,
  inlineScript: 'stopped',
  metaPolicies: [],
  browser: 'A browser',
}

export const issuerAt = (ehr: Ehr, trouble?: string): Issuer => ({
  name: 'Example Hospital',
  fhirBase: trouble === undefined ? ehr.fhirBase : ehr.fhirBase.replace(ehr.base, `${ehr.base}/trouble/${trouble}`),
  clientId: 'app-1',
  endpoints: undefined,
  noteType: { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
  extraScopes: [],
})

type World = {
  readonly ehr?: Ehr
  /** What the host sends with a page; a missing page is undefined. */
  readonly page?: (name: string) => Response | undefined
}

const goodPage = (): Response =>
  new Response('<!doctype html>', {
    headers: {
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'permissions-policy': 'camera=()',
      'cache-control': 'no-store',
      'content-type': 'text/html',
    },
  })

/** `fetch` as a page of SITE has it. The answer is what was asked of whom. */
export function stubBrowser({ ehr = makeEhr(), page = goodPage }: World = {}): Request[] {
  const asked: Request[] = []
  const failed = (): never => {
    throw new TypeError('Failed to fetch')
  }
  const answer = async (request: Request): Promise<Response> => {
    if (request.url.startsWith(SITE)) {
      const name = new URL(request.url).pathname.slice('/prep/'.length)
      if (name === 'config.json') return Response.json({ issuers: [{ ...issuerAt(ehr), endpoints: undefined }] })
      return page(name) ?? new Response('Not found', { status: 404 })
    }
    const response = await ehr(request)
    return response === undefined || response.type === 'error' ? failed() : response
  }
  vi.stubGlobal('sessionStorage', new MemoryStorage())
  vi.stubGlobal('location', { href: `${SITE}index.html` })
  vi.stubGlobal('fetch', async (input: string | URL, { redirect, mode, ...init }: RequestInit = {}) => {
    const request = new Request(input, init)
    asked.push(request.clone())
    const crosses = !request.url.startsWith(SITE)
    if (crosses && request.headers.has('authorization')) {
      const allowed = await answer(new Request(input, { method: 'OPTIONS' }))
      if (!allowed.headers.has('access-control-allow-origin')) failed()
    }
    const response = await answer(request)
    if (response.status >= 300 && response.status < 400) {
      if (redirect === 'error') failed()
      if (redirect === 'manual') return { type: 'opaqueredirect', headers: new Headers(), status: 0 }
    }
    if (crosses && mode !== 'no-cors' && !response.headers.has('access-control-allow-origin')) failed()
    return response
  })
  return asked
}

/** A sign-in at the stand-in that stands; after `stubBrowser`, whose storage it lies in. */
export async function signedIn(ehr: Ehr, mint: MintOptions, record: Partial<SessionRecord> = {}): Promise<SignIn> {
  const issuer = issuerAt(ehr)
  const response = await ehr.mint(mint)
  const { token, patientId, encounterId, needPatientBanner } = readTokenResponse(response, Date.now(), issuer.fhirBase)
  const key = crypto.randomUUID()
  writeSession(key, {
    issuer,
    patientId,
    encounterId,
    needPatientBanner,
    user: { resourceType: 'Practitioner', id: 'unknown' },
    launchedFrom: 'standalone',
    asked: response.scope,
    tokenEndpoint: ehr.tokenUrl,
    token,
    identity: 'verified',
    ...record,
  })
  const signIn = openSession(key)
  if (!signIn) throw new Error('No sign-in')
  return signIn
}

export type Look = {
  readonly issuer?: Issuer | undefined
  readonly signIn?: SignIn
  readonly browser?: Partial<BrowserFacts>
  readonly now?: number
  readonly signal?: AbortSignal
}

export const groupsOf = async ({
  issuer,
  signIn,
  browser = {},
  now = Date.now(),
  signal,
}: Look): Promise<readonly Group[]> =>
  examine({
    config: await lookAtConfig(),
    issuer: issuer ?? signIn?.issuer,
    signIn,
    browser: { ...GOOD_BROWSER, ...browser },
    address: `${SITE}index.html#/doctor`,
    now,
    signal: signal ?? new AbortController().signal,
  })

/** All findings by their id. */
export async function findings(look: Look): Promise<Map<string, Finding>> {
  const groups = await groupsOf(look)
  return new Map(groups.flatMap((group) => group.findings.map((finding) => [finding.id, finding])))
}

export const idsOf = (found: ReadonlyMap<string, Finding>, verdict: Finding['verdict']): string[] =>
  [...found.values()].filter((finding) => finding.verdict === verdict).map(({ id }) => id)
