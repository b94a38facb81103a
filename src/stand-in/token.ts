import { sha256, toBase64Url, utf8 } from './bytes.ts'
import type { Chart } from './chart.ts'
import { readGrant, type Grant } from './grant.ts'
import { json } from './http.ts'
import { text, type Json } from './json.ts'
import { keyId, sign } from './key.ts'
import type { MintOptions, TokenResponse } from './options.ts'
import { registeredByDefault } from './scopes.ts'
import { findUser, users } from './users.ts'
import type { World } from './world.ts'

const hour = 3600

/** Epic explains nothing: `error_description` is null. */
const refuse = (error: string, status = 400): Response =>
  json({ error, error_description: null }, status, { pragma: 'no-cache' })

export async function token(world: World, request: Request): Promise<Response> {
  if (request.method !== 'POST') return refuse('invalid_request', 405)
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? ''))
    return refuse('invalid_request')
  // A public client has no secret; one that sends it is not the client that was registered.
  if (request.headers.has('authorization')) return refuse('invalid_client', 401)
  const form = new URLSearchParams(await request.text())
  if ([...new Set(form.keys())].some((name) => form.getAll(name).length > 1)) return refuse('invalid_request')
  const client = world.client(form.get('client_id') ?? undefined)
  if (!client) return refuse('invalid_client', 401)
  const grantType = form.get('grant_type')
  if (grantType === 'authorization_code') return exchange(world, form)
  if (grantType === 'refresh_token') return refresh(world, form)
  return refuse('unsupported_grant_type')
}

async function exchange(world: World, form: URLSearchParams): Promise<Response> {
  const contents = await world.seal.open('code', form.get('code') ?? '', world.now())
  const grant = readGrant(contents)
  if (!contents || !grant) return refuse('invalid_grant')
  if (grant.client !== form.get('client_id')) return refuse('invalid_grant')
  if (contents['redirectUri'] !== form.get('redirect_uri')) return refuse('invalid_grant')
  const verifier = form.get('code_verifier') ?? ''
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return refuse('invalid_grant')
  if (toBase64Url(await sha256(verifier)) !== contents['challenge']) return refuse('invalid_grant')
  // RFC 6749 §4.1.2: a code used twice is refused, and what it gave before is taken back.
  if (!world.once(`code ${grant.id}`)) {
    world.once(`revoked ${grant.id}`)
    return refuse('invalid_grant')
  }
  return answer(world, grant, text(contents['state']))
}

async function refresh(world: World, form: URLSearchParams): Promise<Response> {
  const contents = await world.seal.open('refresh', form.get('refresh_token') ?? '', world.now())
  const grant = readGrant(contents)
  if (!contents || !grant || grant.client !== form.get('client_id')) return refuse('invalid_grant')
  if (world.isSpent(`revoked ${grant.id}`)) return refuse('invalid_grant')
  // Rotation: a refresh token seen twice was stolen by someone, so the whole grant ends.
  if (!world.once(`refresh ${String(contents['turn'])}`)) {
    world.once(`revoked ${grant.id}`)
    return refuse('invalid_grant')
  }
  return answer(world, grant, undefined)
}

const chartOf = (world: World, grant: Grant): Chart | undefined =>
  grant.patient === undefined ? undefined : world.store.chart(grant.patient)

async function answer(world: World, grant: Grant, state: string | undefined): Promise<Response> {
  const faults = world.faults(chartOf(world, grant))
  const lifetime = faults.find((fault) => fault.lifetime)?.lifetime ?? hour
  const refreshes =
    faults.some((fault) => fault.refreshes) || grant.scopes.some((scope) => /^(offline|online)_access$/.test(scope))
  let body: Json = {
    ...(await toTokenResponse(world, grant, lifetime)),
    ...(state === undefined ? {} : { state }),
    ...(refreshes ? { refresh_token: await refreshToken(world, grant) } : {}),
  }
  for (const fault of faults) {
    const changed = fault.token?.(body) ?? body
    if (changed instanceof Response) return changed
    body = changed
  }
  return json(body, 200, { pragma: 'no-cache' })
}

const refreshToken = (world: World, grant: Grant): Promise<string> =>
  world.seal.close('refresh', { ...grant, turn: crypto.randomUUID() }, world.now() / 1000 + 24 * hour)

async function toTokenResponse(world: World, grant: Grant, lifetime: number): Promise<TokenResponse> {
  const expires = Math.floor(world.now() / 1000) + lifetime
  const { patient, encounter } = grant
  return {
    access_token: await world.seal.close('access', { ...grant, turn: crypto.randomUUID() }, expires),
    token_type: 'Bearer',
    expires_in: lifetime,
    scope: grant.scopes.join(' '),
    ...(grant.scopes.includes('openid') ? { id_token: await idToken(world, grant) } : {}),
    ...(patient === undefined ? {} : { patient, '__epic.dstu2.patient': `T${patient}` }),
    // Epic writes the boolean as text; `!!"false"` is true.
    need_patient_banner: grant.banner ? 'true' : 'false',
    ...(grant.style ? { smart_style_url: `${world.base}/api/epic/2016/EDI/HTTP/style/100-4.json` } : {}),
    ...(encounter === undefined
      ? {}
      : { encounter, location: 'eStandIn.Location-fm3', loginDepartment: 'eStandIn.Location-fm3' }),
  }
}

async function idToken(world: World, grant: Grant): Promise<string> {
  const user = findUser(grant.user) ?? users[0]
  const subject = user?.practitioner?.id ?? grant.patient ?? 'unknown'
  const now = Math.floor(world.now() / 1000)
  const faults = world.faults(chartOf(world, grant))
  const asked = (scope: string): boolean => grant.scopes.includes(scope)
  let claims: Json = {
    // Epic's issuer is the authorization server, not the FHIR base.
    iss: world.issuer,
    sub: subject,
    aud: grant.client,
    iat: now,
    exp: now + 300,
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
    ...(asked('fhirUser')
      ? { fhirUser: `${grant.fhirBase}/${user?.practitioner ? 'Practitioner' : 'Patient'}/${subject}` }
      : {}),
    ...(asked('profile') ? { preferred_username: user?.slug.toUpperCase() } : {}),
  }
  for (const fault of faults) claims = fault.claims?.(claims) ?? claims
  const part = (value: unknown): string => toBase64Url(utf8(JSON.stringify(value)))
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${part(claims)}`
  const spoilt = faults.some((fault) => fault.spoilsSignature)
  return `${signed}.${toBase64Url(await sign(utf8(spoilt ? `${signed} ` : signed)))}`
}

/** A token without the redirects: for screen tests and the bench. Nothing a fault does to sign-in touches it. */
export async function mint(world: World, options: MintOptions = {}): Promise<TokenResponse> {
  const client = options.clientId === undefined ? world.clients[0] : world.client(options.clientId)
  const chart = options.patient === undefined ? undefined : world.store.chart(options.patient)
  if (options.patient !== undefined && !chart) throw new Error(`No patient ${options.patient}`)
  const asked = options.scopes ?? client?.scopes ?? registeredByDefault.filter((one) => !/^launch|_access$/.test(one))
  const grant: Grant = {
    id: crypto.randomUUID(),
    client: client?.clientId ?? 'minted',
    user: options.user ?? 'attending',
    fhirBase: options.fhirBase ?? world.home.fhirBase,
    scopes: typeof asked === 'string' ? asked.split(' ') : asked,
    banner: true,
    style: false,
    ...(chart ? { patient: chart.patientId } : {}),
    ...(options.encounter === undefined ? {} : { encounter: options.encounter }),
  }
  return toTokenResponse(world, grant, options.expiresIn ?? hour)
}
