import { createLocalJWKSet } from 'jose/jwks/local'
import { compactVerify } from 'jose/jws/compact/verify'
import * as v from 'valibot'
import { originOf, safeAddress } from './address.ts'

const TIMEOUT_MS = 20_000

const configuration = v.object({ jwks_uri: v.string() })
const keySet = v.object({ keys: v.pipe(v.array(v.looseObject({ kty: v.string() })), v.minLength(1)) })

// By code and not by class: where modules are bundled apart, there are two of each class.
const WRONG: ReadonlySet<unknown> = new Set([
  'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JOSE_ALG_NOT_ALLOWED',
  'ERR_JWS_INVALID',
])

/**
 * `unverifiable` where the keys cannot be had: Epic answers `openid-configuration` under the FHIR base since August 2021
 * only, and not every customer's CORS lets a page read it.
 */
export async function checkSignature(
  idToken: string,
  fhirBase: string,
): Promise<'verified' | 'unverifiable' | 'wrong'> {
  const keys = await fetchKeys(fhirBase)
  if (!keys) return 'unverifiable'
  try {
    await compactVerify(idToken, createLocalJWKSet(keys), { algorithms: ['RS256'] })
    return 'verified'
  } catch (thrown) {
    // Anything else (keys this browser cannot use, several keys without a name) proves nothing either way.
    return thrown instanceof Error && 'code' in thrown && WRONG.has(thrown.code) ? 'wrong' : 'unverifiable'
  }
}

async function fetchKeys(fhirBase: string): Promise<v.InferOutput<typeof keySet> | undefined> {
  const found = v.safeParse(configuration, await fetchJson(`${fhirBase}/.well-known/openid-configuration`))
  const address = found.success ? safeAddress(found.output.jwks_uri) : undefined
  if (address === undefined || originOf(address) !== originOf(fhirBase)) return undefined
  const keys = v.safeParse(keySet, await fetchJson(address))
  return keys.success ? keys.output : undefined
}

async function fetchJson(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}
