import { readLaunch, type Grant } from './grant.ts'
import { page, redirect } from './http.ts'
import { text } from './json.ts'
import type { Client } from './options.ts'
import { consentPage, patientPage, problemPage, signInPage } from './pages/sign-in.ts'
import { isRegistered, registeredByDefault } from './scopes.ts'
import { findUser } from './users.ts'
import type { World } from './world.ts'

type Ask = {
  readonly client: Client
  readonly redirectUri: string
  readonly state: string | undefined
  readonly scopes: readonly string[]
  readonly fhirBase: string
  readonly challenge: string
  readonly nonce: string | undefined
  readonly launch: string | undefined
}

/** `untrusted`: no address to send the person back to, so a page says so (RFC 6749 §4.1.2.1). */
type Checked = { ask: Ask } | { untrusted: string } | { back: Response }

const codeLifetime = 60
const formLifetime = 600

/** GET, and POST on an EHR launch; a step of the sign-in pages comes back here with `flow`. */
export async function authorize(world: World, request: Request): Promise<Response> {
  const posted = request.method === 'POST'
  const query = posted ? new URLSearchParams(await request.text()) : new URL(request.url).searchParams
  const flow = query.get('flow')
  if (flow !== null) return step(world, flow, query)

  const checked = check(world, query, posted)
  if ('untrusted' in checked) return page(problemPage(checked.untrusted), 400)
  if ('back' in checked) return checked.back
  if (checked.ask.launch !== undefined) return launched(world, checked.ask)
  const next = await closeFlow(world, { query: query.toString() })
  return page(signInPage({ action: world.authorizeUrl, flow: next, client: checked.ask.client }))
}

function check(world: World, query: URLSearchParams, posted: boolean): Checked {
  const client = world.client(query.get('client_id') ?? undefined)
  if (!client) return { untrusted: 'No app is registered with this client_id.' }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!client.redirectUris.includes(redirectUri))
    return { untrusted: 'The redirect_uri is not one the app registered.' }

  const state = query.get('state') ?? undefined
  const refuse = (error: string, why: string): Checked => ({ back: sendBack(redirectUri, state, { error, why }) })
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1)
  if (repeated !== undefined) return refuse('invalid_request', 'a parameter is given twice')
  if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'response_type must be code')
  if (!state) return refuse('invalid_request', 'state is missing')
  const site = world.sites.find((one) => one.fhirBase === query.get('aud'))
  if (!site) return refuse('invalid_request', 'aud is not the FHIR base')
  const challenge = query.get('code_challenge') ?? ''
  if (query.get('code_challenge_method') !== 'S256')
    return refuse('invalid_request', 'code_challenge_method must be S256')
  if (!/^[\w-]{43}$/.test(challenge)) return refuse('invalid_request', 'code_challenge is not a SHA-256')

  const launch = query.get('launch') ?? undefined
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  if (scopes.length === 0) return refuse('invalid_scope', 'scope is missing')
  if (scopes.includes('launch') !== (launch !== undefined)) return refuse('invalid_scope', 'launch goes with launch')
  if (posted && launch === undefined) return refuse('invalid_request', 'POST is for an EHR launch')
  const foreign = scopes.find((scope) => !isRegistered(scope, client.scopes ?? registeredByDefault))
  if (foreign !== undefined) return refuse('invalid_scope', `${foreign} is not registered`)

  // A public client is given no refresh token, and the scope that asks for one is left out without a word.
  const granted = scopes.filter((scope) => client.refresh === true || !/^(offline|online)_access$/.test(scope))
  const nonce = query.get('nonce') ?? undefined
  return { ask: { client, redirectUri, state, scopes: granted, fhirBase: site.fhirBase, challenge, nonce, launch } }
}

/** From the open chart nobody is asked anything: the launch token says who, for whom and in which visit. */
async function launched(world: World, ask: Ask): Promise<Response> {
  const launch = readLaunch(await world.seal.open('launch', ask.launch ?? '', world.now()))
  const refuse = (why: string): Response => sendBack(ask.redirectUri, ask.state, { error: 'invalid_request', why })
  if (!launch) return refuse('the launch token is not valid')
  if (launch.fhirBase !== ask.fhirBase) return refuse('the launch token belongs to another FHIR base')
  if (!world.once(`launch ${launch.id}`)) return refuse('the launch token was used before')
  return giveCode(world, ask, {
    user: launch.user,
    patient: launch.patient,
    encounter: launch.encounter,
    scopes: ask.scopes,
    banner: launch.banner,
    style: launch.style,
  })
}

const closeFlow = (world: World, contents: { query: string; user?: string; patient?: string }): Promise<string> =>
  world.seal.close('flow', contents, world.now() / 1000 + formLifetime)

async function step(world: World, sealed: string, query: URLSearchParams): Promise<Response> {
  const flow = await world.seal.open('flow', sealed, world.now())
  const asked = new URLSearchParams(text(flow?.['query']) ?? '')
  const checked = check(world, asked, false)
  if (!flow || !('ask' in checked))
    return page(problemPage('This sign-in took too long or was changed on its way.'), 400)
  const { ask } = checked
  const decision = query.get('decision')
  if (decision === 'cancel' || decision === 'deny')
    return sendBack(ask.redirectUri, ask.state, { error: 'access_denied' })

  const user = findUser(query.get('user') ?? text(flow['user']))
  const patient = query.get('patient') ?? text(flow['patient'])
  const chart = patient ? world.store.chart(patient) : undefined
  const base = { action: world.authorizeUrl, client: ask.client }
  if (!user) return page(signInPage({ ...base, flow: sealed }))

  const so = { query: asked.toString(), user: user.slug }
  const picks = ask.scopes.includes('launch/patient') || !user.practitioner
  const mayGoWithout = patient === '' && user.practitioner !== undefined
  if (picks && !chart && !mayGoWithout)
    return page(patientPage({ ...base, user, charts: world.store.charts, flow: await closeFlow(world, so) }))

  if (decision !== 'allow') {
    const flowNow = await closeFlow(world, { ...so, patient: patient ?? '' })
    return page(
      consentPage({ ...base, user, scopes: ask.scopes, flow: flowNow, ...(chart ? { patient: chart.name } : {}) }),
    )
  }
  const ticked = query.getAll('scope').filter((scope) => ask.scopes.includes(scope))
  return giveCode(world, ask, {
    user: user.slug,
    patient: chart?.patientId,
    encounter: undefined,
    scopes: ticked,
    banner: true,
    style: false,
  })
}

type Given = Pick<Grant, 'user' | 'scopes' | 'banner' | 'style'> & {
  patient: string | undefined
  encounter: string | undefined
}

async function giveCode(world: World, ask: Ask, given: Given): Promise<Response> {
  const faults = world.faults(given.patient === undefined ? undefined : world.store.chart(given.patient))
  const denial = faults.find((fault) => fault.denies)?.denies
  if (denial) return sendBack(ask.redirectUri, ask.state, { error: denial.error, why: denial.description })

  const contents = {
    ...given,
    id: crypto.randomUUID(),
    client: ask.client.clientId,
    fhirBase: ask.fhirBase,
    nonce: ask.nonce,
    redirectUri: ask.redirectUri,
    challenge: ask.challenge,
    state: ask.state,
  }
  const address = new URL(ask.redirectUri)
  address.searchParams.set('code', await world.seal.close('code', contents, world.now() / 1000 + codeLifetime))
  if (ask.state !== undefined) address.searchParams.set('state', ask.state)
  for (const fault of faults) fault.returns?.(address, world)
  return redirect(address.href)
}

function sendBack(
  redirectUri: string,
  state: string | undefined,
  { error, why }: { error: string; why?: string | undefined },
): Response {
  const address = new URL(redirectUri)
  address.searchParams.set('error', error)
  if (why !== undefined) address.searchParams.set('error_description', why)
  if (state !== undefined) address.searchParams.set('state', state)
  return redirect(address.href)
}
