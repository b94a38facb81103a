import { originOf } from './address.ts'

/** How far one request came. Of an answer only what is needed to judge it is kept. */
export type Reached =
  | {
      readonly how: 'answered'
      readonly status: number
      /** The server's clock less ours, in milliseconds, where the answer lets a page read its date. */
      readonly clockAhead: number | undefined
      readonly header: (name: string) => string | undefined
      /** Undefined where the body is not JSON. */
      readonly json: unknown
    }
  /** The server is there, but does not let this page read its answer. */
  | { readonly how: 'no-cors' }
  | { readonly how: 'redirected' }
  /** Stopped by the content security policy of this site. */
  | { readonly how: 'policy' }
  | { readonly how: 'slow' }
  | { readonly how: 'unreachable' }

const TIMEOUT_MS = 10_000
const COMMON = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const

/** Origins that the page's own policy has kept it from asking. */
const stopped = new Set<string | undefined>()
globalThis.document?.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective === 'connect-src') stopped.add(originOf(blockedURI))
})

/**
 * Asks once, to see how far the request comes. A browser tells a page nothing of why a request failed, so a failed one is
 * followed by one whose answer nobody may read: if that arrives, only the permission (CORS) was missing.
 */
export async function reach(url: string, init: RequestInit = {}): Promise<Reached> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const asked = Date.now()
  try {
    const response = await fetch(url, { ...COMMON, redirect: 'manual', ...init, signal })
    if (response.type === 'opaqueredirect') return { how: 'redirected' }
    const clockAhead = aheadBy(response.headers.get('date'), asked, Date.now())
    const header = (name: string): string | undefined => response.headers.get(name) ?? undefined
    return { how: 'answered', status: response.status, clockAhead, header, json: parse(await response.text()) }
  } catch {
    if (signal.aborted) return { how: 'slow' }
    // The event of a violation is a task of its own, queued before the failure was.
    await new Promise((resume) => setTimeout(resume))
    if (stopped.has(originOf(url))) return { how: 'policy' }
    const there = await fetch(url, { ...COMMON, mode: 'no-cors', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      () => undefined,
    )
    return { how: there ? 'no-cors' : 'unreachable' }
  }
}

/** Of an answer that took its time, the middle is the moment it was written. A date has whole seconds. */
function aheadBy(date: string | null, asked: number, answered: number): number | undefined {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? undefined : time + 500 - (asked + answered) / 2
}

function parse(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch {
    return undefined
  }
}
