const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

// Nothing in these is ever needed in a FHIR base or an OAuth endpoint, and each makes two addresses look alike:
// userinfo, query, fragment, backslash, percent-encoding, spaces and control characters, anything outside ASCII.
const PLAIN = /^https?:\/\/[\w\-.:[\]]+(?:\/[\w\-.~!$&'()*+,;=:]*)*$/i
const DOT_SEGMENT = /\/\.{1,2}(?:\/|$)/

/**
 * An address with scheme and host in lower case and no default port. Undefined for anything that is not https (http on
 * loopback only), or holds what could make it look like another.
 */
export function safeAddress(text: string): string | undefined {
  if (text.length > 2048 || !PLAIN.test(text) || DOT_SEGMENT.test(text)) return undefined
  const url = parse(text)
  if (!url || url.username || url.password) return undefined
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))) return undefined
  return url.origin + url.pathname
}

/** The one spelling under which two FHIR bases are compared: as `safeAddress`, without a final slash. */
export const normaliseAddress = (text: string): string | undefined => safeAddress(text)?.replace(/\/$/, '')

/** Epic's DSTU2 base differs from the R4 base by one path segment, and has no `.well-known` (404). */
export const isDstu2 = (address: string): boolean => /\/DSTU2(?:\/|$)/i.test(address)

export const originOf = (address: string): string | undefined => parse(address)?.origin

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
