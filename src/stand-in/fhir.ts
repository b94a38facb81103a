import { binary, fhir } from './answer.ts'
import type { Chart } from './chart.ts'
import { create, readBody } from './create.ts'
import { capabilityStatement, openidConfiguration, smartConfiguration } from './discovery.ts'
import type { Call } from './faults/fault.ts'
import { readGrant, type Grant } from './grant.ts'
import { empty, lost } from './http.ts'
import { each, texts, text, type Json } from './json.ts'
import { issue, outcome } from './outcome.ts'
import { hasDemographics } from './patient-search.ts'
import { scopesFor } from './scopes.ts'
import { isShared, searchable } from './search-parameters.ts'
import { chartOfPage, patientOf, search } from './search.ts'
import { findUser, type User } from './users.ts'
import type { Site, World } from './world.ts'

const unauthorised = (): Response => empty(401, { 'www-authenticate': 'Bearer error="invalid_token"' })
const unscoped = (): Response => empty(403, { 'www-authenticate': 'Bearer error="insufficient_scope"' })

/** Everything below a FHIR base; `path` begins after it. */
export async function answerFhir(world: World, site: Site, request: Request, path: string): Promise<Response> {
  if (path === '/.well-known/smart-configuration') return smartConfiguration(world, site)
  if (path === '/.well-known/openid-configuration') return openidConfiguration(world, site)
  if (path === '/metadata' && site.trouble === 'metadata-down') return empty(503)
  if (path === '/metadata') return fhir(request, capabilityStatement(world, site))
  const [, type = '', id, ...rest] = path.split('/').map(decodeURIComponent)
  if (!(type in searchable) || rest.length > 0) return lost()

  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const grant = readGrant(bearer === undefined ? undefined : await world.seal.open('access', bearer, world.now()))
  if (!grant || grant.fhirBase !== site.fhirBase || world.isSpent(`revoked ${grant.id}`)) return unauthorised()
  const user = findUser(grant.user)
  if (!user) return unauthorised()

  const at: Asked = { world, site, request, grant, user, type }
  if (request.method === 'POST' && id === '_search') return searches(at, await formOf(request))
  if (request.method === 'POST' && id === undefined) return creates(at)
  if (request.method !== 'GET' && request.method !== 'HEAD') return empty(405)
  return id === undefined || id === '' ? searches(at) : reads(at, id)
}

type Asked = { world: World; site: Site; request: Request; grant: Grant; user: User; type: string }

const contextChart = ({ world, grant }: Asked): Chart | undefined =>
  grant.patient === undefined ? undefined : world.store.chart(grant.patient)

/** `patient/` scopes reach the patient in context, `user/` scopes of a clinician reach any. */
function mayReach({ grant, user, type }: Asked, action: 'c' | 'r' | 's', chart: Chart | undefined): boolean {
  if (chart === undefined || chart.patientId === grant.patient) return true
  return (
    user.practitioner !== undefined && scopesFor(grant.scopes, type, action).some((scope) => scope.level === 'user')
  )
}

const notYours = (request: Request): Response =>
  fhir(request, outcome(issue('4118', 'The user is not authorized to view this patient.')), 403)

async function through(call: Call, answer: () => Promise<Response> | Response): Promise<Response> {
  const faults = call.world.faults(call.chart)
  for (const fault of faults) {
    const instead = await fault.before?.(call)
    if (instead) return instead
  }
  let response = await answer()
  for (const fault of faults) response = (await fault.after?.(response, call)) ?? response
  return response
}

/** Of a search by POST only the body counts, as in Epic since February 2026. */
async function formOf(request: Request): Promise<URLSearchParams> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')
  return new URLSearchParams(isForm ? await request.text() : '')
}

async function searches(at: Asked, asked = new URL(at.request.url).searchParams): Promise<Response> {
  const { world, request, grant, type } = at
  if (scopesFor(grant.scopes, type, 's').length === 0) return unscoped()
  const session = asked.get('sessionID')
  const contents =
    session === null ? undefined : await world.seal.open('page', session.replace(/^12-/, ''), world.now())
  if (session !== null && (!contents || contents['type'] !== type))
    return fhir(request, outcome(issue('4113', 'The session has expired; search again.')), 400)
  const query = contents ? new URLSearchParams(text(contents['query']) ?? '') : asked
  const whose = contents ? chartOfPage(contents, (slug) => world.store.chart(slug)) : chartAsked(at, query)
  if (whose instanceof Response) return whose
  if (!mayReach(at, 's', whose)) return notYours(request)
  const own =
    at.user.practitioner === undefined || !scopesFor(grant.scopes, type, 's').some((one) => one.level === 'user')
  const chart = whose ?? (type === 'Patient' && own ? contextChart(at) : undefined)
  const call = toCall(at, 'search', {
    query,
    offset: Number(contents?.['offset'] ?? 0),
    chart: chart ?? contextChart(at),
  })
  return through(call, () => search({ ...call, ...only(chart) }, grant.scopes))
}

const only = (chart: Chart | undefined): { chart?: Chart } => (chart ? { chart } : {})

/** Whose record a search asks for; an answer where that cannot be told. */
function chartAsked(at: Asked, query: URLSearchParams): Chart | undefined | Response {
  const { world, request, type } = at
  const refuse = (status: number, ...issues: Json[]): Response => fhir(request, outcome(...issues), status)
  if (query.has('patient') && query.has('subject')) return refuse(400, issue('59102', 'Either patient or subject.'))
  const patient = patientOf(query)
  if (patient !== undefined)
    return world.store.chart(patient) ?? refuse(400, issue('59102', 'Invalid patient.', 'patient'))
  if (type === 'Patient') {
    if (hasDemographics(query)) return undefined
    const unknown = [...query.keys()].find((name) => !searchable['Patient']?.has(name))
    return refuse(
      400,
      ...(unknown ? [issue('59100', `Unknown parameter: ${unknown.toUpperCase()}. Parameter has been ignored.`)] : []),
      issue('59159', 'This resource requires demographics or _id parameter for searching.', 'demographics/_id'),
    )
  }
  if (isShared(type)) return undefined
  if (query.has('_id')) return world.store.find(type, query.get('_id') ?? '', contextChart(at))?.chart
  if (type === 'AllergyIntolerance') return empty(403)
  return refuse(400, issue('59108', 'Must have patient.', 'patient'))
}

async function reads(at: Asked, id: string): Promise<Response> {
  const { world, request, grant, type } = at
  if (scopesFor(grant.scopes, type, 'r').length === 0) return unscoped()
  const found = world.store.find(type, id, contextChart(at))
  const chart = isShared(type) ? undefined : found?.chart
  if (!mayReach(at, 'r', chart)) return notYours(request)
  const call = toCall(at, 'read', { id, chart: chart ?? contextChart(at) })
  return through(call, () => {
    if (!found) return fhir(request, outcome(issue('59008', 'Invalid FHIR ID provided', 'id')), 404)
    return type === 'Binary' ? binary(request, found.resource) : fhir(request, found.resource)
  })
}

async function creates(at: Asked): Promise<Response> {
  const { world, request, grant, user, type } = at
  if (type !== 'DocumentReference') return empty(405)
  if (scopesFor(grant.scopes, type, 'c').length === 0 || !user.practitioner) return unscoped()
  const body = await readBody(request)
  const subject = texts(each(body, 'subject', 'reference'))[0]?.replace(/^.*Patient\//, '')
  const chart = subject === undefined ? undefined : world.store.chart(subject)
  if (body === undefined) return fhir(request, outcome(issue('59102', 'The body is not FHIR JSON.')), 400)
  if (!chart || chart.patientId !== subject)
    return fhir(request, outcome(issue('59144', 'Invalid subject received', 'subject')), 400)
  if (!mayReach(at, 'c', chart)) return notYours(request)
  const call = toCall(at, 'create', { chart })
  return through(call, () => create(call, body, chart, user))
}

type Rest = { id?: string; query?: URLSearchParams; offset?: number; chart?: Chart | undefined }

const toCall = (at: Asked, action: Call['action'], rest: Rest): Call => ({
  world: at.world,
  request: at.request,
  fhirBase: at.site.fhirBase,
  action,
  type: at.type,
  query: rest.query ?? new URLSearchParams(),
  offset: rest.offset ?? 0,
  ...(rest.id === undefined ? {} : { id: rest.id }),
  ...(rest.chart ? { chart: rest.chart } : {}),
})
