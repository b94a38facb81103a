import { invariant } from '#lib/invariant.ts'
import { isDstu2, normaliseAddress } from './address.ts'
import type { Issuer, SiteConfig } from './config.ts'
import { findEndpoints } from './discovery.ts'
import { refusal } from './launch-failure.ts'
import type { Resume } from './records.ts'
import { sweepLaunches, sweepSessions, writeLaunch } from './records.ts'
import { scopesFor } from './scopes.ts'
import type { SignIn } from './session.ts'
import { authorizeAddress } from './smart.ts'

type LaunchAddress = { readonly iss: string; readonly launch: string }

/**
 * What the EHR put into the launch address. Only `iss` and `launch` are read: fhirclient would also take `clientId`,
 * `fhirServiceUrl` and `patientId` from it. Blank the address bar before calling, since this throws.
 * @throws HealthPrepError `launch`: `launch-repeated`, `iss-missing`, `dstu2`, `launch-missing`
 */
function readLaunchAddress(address: string): LaunchAddress {
  const { searchParams } = new URL(address)
  // Two values of one name are read differently by different readers.
  if (['iss', 'launch'].some((name) => searchParams.getAll(name).length > 1)) throw refusal('launch-repeated')
  return { iss: searchParams.get('iss') ?? '', launch: searchParams.get('launch') ?? '' }
}

/**
 * The issuer of `config.json` that an `iss` names exactly, after normalisation.
 * @throws HealthPrepError `launch`: `iss-missing`, `dstu2`, `iss-unknown`
 */
function findIssuer(iss: string, config: SiteConfig): Issuer {
  if (iss === '') throw refusal('iss-missing')
  const base = normaliseAddress(iss)
  const issuer = config.issuers.find(({ fhirBase }) => fhirBase === base)
  if (issuer) return issuer
  throw refusal(isDstu2(iss) ? 'dstu2' : 'iss-unknown')
}

export type Launch = {
  /** The whole address of `launch.html`, as it was before it was blanked. */
  readonly address: string
  readonly config: SiteConfig
  /** What the sections of the sheet read. */
  readonly resourceTypes: readonly string[]
}

/**
 * An EHR launch, up to the address the user is sent to; leave with `location.replace`, so that Back does not launch
 * again. No request leaves before `iss` is known to be one of `config.json`.
 */
export async function beginLaunch({ address, config, resourceTypes }: Launch): Promise<string> {
  const { iss, launch } = readLaunchAddress(address)
  const issuer = findIssuer(iss, config)
  // Epic's own test tool has sent it empty for days.
  if (launch.trim() === '') throw refusal('launch-missing')
  return authorize(issuer, { way: 'ehr', address, resourceTypes, launch })
}

export type Standalone = {
  readonly issuer: Issuer
  /** The address of the current document, beside which `callback.html` lies. */
  readonly address: string
  readonly resourceTypes: readonly string[]
  /** Signing in again: must come back with the same patient and user, and leads to the same place. */
  readonly resume?: { readonly signIn: SignIn; readonly route: string }
}

/** A sign-in without the EHR, up to the address the user is sent to. The EHR, or we, ask for the patient afterwards. */
export async function beginStandalone({ issuer, address, resourceTypes, resume }: Standalone): Promise<string> {
  invariant(!resume || resume.signIn.issuer.fhirBase === issuer.fhirBase, 'resume-elsewhere')
  return authorize(issuer, { way: 'standalone', address, resourceTypes, resume: resume && resumeOf(resume) })
}

type Request = {
  readonly way: 'ehr' | 'standalone'
  readonly address: string
  readonly resourceTypes: readonly string[]
  readonly launch?: string
  readonly resume?: Resume | undefined
}

async function authorize(issuer: Issuer, { way, address, resourceTypes, launch, resume }: Request): Promise<string> {
  // The youngest of what the app needs (Chrome and Edge 116, Firefox 124, Safari 17.4): with it comes all else.
  if (!('any' in AbortSignal)) throw refusal('browser-too-old')
  // PKCE needs it, and browsers give it to https and loopback only.
  if (!globalThis.crypto?.subtle) throw refusal('insecure-context')
  // Found out now, while it costs nothing: a cross-site frame may have no storage.
  sweepLaunches()
  sweepSessions()
  const endpoints = await findEndpoints(issuer)
  const state = crypto.randomUUID()
  const redirectUri = new URL('callback.html', address).href
  const asked = scopesFor(resourceTypes, way, issuer.extraScopes)
  const request = { state, fhirBase: issuer.fhirBase, clientId: issuer.clientId, scope: asked, redirectUri, endpoints }
  const { address: leaveFor, smart } = await authorizeAddress({ ...request, launch })
  writeLaunch(state, {
    issuer,
    way,
    asked,
    createdAt: Date.now(),
    tokenEndpoint: endpoints.token,
    redirectUri,
    discoveredIssuer: endpoints.issuer,
    smart,
    resume,
  })
  return leaveFor
}

const resumeOf = ({ signIn, route }: { readonly signIn: SignIn; readonly route: string }): Resume => ({
  sessionKey: signIn.key,
  patientId: signIn.patientId,
  encounterId: signIn.encounterId,
  user: signIn.user,
  launchedFrom: signIn.launchedFrom,
  route,
})
