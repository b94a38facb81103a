/**
 * As recorded from Epic's sandbox on every FHIR and token answer: any origin, and no exposed headers, so `Location`,
 * `WWW-Authenticate` and `Retry-After` cannot be read by a script. No Access-Control-Max-Age.
 */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-headers':
    'origin, authorization, accept, content-type, x-requested-with, prefer, Epic-User-ID, Epic-User-IDType, ' +
    'Epic-Client-ID, soapaction, Epic-MyChartUser-ID, Epic-MyChartUser-IDType',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, TRACE, OPTIONS',
}

/** Headers a page might add that Epic's preflight refuses; outside a browser nobody else would notice them. */
const refused = ['if-match', 'if-none-exist', 'traceparent', 'tracestate', 'baggage', 'sentry-trace', 'x-request-id']

export const refusedByPreflight = (request: Request): boolean => refused.some((name) => request.headers.has(name))

export function withCors(response: Response): Response {
  if (response.type === 'error') return response
  for (const [name, value] of Object.entries(cors)) response.headers.set(name, value)
  return response
}

export const preflight = (): Response => withCors(new Response(null, { status: 200 }))

/**
 * A lost answer that had begun, as a proxy cuts it: no browser sends again what was answered in part. `mount/node.ts` sends its
 * beginning; elsewhere it is lost whole.
 */
export const breaksOff = (answer: Response): Response => Object.assign(Response.error(), { begun: withCors(answer) })

export const begunOf = (response: Response): Response | undefined =>
  'begun' in response && response.begun instanceof Response ? response.begun : undefined

type Extra = Readonly<Record<string, string>>

export const json = (body: unknown, status = 200, headers: Extra = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })

export const page = (markup: string, status = 200): Response =>
  new Response(markup, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  })

export const empty = (status: number, headers: Extra = {}): Response =>
  new Response(null, { status, headers: { 'cache-control': 'no-cache, no-store', ...headers } })

export const redirect = (location: string): Response =>
  new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })

/** What the web server in front of Epic says to an address it does not know: HTML, not FHIR. */
export const lost = (): Response =>
  new Response(
    '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body><h1>Server Error</h1>' +
      '<h2>404 - File or directory not found.</h2></body></html>',
    { status: 404, headers: { 'content-type': 'text/html' } },
  )
