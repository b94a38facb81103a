import type { BrowserContext, Request } from 'playwright-core'
import { expect } from 'vitest'

type Seen = {
  readonly url: string
  readonly method: string
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  /** Status of the answer; undefined while none came, or the request failed. */
  status: number | undefined
}

/** Everything a context asked for and complained of, and the laws that hold for every journey. */
export type Watch = {
  readonly requests: readonly Seen[]
  readonly to: (address: string) => readonly Seen[]
  /** Complaints of the browser that this journey provokes on purpose. */
  readonly allow: (complaint: RegExp) => void
  readonly assertClean: () => void
}

const pathOf = (url: string): string => {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

export function watch(context: BrowserContext, app: string, ehr: string): Watch {
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
      status: undefined,
    }
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
    assertClean: () => {
      const faults = [
        ...complaints,
        ...requests.filter((r) => remote(r.url) && !ours(r.url)).map((r) => `unknown host: ${pathOf(r.url)}`),
        ...requests
          .filter((r) => r.url.startsWith(app) && (r.status ?? 0) >= 400)
          .map((r) => `${r.status}: ${pathOf(r.url)}`),
        ...requests
          .filter((r) => r.headers['authorization'] !== undefined && !r.url.startsWith(`${ehr}/`))
          .map((r) => `token sent to ${pathOf(r.url)}`),
        ...requests.filter((r) => /access_token|refresh_token|id_token=/.test(r.url)).map(() => 'token in an address'),
        ...requests
          .filter((r) => r.url.startsWith(app) && /code=|launch=|iss=/.test(r.headers['referer'] ?? ''))
          .map((r) => `sign-in parameters in the referrer of ${pathOf(r.url)}`),
      ]
      expect(faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))).toEqual([])
    },
  }
}
