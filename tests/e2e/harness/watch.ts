import { appendFileSync } from 'node:fs'
import type { BrowserContext, Request } from 'playwright-core'
import { expect } from 'vitest'
import type { Ehr } from '#stand-in/ehr.ts'

export type Seen = {
  readonly url: string
  readonly method: string
  readonly type: string
  headers: Readonly<Record<string, string>>
  /** Of which page the receiver was told; undefined until it is known what left the browser. */
  referrer: string | undefined
  readonly body: string
  /** Status of the answer; undefined while none came, or the request failed. */
  status: number | undefined
}

/** Everything a context asked for and complained of, and the laws that hold for every journey. */
export type Watch = {
  readonly requests: readonly Seen[]
  readonly to: (address: string) => readonly Seen[]
  /** Complaints of the browser that this journey provokes on purpose. */
  readonly allow: (complaint: RegExp) => void
  readonly assertClean: () => Promise<void>
}

/** `RECORDED=/tmp/x npm test -- journeys` leaves one line per journey: requests, and those that carried a token. */
function note(requests: readonly Seen[]): void {
  const file = process.env['RECORDED']
  if (file === undefined) return
  appendFileSync(file, `${requests.length} ${requests.filter((request) => bearerOf(request) !== undefined).length}\n`)
}

const pathOf = (url: string): string => {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** What stands of a token in a request: `Bearer` and the token itself, or nothing. */
const bearerOf = ({ headers }: Seen): string | undefined => headers['authorization']?.replace(/^Bearer /i, '')

/**
 * Where else than in the header of a request under the FHIR base a token has been: every request of the journey is looked
 * at whole, address, headers and body. The bases under `/trouble/` are those of broken servers.
 */
export function tokenLeaks(requests: readonly Seen[], { base }: Pick<Ehr, 'base'>): readonly string[] {
  const fhir = new RegExp(`^${base}(?:/trouble/[\\w-]+)?/api/FHIR/R4/[^?#]*(?:\\?|$)`)
  const tokens = new Set(requests.flatMap((request) => bearerOf(request) ?? []))
  const isFhirRead = ({ url, type }: Seen): boolean =>
    fhir.test(url) && type === 'fetch' && !url.includes('/.well-known/')
  const blind = tokens.size === 0 && requests.some(isFhirRead) ? ['the recorder saw no token'] : []
  const leaks = requests.flatMap((request) => {
    const { authorization = '', ...others } = request.headers
    const isElsewhere = authorization !== '' && !fhir.test(request.url)
    const rest = JSON.stringify([request.url, others, request.body])
    const isOutside = [...tokens].some((token) => rest.includes(token))
    return isElsewhere || isOutside
      ? [`token ${isOutside ? 'outside its header' : 'sent'} to ${pathOf(request.url)}`]
      : []
  })
  return [...blind, ...leaks]
}

export function watch(context: BrowserContext, app: string, stand: Ehr): Watch {
  const ehr = stand.base
  const whole: Promise<unknown>[] = []
  const closed = new Promise((resolve) => context.once('close', resolve))
  const requests: Seen[] = []
  const seen = new Map<Request, Seen>()
  const complaints: string[] = []
  const allowed: RegExp[] = []

  context.on('request', (request) => {
    const entry: Seen = {
      url: request.url(),
      method: request.method(),
      type: request.resourceType(),
      headers: request.headers(),
      referrer: undefined,
      body: request.postData() ?? '',
      status: undefined,
    }
    // As they left the browser, not as the page asked for them.
    const sent = request.allHeaders().then(
      (headers) => Object.assign(entry, { headers: { ...entry.headers, ...headers }, referrer: headers['referer'] }),
      () => undefined,
    )
    whole.push(Promise.race([sent, closed]))
    requests.push(entry)
    seen.set(request, entry)
  })
  context.on('response', (response) => {
    const entry = seen.get(response.request())
    if (entry !== undefined) entry.status = response.status()
  })
  context.on('console', (message) => {
    // A failed load is judged by its status below, where the address is known.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`)
  })
  // What the console leaves out, such as a violation inside a frame that went away at once.
  const said = context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`Content Security Policy: ${effectiveDirective} stopped ${blockedURI} ${sample}`),
    )
  })
  said.catch(() => complaints.push('The watch for the content security policy did not begin'))
  context.on('weberror', (error) => complaints.push(`page: ${error.error().message}`))

  const remote = (url: string): boolean => /^(https?|wss?):/.test(url)
  const ours = (url: string): boolean => [app, ehr].includes(new URL(url).origin)

  return {
    requests,
    to: (address) => requests.filter((r) => r.url.startsWith(address)),
    allow: (complaint) => void allowed.push(complaint),
    assertClean: async () => {
      await Promise.all(whole)
      note(requests)
      const faults = [
        ...complaints,
        ...requests.filter((r) => remote(r.url) && !ours(r.url)).map((r) => `unknown host: ${pathOf(r.url)}`),
        ...requests
          .filter((r) => r.url.startsWith(app) && (r.status ?? 0) >= 400)
          .map((r) => `${r.status}: ${pathOf(r.url)}`),
        ...tokenLeaks(requests, stand),
        ...requests.filter((r) => /access_token|refresh_token|id_token=/.test(r.url)).map(() => 'token in an address'),
        ...requests
          .filter((r) => r.url.startsWith(app) && /code=|launch=|iss=/.test(r.headers['referer'] ?? ''))
          .map((r) => `sign-in parameters in the referrer of ${pathOf(r.url)}`),
        ...requests
          .filter(({ referrer }) => referrer?.startsWith(app) === true)
          .map((r) => `the address of the app in the referrer of ${pathOf(r.url)}`),
      ]
      expect(faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))).toEqual([])
    },
  }
}
