import * as v from 'valibot'
import { originOf } from './address.ts'
import { refusal } from './launch-failure.ts'
import { isFhirId } from './token-response.ts'

/**
 * Five minutes either way: Kerberos refuses a hospital's own computers beyond that, and beyond it the times written into
 * a note would be wrong.
 */
const CLOCK_TOLERANCE_S = 300

export type User = { readonly resourceType: string; readonly id: string }

/** What the id_token must say. */
export type Expected = {
  readonly clientId: string
  /** The OAuth issuer by name, where config or discovery gave it. */
  readonly issuer: string | undefined
  /** Addresses whose origin the issuer must share where its name is not known. Epic: `https://<host>/oauth2`. */
  readonly servers: readonly string[]
}

const header = v.object({ alg: v.string() })
const claims = v.object({
  iss: v.string(),
  aud: v.union([v.string(), v.array(v.string())]),
  exp: v.number(),
  iat: v.optional(v.number()),
  nonce: v.optional(v.unknown()),
  fhirUser: v.optional(v.unknown()),
})

/**
 * The claims of an id_token (OIDC Core §3.1.3.7), all but its signature, which identity.ts looks at once the sheet is
 * on its way. Resolves who signed in, where it says. We send no nonce, since PKCE and a single-use state bind the answer
 * to this browser (RFC 9700 §2.1.1); a token with a nonce was therefore made for somebody else's request.
 * @throws HealthPrepError `launch`: `id-token-…`, `clock-ahead`, `clock-behind`
 */
export function readIdToken(idToken: string, expected: Expected, now: number): User | undefined {
  const parts = idToken.split('.')
  const [head, body] = parts
  const algorithm = v.safeParse(header, decode(head))
  const found = v.safeParse(claims, decode(body))
  if (parts.length !== 3 || !algorithm.success || !found.success) throw refusal('id-token-unreadable')
  // RS256 is what OIDC requires and Epic uses; above all not `none`.
  if (algorithm.output.alg !== 'RS256') throw refusal('id-token-algorithm')
  const { iss, aud, exp, iat, nonce, fhirUser } = found.output
  if (!isExpectedIssuer(iss, expected)) throw refusal('id-token-issuer')
  if (![aud].flat().includes(expected.clientId)) throw refusal('id-token-audience')
  const seconds = now / 1000
  // It was made while we waited: a distance is the distance between two clocks.
  if (iat !== undefined && seconds - iat > CLOCK_TOLERANCE_S) throw refusal('clock-ahead')
  if (iat !== undefined && iat - seconds > CLOCK_TOLERANCE_S) throw refusal('clock-behind')
  if (exp + CLOCK_TOLERANCE_S <= seconds) throw refusal('id-token-expired')
  if (nonce !== undefined) throw refusal('id-token-nonce')
  return readUser(fhirUser)
}

/** Also for the `iss` of an authorization response (RFC 9207). */
export function isExpectedIssuer(iss: string, { issuer, servers }: Expected): boolean {
  if (issuer !== undefined) return iss.replace(/\/$/, '') === issuer.replace(/\/$/, '')
  const origin = originOf(iss)
  return origin !== undefined && origin !== 'null' && servers.some((server) => originOf(server) === origin)
}

/** By its last two segments: Epic's own examples show two different addresses before them. */
function readUser(fhirUser: unknown): User | undefined {
  if (typeof fhirUser !== 'string') return undefined
  const [resourceType, id] = fhirUser.split('/').slice(-2)
  return resourceType && /^[A-Z][A-Za-z]{1,40}$/.test(resourceType) && isFhirId(id) ? { resourceType, id } : undefined
}

/** Base64url of UTF-8 JSON; undefined where it is not. */
function decode(part: string | undefined): unknown {
  try {
    const bytes = atob((part ?? '').replaceAll('-', '+').replaceAll('_', '/'))
    const utf8 = Uint8Array.from(bytes, (character) => character.charCodeAt(0))
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(utf8))
  } catch {
    return undefined
  }
}
