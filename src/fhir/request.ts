import type { SignIn } from '#auth/session.ts'
import { HealthPrepError, type ErrorKind } from '#lib/errors.ts'
import { underBase } from './base-guard.ts'
import { withPriority } from './breathe.ts'
import { issuesOf, type Issue } from './outcome.ts'
import { queueFor, type Order } from './queue.ts'

const TIMEOUT_MS = 30_000
/** More than any chart's page; a body that goes on and on (or a compression bomb) stops here. */
const MOST_BYTES = 64 * 1024 * 1024

export type RequestInitFhir = {
  readonly method?: 'GET' | 'POST'
  /** Sent as FHIR JSON; the parameters of a search as a form. */
  readonly body?: unknown
  readonly order?: Order
  /** `return=representation` on a create: the only way to learn the new id, since Epic exposes no headers. */
  readonly prefer?: string
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /** Awaited when its turn in the queue has come, as the last thing before it leaves. What it throws stops the request. */
  readonly beforeLeaving?: () => Promise<void>
}

export type FhirAnswer = { readonly status: number; readonly body: unknown }

/** An HTTP refusal. Status and issue codes help decide what to say; both stay out of messages and serialisation. */
export class RefusedError extends HealthPrepError {
  declare readonly status: number
  declare readonly issues: readonly Issue[]

  constructor(kind: ErrorKind, status: number, issues: readonly Issue[]) {
    super(kind, issues.find((issue) => issue.epicCode !== undefined)?.epicCode ?? `http-${status}`)
    Object.defineProperty(this, 'status', { value: status, enumerable: false })
    Object.defineProperty(this, 'issues', { value: issues, enumerable: false })
  }

  /** A question the server will not answer differently however often it is asked. */
  override get retryable(): boolean {
    return super.retryable && (this.status === 429 || this.status >= 500)
  }
}

/**
 * One FHIR request: bearer token, origin guard, six at a time, timeout, size limit, errors in our own family.
 * @param target `Type?query`, `Type/id`, or an absolute URL under the session's FHIR base (a `next` link).
 * @returns the status and the parsed JSON; `body` is undefined for an empty success (Epic's 201).
 * @throws HealthPrepError of kind signed-out (401), forbidden, not-found, busy, unreachable, server or unreadable; for an
 *   HTTP status as RefusedError. An abort by the caller's own signal is passed through unchanged. Nothing is retried here.
 */
export async function requestFhir(session: SignIn, target: string, init: RequestInitFhir = {}): Promise<FhirAnswer> {
  const url = underBase(session.issuer.fhirBase, target)
  return queueFor(session.issuer.fhirBase).run(
    () => send(session, url, init),
    (error) => error instanceof HealthPrepError && error.kind === 'busy',
    init.order,
  )
}

async function send(session: SignIn, url: URL, init: RequestInitFhir): Promise<FhirAnswer> {
  init.signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(init.timeoutMs ?? TIMEOUT_MS)
  const signal = AbortSignal.any([session.signal, timeout, ...(init.signal ? [init.signal] : [])])
  const token = await session.accessToken()
  await init.beforeLeaving?.()
  try {
    const response = await fetch(url, { ...options(init, token, url), signal })
    // Where a redirect led to must lie under the same base.
    if (response.url) underBase(session.issuer.fhirBase, response.url)
    const body = await withPriority(bodyOf(response))
    if (response.ok) return { status: response.status, body: parse(response, body) }
    throw refusal(response.status, body)
  } catch (error) {
    if (error instanceof HealthPrepError) throw error
    if (init.signal?.aborted) throw error
    if (session.signal.aborted) throw new HealthPrepError('signed-out', 'session-ended')
    throw new HealthPrepError('unreachable', timeout.aborted ? 'timeout' : 'network')
  }
}

function options(init: RequestInitFhir, token: string, { search }: URL): RequestInit {
  // Only headers that Epic's CORS answer allows; any other would fail the preflight.
  const headers: Record<string, string> = {
    // Without it Epic answers in XML.
    Accept: 'application/fhir+json',
    Authorization: `Bearer ${token}`,
  }
  if (init.prefer !== undefined) headers['Prefer'] = init.prefer
  const form = init.body instanceof URLSearchParams ? init.body : undefined
  if (init.body !== undefined && !form) headers['Content-Type'] = 'application/fhir+json'
  return {
    method: init.method ?? 'GET',
    headers,
    ...(init.body === undefined ? {} : { body: form ?? JSON.stringify(init.body) }),
    // A record that was merged is answered with a redirect (Epic 4107). Nothing else is: a search or a write is not sent
    // a second time, with the token, to wherever a redirect points.
    redirect: init.method === 'POST' || search !== '' ? 'error' : 'follow',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    // Nothing of a chart may lie in the browser's cache on disk. Answers to a POST never do; but `no-store` would also keep
    // the browser from remembering the preflight, and every search of a type would have one of its own.
    cache: form ? 'default' : 'no-store',
  }
}

async function bodyOf(response: Response): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > MOST_BYTES) {
      await reader.cancel()
      throw new HealthPrepError('unreadable', 'too-large')
    }
    text += decoder.decode(value, { stream: true })
  }
}

function parse(response: Response, body: string): unknown {
  if (body.trim() === '') return undefined
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/fhir+json' && type !== 'application/json') {
    throw new HealthPrepError('unreadable', 'content-type')
  }
  try {
    const json: unknown = JSON.parse(body)
    return json
  } catch {
    throw new HealthPrepError('unreadable', 'not-json')
  }
}

function refusal(status: number, body: string): RefusedError {
  return new RefusedError(kindOf(status), status, issuesIn(body))
}

function issuesIn(body: string): readonly Issue[] {
  try {
    return issuesOf(JSON.parse(body))
  } catch {
    return [] // Epic's 404 for an unknown type is an HTML page, its 401 and some 403 are empty.
  }
}

function kindOf(status: number): ErrorKind {
  if (status === 401) return 'signed-out'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 408 || status === 429 || status === 503) return 'busy'
  return 'server'
}
