import { fromBase64 } from './bytes.ts'
import { text, type Json } from './json.ts'
import { toXml } from './xml.ts'

/** Epic answers in XML unless JSON is asked for by name; browsers ask for anything. */
const wantsJson = (request: Request): boolean =>
  /\bapplication\/(fhir\+)?json\b/i.test(request.headers.get('accept') ?? '') ||
  /[?&]_format=(json|application%2F(fhir%2B)?json)/i.test(request.url)

export function fhir(request: Request, body: Json, status = 200, headers: Record<string, string> = {}): Response {
  const asJson = wantsJson(request)
  return new Response(asJson ? JSON.stringify(body) : `<?xml version="1.0" encoding="utf-8"?>${toXml(body)}`, {
    status,
    headers: {
      'content-type': `application/fhir+${asJson ? 'json' : 'xml'}; charset=utf-8`,
      'cache-control': 'no-cache, no-store',
      pragma: 'no-cache',
      ...headers,
    },
  })
}

/** A Binary is itself: FHIR JSON where JSON is asked for, its raw bytes otherwise. */
export function binary(request: Request, resource: Json): Response {
  if (wantsJson(request)) return fhir(request, resource)
  const bytes = fromBase64(text(resource['data']) ?? '')
  return new Response(bytes ?? null, {
    headers: {
      'content-type': text(resource['contentType']) ?? 'application/octet-stream',
      'cache-control': 'no-cache, no-store',
    },
  })
}
