import * as v from 'valibot'
import { safeAddress, originOf } from './address.ts'
import type { Issuer } from './config.ts'
import { refusal } from './launch-failure.ts'

/** Where to send the user, where to redeem the code, and who signs. */
export type Endpoints = {
  readonly authorize: string
  readonly token: string
  readonly issuer: string | undefined
}

const TIMEOUT_MS = 10_000

const document = v.object({
  authorization_endpoint: v.string(),
  token_endpoint: v.string(),
  issuer: v.optional(v.string()),
  code_challenge_methods_supported: v.optional(v.array(v.unknown()), []),
})

/**
 * The endpoints pinned in `config.json`, as they are; else what the server's `.well-known/smart-configuration` says
 * (SMART App Launch 2.2 §conformance). Fetched here and not by fhirclient, which keeps a failure until the page is
 * reloaded and then goes on without PKCE. Epic's per-client overrides need an `Epic-Client-ID` header, which not every
 * customer's CORS allows: such a site pins its endpoints.
 * @throws HealthPrepError `launch`, `discovery-…`
 */
export async function findEndpoints(issuer: Issuer): Promise<Endpoints> {
  if (issuer.endpoints) return { ...issuer.endpoints, issuer: undefined }
  const found = v.safeParse(document, await fetchConfiguration(issuer.fhirBase))
  if (!found.success) throw refusal('discovery-unreadable')
  const { authorization_endpoint, token_endpoint, issuer: signer, code_challenge_methods_supported } = found.output
  if (!code_challenge_methods_supported.includes('S256')) throw refusal('discovery-s256')
  return {
    authorize: endpoint(authorization_endpoint, issuer.fhirBase),
    token: endpoint(token_endpoint, issuer.fhirBase),
    issuer: signer,
  }
}

async function fetchConfiguration(fhirBase: string): Promise<unknown> {
  // One timer for head and body: a server may send its head and then nothing.
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(`${fhirBase}/.well-known/smart-configuration`, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal,
    })
    if (!response.ok) throw refusal('discovery-refused')
    if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')) {
      throw refusal('discovery-unreadable')
    }
    const text = await response.text()
    return parseJson(text)
  } catch (thrown) {
    if (signal.aborted) throw refusal('discovery-slow')
    throw thrown instanceof TypeError ? refusal('discovery-unreachable') : thrown
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('discovery-unreadable')
  }
}

/** Relative endpoints resolve against the FHIR base; all must be safe and of its origin (mix-up, RFC 9700 §4.4). */
function endpoint(text: string, fhirBase: string): string {
  const resolved = URL.canParse(text, `${fhirBase}/`) ? new URL(text, `${fhirBase}/`).href : text
  const address = safeAddress(resolved)
  if (address === undefined || originOf(address) !== originOf(fhirBase)) throw refusal('discovery-endpoint')
  return address
}
