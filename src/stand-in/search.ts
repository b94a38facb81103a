import type { Chart, Resource } from './chart.ts'
import { fhir } from './answer.ts'
import type { Bundle, Call, Entry } from './faults/fault.ts'
import { each, isJson, text, texts, type Json } from './json.ts'
import { has, isGoodValue, matches } from './match.ts'
import { issue, outcome } from './outcome.ts'
import { searchPatients } from './patient-search.ts'
import { scopesFor, type ResourceScope } from './scopes.ts'
import { isShared, searchable } from './search-parameters.ts'

const pageLife = 600
const most = 1000

/** Parameters that steer a search rather than narrow it. */
const steering = new Set(['_count', '_format', '_include', '_revinclude', '_summary', 'patient', 'subject', '_id'])

/** The search as it was first asked, on whichever page of it this is. */
export async function search(call: Call, scopes: readonly string[]): Promise<Response> {
  const refusal = refuse(call)
  if (refusal) return refusal
  const allowed = scopesFor(scopes, call.type, 's')
  const found = findAll(call)
  const granular = narrow(found, allowed, call)
  if (granular === undefined)
    return fhir(call.request, outcome(issue('59022', 'No authorized sub-resource for these parameters.')), 400)
  const bundle = await toPage(call, granular.resources)
  if (granular.cut) addIssue(bundle, issue('59204', `Client not authorized for some of ${call.type}.`))
  let page = bundle
  for (const fault of call.world.faults(call.chart)) page = fault.page?.(page, call) ?? page
  return fhir(call.request, { ...page })
}

function refuse(call: Call): Response | undefined {
  const known = searchable[call.type]
  const no = (status: number, ...issues: readonly Json[]): Response => fhir(call.request, outcome(...issues), status)
  const unknown = [...call.query.keys()].find((name) => !known?.has(withoutMissing(name)))
  if (unknown !== undefined)
    return no(
      400,
      issue('59100', `Unknown parameter: ${unknown.toUpperCase()}. Parameter has been ignored.`),
      issue('59102', 'The stand-in refuses what Epic would ignore.', unknown),
    )
  for (const [name, value] of call.query)
    if (name.endsWith(':missing') ? !/^(?:true|false)$/.test(value) : !isGoodValue(name, value))
      return no(400, issue('59102', `Not a valid value for ${name}.`, name))
  const count = call.query.get('_count')
  if (count !== null && !/^[1-9]\d{0,5}$/.test(count)) return no(400, issue('59102', 'Not a valid number.', '_count'))
  const of = (name: string): string => call.query.get(name) ?? ''
  switch (call.type) {
    case 'Observation':
      if (!of('_id') && !of('category') && !of('code'))
        return no(400, issue('59108', 'Must have either code or category.', 'code/category'))
      break
    case 'CarePlan':
      if (!of('category')) return no(400, issue('59108', 'Must have category.', 'category'))
      break
    case 'AllergyIntolerance':
      if (of('clinical-status') && of('clinical-status') !== 'active')
        return no(400, issue('59102', 'Only active is supported.', 'clinical-status'))
      break
    default:
  }
  return undefined
}

function findAll(call: Call): readonly Resource[] {
  const { world, type, query } = call
  if (type === 'Patient') return searchPatients(world, query, call.chart)
  const ids = query.get('_id')?.split(',')
  // "_id cannot be combined with other filters": the others are ignored.
  if (ids) {
    const found = ids.flatMap((id) => world.store.find(type, id, call.chart) ?? [])
    return found.filter((one) => isShared(type) || one.chart === call.chart).map((one) => one.resource)
  }
  if (!call.chart) return []
  const filters = [...query].filter(([name]) => !steering.has(name))
  return world.store
    .all(call.chart, type)
    .filter((resource) => filters.every(([name, value]) => suits(resource, name, value)))
}

/** `date:missing=true`: https://hl7.org/fhir/R4/search.html#modifiers. Whether Epic knows it is not documented. */
const withoutMissing = (name: string): string => name.replace(/^(date):missing$/, '$1')

const categories = new WeakMap<Resource, Map<string, boolean>>()

/** A stored resource never changes, and the thousands of a long chart are asked for their category with every window. */
function isOfCategory(resource: Resource, value: string): boolean {
  const known = categories.get(resource) ?? new Map<string, boolean>()
  categories.set(resource, known)
  const answer = known.get(value) ?? matches(resource, 'category', value)
  known.set(value, answer)
  return answer
}

function suits(resource: Resource, name: string, value: string): boolean {
  if (name === 'category') return isOfCategory(resource, value)
  if (name.endsWith(':missing')) return (value === 'true') !== has(resource, withoutMissing(name))
  if (name !== 'service-category') return matches(resource, name, value)
  // Epic: `surgery`, or `appointment` for "all other types".
  const surgical = matches(resource, name, 'surgery')
  return value === 'surgery' ? surgical : value === 'appointment' ? !surgical : matches(resource, name, value)
}

type Narrowed = { resources: readonly Resource[]; cut: boolean }

/** Granular scopes: only what one of them covers; nothing at all where the search asks for what none covers. */
function narrow(found: readonly Resource[], scopes: readonly ResourceScope[], call: Call): Narrowed | undefined {
  if (scopes.some((scope) => scope.only.size === 0)) return { resources: found, cut: false }
  const category = call.query.get('category')
  const covers = (scope: ResourceScope): boolean =>
    category === null ||
    scope.only.getAll('category').every((one) => one.split('|').at(-1) === category.split('|').at(-1))
  if (!scopes.some(covers)) return undefined
  const resources = found.filter((resource) =>
    scopes.some((scope) => [...scope.only].every(([name, value]) => matches(resource, name, value))),
  )
  return { resources, cut: resources.length < found.length || category === null }
}

async function toPage(call: Call, found: readonly Resource[]): Promise<Bundle> {
  const { world, type, query, offset, fhirBase } = call
  const small = world.faults(call.chart).find((fault) => fault.pageSize)?.pageSize ?? most
  const count = Math.min(Number(query.get('_count') ?? world.pageSize), most, small)
  const onlyCount = query.get('_summary') === 'count'
  const here = onlyCount ? [] : found.slice(offset, offset + count)
  const entry: Entry[] = here.map((resource) => toEntry(fhirBase, resource, 'match'))
  if (query.get('_include')) entry.push(...included(call, here))
  const self = [...query].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    // As Epic: the matches on this page, not those of the whole search.
    total: onlyCount ? found.length : here.length,
    link: [{ relation: 'self', url: `${fhirBase}/${type}?${new URLSearchParams(self).toString()}` }],
    entry,
  }
  if (offset + count < found.length && !onlyCount) {
    const contents = { type, query: query.toString(), offset: offset + count, chart: call.chart?.slug }
    const session = await world.seal.close('page', contents, world.now() / 1000 + pageLife)
    bundle.link.push({ relation: 'next', url: `${fhirBase}/${type}?sessionID=12-${session}` })
  }
  if (found.length === 0) addIssue(bundle, issue('4101'))
  if (call.chart && type !== 'Patient')
    addIssue(bundle, issue('4119', 'This response includes information available to the authorized user at the time.'))
  return bundle
}

const toEntry = (fhirBase: string, resource: Json, mode: Entry['search']['mode']): Entry => ({
  fullUrl: `${fhirBase}/${String(resource['resourceType'])}/${String(resource['id'])}`,
  resource,
  search: { mode },
})

/** All of a page's issues ride in one OperationOutcome entry, so an empty search has one entry, not none. */
function addIssue(bundle: Bundle, one: Json): void {
  const rider = bundle.entry.find((entry) => entry.search.mode === 'outcome')
  if (rider && isJson(rider.resource)) {
    rider.resource = outcome(...each(rider.resource, 'issue').filter(isJson), one)
    return
  }
  bundle.entry.push({ fullUrl: `urn:uuid:${crypto.randomUUID()}`, resource: outcome(one), search: { mode: 'outcome' } })
}

function included(call: Call, page: readonly Resource[]): Entry[] {
  const wanted = new Set<string>()
  for (const include of call.query.getAll('_include')) {
    const field = include.split(':')[1] ?? ''
    const paths = field === 'medication' ? [['medicationReference']] : [[field], ['context', field]]
    for (const path of paths) for (const one of texts(each([...page], ...path, 'reference'))) wanted.add(one)
  }
  return [...wanted].flatMap((reference) => {
    const [type, id] = reference.split('/').slice(-2)
    const found = type && id ? call.world.store.within(call.chart, type, id) : undefined
    return found ? [toEntry(call.fhirBase, found, 'include')] : []
  })
}

export const patientOf = (query: URLSearchParams): string | undefined =>
  text(query.get('patient') ?? query.get('subject') ?? query.get('beneficiary') ?? undefined)?.replace(
    /^.*Patient\//,
    '',
  )

export const chartOfPage = (contents: Json, find: (slug: string) => Chart | undefined): Chart | undefined => {
  const slug = text(contents['chart'])
  return slug === undefined ? undefined : find(slug)
}
