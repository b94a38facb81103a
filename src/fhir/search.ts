import type { SignIn } from '#auth/session.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { underBase } from './base-guard.ts'
import { readPage, type PageContext } from './bundle.ts'
import { addGap, nothingYet, type Collected } from './collected.ts'
import { requestFhir } from './request.ts'
import { withRetry } from './retry.ts'

/** A guard against a server that never stops; at a thousand a page no chart comes near it. */
const MOST_PAGES = 500
/** How often a search starts again when Epic's paging session has expired (4113). */
const MOST_RESTARTS = 2

export type Search<T> = { readonly context: PageContext<T>; readonly first: string }

/**
 * Follows one search to its end, page after page, from the `next` links alone: Epic's `Bundle.total` is the size of the
 * page. What cannot be followed or read becomes a gap, never a shorter list.
 * @param progress called with what is there after each page that has a next one.
 * @throws HealthPrepError if the first page cannot be had; at any page if the sign-in has ended or the answer holds another
 *   patient's data; and the caller's own abort.
 */
export async function followSearch<T>(
  session: SignIn,
  search: Search<T>,
  signal: AbortSignal,
  progress: (soFar: Collected<T>) => void,
): Promise<Collected<T>> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await followPages(session, search, signal, progress)
    } catch (error) {
      const expired = error instanceof HealthPrepError && error.code === '4113'
      if (!expired || restarts === MOST_RESTARTS) throw error
    }
  }
}

async function followPages<T>(
  session: SignIn,
  search: Search<T>,
  signal: AbortSignal,
  progress: (soFar: Collected<T>) => void,
): Promise<Collected<T>> {
  const into = nothingYet<T>()
  const seen = new Set<string>()
  let url = underBase(session.issuer.fhirBase, search.first).href
  for (;;) {
    seen.add(url)
    let next: string | undefined
    try {
      const { body } = await withRetry(() => requestFhir(session, url, { signal }), signal)
      next = readPage(body, search.context, into)
    } catch (error) {
      if (seen.size === 1 || mustStop(error, signal)) throw error
      addGap(into, { kind: 'part-failed', code: error instanceof HealthPrepError ? error.kind : 'bug' })
      return into
    }
    if (next === undefined) return into
    const following = resolveNext(session.issuer.fhirBase, next, url)
    if (following === undefined || seen.has(following) || seen.size >= MOST_PAGES) {
      addGap(into, { kind: 'cut' })
      return into
    }
    url = following
    progress(into)
  }
}

const mustStop = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted ||
  (error instanceof HealthPrepError &&
    (error.kind === 'signed-out' || error.code === 'wrong-patient' || error.code === '4113'))

/** Where `next` leads, if that is still under the FHIR base; relative links count from the page that held them. */
function resolveNext(fhirBase: string, next: string, page: string): string | undefined {
  try {
    return underBase(fhirBase, new URL(next, page).href).href
  } catch {
    return undefined
  }
}

export const firstPage = (query: string, patientId: string, pageSize: number): string => {
  const [type, parameters] = query.split('?')
  const params = new URLSearchParams(parameters)
  params.set('patient', patientId)
  params.set('_count', String(pageSize))
  return `${type}?${params.toString()}`
}
