import * as v from 'valibot'
import { asHealthPrepError, type HealthPrepError } from '#lib/errors.ts'
import { originOf } from './address.ts'
import { loadConfig, type Issuer, type SiteConfig } from './config.ts'
import { findEndpoints, type Endpoints } from './discovery.ts'
import { reach, type Reached } from './probe.ts'
import { standingOf, type SignIn } from './session.ts'
import { removeEntry, readEntry, writeEntry } from './storage.ts'

/*
 * What the Launch Doctor looks at of this site, its servers and a sign-in. Facts only: features/doctor judges them. None
 * holds a token, an id or a server's own words, so that none can reach a report.
 */

export type ConfigFacts = { readonly config: SiteConfig } | { readonly error: HealthPrepError }

export const lookAtConfig = (): Promise<ConfigFacts> =>
  loadConfig().then(
    (config) => ({ config }),
    (thrown: unknown) => ({ error: asHealthPrepError(thrown) }),
  )

export type SiteFacts = {
  /** What must be registered with Epic, letter for letter. */
  readonly redirectUri: string
  readonly index: Reached
  readonly callback: Reached
  readonly launch: Reached
}

/** The files of this site as its host serves them. `address`: any page of it. */
export async function lookAtSite(address: string): Promise<SiteFacts> {
  const beside = (name: string): string => new URL(name, address).href
  const [index, callback, launch] = await Promise.all(
    ['index.html', 'callback.html', 'launch.html'].map((name) => reach(beside(name))),
  )
  const missing: Reached = { how: 'unreachable' }
  return {
    redirectUri: beside('callback.html'),
    index: index ?? missing,
    callback: callback ?? missing,
    launch: launch ?? missing,
  }
}

export type ServerFacts = {
  readonly discovery: Reached
  readonly announcesS256: boolean
  /** What a sign-in would use, or the code with which it would be refused. */
  readonly endpoints: Endpoints | string
  readonly pinned: boolean
  /** False where config.json pins other addresses than the server announces. */
  readonly pinsAgree: boolean
  readonly authorize: Reached | 'not-asked'
  readonly token: Reached | 'not-asked'
  /** The error word of RFC 6749 §5.2 with which a code that is none was refused. */
  readonly tokenError: string | undefined
  /** A request with a permission, which a browser sends only after having asked whether it may. */
  readonly preflight: Reached
  readonly metadata: Reached
}

const announced = v.object({
  authorization_endpoint: v.optional(v.string()),
  token_endpoint: v.optional(v.string()),
  code_challenge_methods_supported: v.optional(v.array(v.unknown()), []),
})

const ERRORS = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
])

/** Asks each address that a sign-in and a sheet will ask, at the origins of this issuer only. Nothing is changed there. */
export async function lookAtServer(issuer: Issuer, redirectUri: string): Promise<ServerFacts> {
  const { fhirBase } = issuer
  const json = { headers: { accept: 'application/json' } }
  const fhir = { accept: 'application/fhir+json' }
  const [discovery, metadata, preflight] = await Promise.all([
    reach(`${fhirBase}/.well-known/smart-configuration`, json),
    reach(`${fhirBase}/metadata`, { headers: fhir, redirect: 'follow' }),
    // No permission at all, so it can be given to nobody; the answer may be a refusal, as long as it may be read.
    reach(`${fhirBase}/metadata`, {
      headers: { ...fhir, authorization: 'Bearer no-permission-at-all' },
      redirect: 'follow',
    }),
  ])
  const found = v.safeParse(announced, discovery.how === 'answered' ? discovery.json : undefined)
  const says = found.success ? found.output : undefined
  const endpoints = await findEndpoints(issuer).catch((thrown: unknown) => asHealthPrepError(thrown).code ?? 'unknown')
  const used = typeof endpoints === 'string' ? undefined : endpoints
  const token = used ? await tryToken(used.token, issuer.clientId, redirectUri) : 'not-asked'
  const word = token !== 'not-asked' && token.how === 'answered' ? errorOf(token.json) : undefined
  return {
    discovery,
    metadata,
    preflight,
    announcesS256: says?.code_challenge_methods_supported.includes('S256') === true,
    endpoints,
    pinned: issuer.endpoints !== undefined,
    pinsAgree: !issuer.endpoints || !says || agree(issuer.endpoints, says),
    authorize: used ? await tryAuthorize(used, fhirBase) : 'not-asked',
    token,
    tokenError: word,
  }
}

const agree = (pins: NonNullable<Issuer['endpoints']>, says: v.InferOutput<typeof announced>): boolean =>
  (says.authorization_endpoint ?? pins.authorize) === pins.authorize &&
  (says.token_endpoint ?? pins.token) === pins.token

/**
 * A code that never was, which says what it is. An unknown code takes nothing back (RFC 6749 §4.1.2 does so for a known one
 * used twice), and its refusal tells whether the server knows the client: `invalid_grant` yes, `invalid_client` no.
 */
const tryToken = (url: string, clientId: string, redirectUri: string): Promise<Reached> =>
  reach(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'healthprep-launch-doctor-no-code',
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: 'healthprep-launch-doctor-no-verifier-of-anything',
    }).toString(),
  })

/** People are sent there, no script ever asks it: so only whether something answers, and only where the site may ask. */
async function tryAuthorize({ authorize, token }: Endpoints, fhirBase: string): Promise<Reached | 'not-asked'> {
  if (![originOf(fhirBase), originOf(token)].includes(originOf(authorize))) return 'not-asked'
  return reach(authorize, { mode: 'no-cors', redirect: 'follow' })
}

const errorOf = (json: unknown): string | undefined => {
  const answer = v.safeParse(v.object({ error: v.string() }), json)
  return answer.success && ERRORS.has(answer.output.error) ? answer.output.error : undefined
}

export type SignInFacts = {
  readonly asked: readonly string[]
  readonly missing: readonly string[]
  /** False where the server did not say what it granted: then it is as asked. */
  readonly saidScopes: boolean
  readonly patient: boolean
  readonly encounter: boolean
  readonly user: 'Practitioner' | 'other' | 'unsaid'
  readonly identity: 'unchecked' | 'verified' | 'unverifiable'
  readonly refresh: boolean
  readonly expiresAt: number
  readonly mayFile: boolean
}

/** What a sign-in brought, by name; never by value. Undefined once it has ended. */
export function lookAtSignIn(signIn: SignIn): SignInFacts | undefined {
  const record = standingOf(signIn)?.record
  if (!record) return undefined
  const { user, token } = record
  return {
    asked: record.asked.split(/\s+/).filter(Boolean),
    missing: signIn.missingScopes,
    saidScopes: token.granted !== undefined,
    patient: record.patientId !== undefined,
    encounter: record.encounterId !== undefined,
    user: user === undefined ? 'unsaid' : user.resourceType === 'Practitioner' ? 'Practitioner' : 'other',
    identity: record.identity,
    refresh: token.refresh !== undefined,
    expiresAt: token.expiresAt,
    mayFile: signIn.can('create', 'DocumentReference'),
  }
}

/** Whether this window keeps what a sign-in needs to come back. */
export function windowKeeps(): boolean {
  const name = `healthprep.doctor.${crypto.randomUUID()}`
  try {
    writeEntry(name, name)
    return readEntry(name) === name
  } catch {
    return false
  } finally {
    forget(name)
  }
}

function forget(name: string): void {
  try {
    removeEntry(name)
  } catch {
    // It was never kept.
  }
}
