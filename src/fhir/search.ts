import type { SignIn } from '#auth/session.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { underBase } from './base-guard.ts'
import { nextLink, readPage, type PageContext } from './bundle.ts'
import { addGap, nothingYet, type Collected } from './collected.ts'
import { requestFhir, type FhirAnswer } from './request.ts'
import { withRetry } from './retry.ts'

/** A guard against a server that never stops; at a thousand a page no chart comes near it. */
const MOST_PAGES = 500
/** So is this against one whose pages hold too much to be kept. */
const MOST_ENTRIES = 50_000
/** How often a search starts again when Epic's paging session has expired (4113). */
const MOST_RESTARTS = 2

export type Search<T> = {
  readonly session: SignIn
  readonly context: PageContext<T>
  /** The first page: `Type?parameters`, or an absolute URL under the FHIR base. */
  readonly first: string
  readonly signal: AbortSignal
  /** Called with what is there after each page that has a next one. */
  readonly progress: (soFar: Collected<T>) => void
  /** Asked by POST where the server lets it: worth it for a type that is searched more than once. */
  readonly byPost?: boolean
  /** One of many searches for the rest of a list: goes before lists that have not begun. */
  readonly ahead?: boolean
}

/**
 * Follows one search to its end, page after page, from the `next` links alone: Epic's `Bundle.total` is the size of the
 * page. What cannot be followed or read becomes a gap, never a shorter list.
 * @throws HealthPrepError if the first page cannot be had; at any page if the sign-in has ended or the answer holds another
 *   patient's data; and the caller's own abort.
 */
export async function followSearch<T>(search: Search<T>): Promise<Collected<T>> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await followPages(search, nothingYet(), underBase(search.session.issuer.fhirBase, search.first).href)
    } catch (error) {
      if (!isExpired(error) || restarts === MOST_RESTARTS) throw error
    }
  }
}

/** The pages from `start` on, added to `into`. Throws on a first failure only where nothing was read before. */
async function followPages<T>(search: Search<T>, into: Collected<T>, start: string): Promise<Collected<T>> {
  const seen = new Set<string>()
  const isContinued = into.items.size > 0
  for (let url = start; ;) {
    seen.add(url)
    let next: string | undefined
    try {
      next = await onePage(search, url, into)
    } catch (error) {
      if ((seen.size === 1 && !isContinued) || mustStop(error, search.signal)) throw error
      addGap(into, { kind: 'part-failed', code: error instanceof HealthPrepError ? error.kind : 'bug' })
      return into
    }
    if (next === undefined) return into
    const isFull = into.items.size + into.unreadable.size >= MOST_ENTRIES
    if (next === ELSEWHERE || seen.has(next) || seen.size >= MOST_PAGES || isFull) {
      addGap(into, { kind: 'cut' })
      return into
    }
    url = next
    search.progress(into)
  }
}

/**
 * Goes on with a search whose first page has been read into `into`; from the beginning if its paging session has expired.
 */
export async function continueSearch<T>(search: Search<T>, into: Collected<T>, next: string): Promise<Collected<T>> {
  if (next === ELSEWHERE) addGap(into, { kind: 'cut' })
  try {
    return next === ELSEWHERE ? into : await followPages(search, into, next)
  } catch (error) {
    if (isExpired(error)) return followSearch(search)
    throw error
  }
}

/** Stands for a `next` link that leads out of the FHIR base. */
const ELSEWHERE = 'elsewhere'

/** A page as it came. `next` is the next page's absolute address, `ELSEWHERE`, or undefined on the last. */
export type Page = { readonly body: unknown; readonly next: string | undefined }

export async function askPage<T>(search: Search<T>, url: string): Promise<Page> {
  const { body } = await ask(search, url)
  const next = nextLink(body)
  if (next === undefined) return { body, next }
  const base = search.session.issuer.fhirBase
  try {
    // A relative link counts from the page that held it.
    return { body, next: underBase(base, new URL(next, underBase(base, url)).href).href }
  } catch {
    return { body, next: ELSEWHERE }
  }
}

/** Reads one page into `into`; gives what comes next, as `Page.next`. */
async function onePage<T>(search: Search<T>, url: string, into: Collected<T>): Promise<string | undefined> {
  const { body, next } = await askPage(search, url)
  await readPage(body, search.context, into)
  return next
}

/** Sign-ins whose server did not take a search by POST. Epic documents it, but not whether a browser may. */
const GET_ONLY = new WeakSet<SignIn>()

function ask<T>(search: Search<T>, url: string): Promise<FhirAnswer> {
  const { session, first, signal } = search
  const isFirst = url === underBase(session.issuer.fhirBase, first).href
  const order = search.ahead === true || !isFirst ? 'ahead' : 'in-turn'
  return withRetry(async () => {
    if (search.byPost === true && isFirst && !GET_ONLY.has(session)) {
      const { origin, pathname, searchParams } = new URL(url)
      try {
        // One preflight for all searches of a type, where every GET has its own; and no patient id in an address.
        const asked = { method: 'POST', body: searchParams, order, signal } as const
        return await requestFhir(session, `${origin}${pathname}/_search`, asked)
      } catch (error) {
        const isBusy = error instanceof HealthPrepError && error.kind === 'busy'
        if (isBusy || mustStop(error, signal)) throw error
        GET_ONLY.add(session)
      }
    }
    return requestFhir(session, url, { signal, order })
  }, signal)
}

export const isExpired = (error: unknown): boolean => error instanceof HealthPrepError && error.code === '4113'

/** What ends a whole reading: the sign-in is over, somebody else's data came, or the search must start again. */
export const mustStop = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted ||
  isExpired(error) ||
  (error instanceof HealthPrepError && (error.kind === 'signed-out' || error.code === 'wrong-patient'))

/** The address of a search's first page. */
export function firstPage(query: string, patientId: string, pageSize: number): string {
  const [type, parameters] = query.split('?')
  const params = new URLSearchParams(parameters)
  params.set('patient', patientId)
  params.set('_count', String(pageSize))
  return `${type}?${params.toString()}`
}
