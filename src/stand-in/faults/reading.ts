import { isJson, list, parseJson, type Json } from '../json.ts'
import { issue, outcome } from '../outcome.ts'
import type { Bundle, Call, Entry, Fault } from './fault.ts'

const said = (status: number, ...issues: readonly Json[]): Response =>
  new Response(JSON.stringify(outcome(...issues)), {
    status,
    headers: { 'content-type': `application/fhir+json; charset=utf-8` },
  })

const none = (status: number, headers: Record<string, string> = {}): Response => new Response(null, { status, headers })

const isSearch = (call: Call, type: string, category?: string): boolean =>
  call.action === 'search' &&
  call.type === type &&
  (category === undefined || (call.query.get('category') ?? '').includes(category))

/** Answers searches of one kind so, and everything else as ever. */
const onSearch = (type: string, category: string | undefined, answer: (call: Call) => Response): Fault => ({
  before: (call) => (isSearch(call, type, category) ? answer(call) : undefined),
})

const onPage = (type: string, category: string | undefined, change: (bundle: Bundle, call: Call) => Bundle): Fault => ({
  page: (bundle, call) => (isSearch(call, type, category) ? change(bundle, call) : bundle),
})

const stranger = { reference: 'Patient/eStandIn.Somebody-else3', display: 'Else, Somebody' }

const estranged = (entry: Entry): Entry => ({
  ...entry,
  resource: {
    ...entry.resource,
    id: `${String(entry.resource['id']).slice(0, 40)}.stranger`,
    ...(entry.resource['patient'] === undefined ? { subject: stranger } : { patient: stranger }),
  },
})

const withNext = (bundle: Bundle, url: string): Bundle => ({
  ...bundle,
  link: [...bundle.link.filter((link) => link.relation !== 'next'), { relation: 'next', url }],
})

const nextOf = (bundle: Bundle): string | undefined => bundle.link.find((link) => link.relation === 'next')?.url

const withOutcome = (bundle: Bundle, ...issues: readonly Json[]): Bundle => ({
  ...bundle,
  entry: [
    ...bundle.entry,
    { fullUrl: `urn:uuid:${crypto.randomUUID()}`, resource: outcome(...issues), search: { mode: 'outcome' } },
  ],
})

const rewrite =
  (change: (body: string) => string, type?: string) =>
  async (response: Response): Promise<Response> =>
    new Response(change(await response.text()), {
      status: response.status,
      headers: { 'content-type': type ?? response.headers.get('content-type') ?? 'application/fhir+json' },
    })

const once = (name: string, call: Call): boolean =>
  call.world.once(`${name} ${call.chart?.slug ?? ''} ${call.type} ${call.query.toString()} ${call.id ?? ''}`)

const garbage: readonly unknown[] = [
  null,
  'text',
  42,
  [],
  {},
  { fullUrl: 'x' },
  { resource: null },
  { resource: { id: 'no-type' } },
  { resource: { resourceType: 'Basic', id: 'other-type' } },
  { resource: { resourceType: 7 } },
]

const mutilated: readonly Json[] = [
  {
    resourceType: 'MedicationRequest',
    id: 'eGarbled.1',
    status: 7,
    intent: null,
    medicationReference: 'Aspirin',
    subject: [],
  },
]

/** What goes wrong while the record is read. */
export const reading: Record<string, Fault> = {
  'allergies-503': onSearch('AllergyIntolerance', undefined, () => none(503, { 'retry-after': '30' })),
  'labs-403': onSearch('Observation', 'laboratory', () =>
    none(403, { 'www-authenticate': 'Bearer error="insufficient_scope"' }),
  ),
  'surveys-403': onSearch('Observation', 'survey', () =>
    none(403, { 'www-authenticate': 'Bearer error="insufficient_scope"' }),
  ),
  'recommendations-403': onSearch('ImmunizationRecommendation', undefined, () =>
    none(403, { 'www-authenticate': 'Bearer error="insufficient_scope"' }),
  ),
  'recommendations-500': onSearch('ImmunizationRecommendation', undefined, () => said(500, issue('59177'))),
  'labs-unreachable': onSearch('Observation', 'laboratory', () => Response.error()),
  'problems-500': onSearch('Condition', 'problem-list-item', () => said(500, issue('59177'))),
  'visits-429': onSearch('Encounter', undefined, () => none(429, { 'retry-after': '2' })),
  'busy-once': {
    before: (call) => (call.action === 'search' && call.world.remembers && once('busy', call) ? none(503) : undefined),
  },
  'busy-always': { before: (call) => (call.action === 'search' ? none(503) : undefined) },
  'undated-refused': {
    before: (call) => (call.query.has('date:missing') ? said(400, issue('59102')) : undefined),
  },
  slow: {
    before: async (call) => {
      await call.world.sleep(4000)
      return undefined
    },
  },
  'very-slow-labs': {
    before: async (call) => {
      if (isSearch(call, 'Observation', 'laboratory')) await call.world.sleep(90_000)
      return undefined
    },
  },
  'garbled-medication': onPage('MedicationRequest', undefined, (bundle) => ({
    ...bundle,
    total: bundle.total + 1,
    entry: [
      ...bundle.entry.slice(0, 1),
      ...mutilated.map((resource): Entry => ({
        fullUrl: 'MedicationRequest/eGarbled.1',
        resource,
        search: { mode: 'match' },
      })),
      ...bundle.entry.slice(1),
    ],
  })),
  'garbled-everything': {
    after: async (response, call) => {
      const bundle = call.action === 'search' ? parseJson(await response.clone().text()) : undefined
      if (!isJson(bundle) || !Array.isArray(bundle['entry'])) return response
      return rewrite(() => JSON.stringify({ ...bundle, entry: [...list(bundle['entry']), ...garbage] }))(response)
    },
  },
  'no-visits': {
    page: (bundle, call) =>
      call.type === 'Encounter' || call.type === 'Appointment'
        ? {
            ...bundle,
            total: 0,
            entry: [{ fullUrl: 'urn:uuid:none', resource: outcome(issue('4101')), search: { mode: 'outcome' } }],
          }
        : bundle,
  },
  'small-pages': { pageSize: 5 },
  'wrong-patient-in-results': onPage('Observation', 'laboratory', (bundle) => {
    const one = bundle.entry.find((entry) => entry.search.mode === 'match')
    return one ? { ...bundle, entry: [...bundle.entry, estranged(one)] } : bundle
  }),
  'wrong-patient-in-include': onPage('MedicationRequest', undefined, (bundle) => ({
    ...bundle,
    entry: [
      ...bundle.entry,
      {
        fullUrl: 'Condition/eStandIn.stranger',
        resource: {
          resourceType: 'Condition',
          id: 'eStandIn.stranger',
          subject: stranger,
          code: { text: 'Problem of somebody else' },
        },
        search: { mode: 'include' },
      },
    ],
  })),
  'wrong-patient-read': {
    after: async (response, call) => {
      if (call.action !== 'read' || call.type !== 'Patient') return response
      const patient = parseJson(await response.text())
      return new Response(JSON.stringify(isJson(patient) ? { ...patient, id: 'eStandIn.Somebody-else3' } : {}), {
        headers: { 'content-type': 'application/fhir+json' },
      })
    },
  },
  'patient-403': {
    before: (call) => (call.type === 'Patient' ? said(403, issue('4118', 'The user is not authorized.')) : undefined),
  },
  'restricted-patient': {
    before: () => said(403, issue('4130', 'Break-the-Glass is needed for this patient; open the chart in Epic.')),
  },
  'break-the-glass': {
    before: (call) =>
      isSearch(call, 'Encounter') || isSearch(call, 'DocumentReference')
        ? said(403, issue('4130', 'A sensitive encounter; Break-the-Glass is needed.'))
        : undefined,
  },
  'token-revoked': {
    before: (call) =>
      isSearch(call, 'MedicationRequest') || isSearch(call, 'Observation')
        ? none(401, { 'www-authenticate': 'Bearer error="invalid_token"' })
        : undefined,
  },
  'documents-daily-limit': onSearch('DocumentReference', undefined, () => said(400, issue('4135'))),
  'cut-list': {
    pageSize: 5,
    ...onPage('Observation', 'laboratory', (bundle) =>
      nextOf(bundle) ? withNext(bundle, 'https://elsewhere.example/api/FHIR/R4/Observation?sessionID=12-x') : bundle,
    ),
  },
  'next-outside-the-base': {
    pageSize: 5,
    ...onPage('Observation', 'laboratory', (bundle, call) =>
      nextOf(bundle) ? withNext(bundle, `${call.world.base}/somewhere-else/Observation?sessionID=12-x`) : bundle,
    ),
  },
  'cyclic-next': {
    pageSize: 5,
    ...onPage('Observation', 'laboratory', (bundle, call) =>
      nextOf(bundle) || call.offset > 0
        ? withNext(bundle, nextOf(bundle) && call.offset === 0 ? String(nextOf(bundle)) : call.request.url)
        : bundle,
    ),
  },
  'page-expires': {
    pageSize: 5,
    before: (call) =>
      isSearch(call, 'Observation') && call.offset > 0 && (!call.world.remembers || once('page', call))
        ? said(400, issue('4113', 'The session has expired; search again.'))
        : undefined,
  },
  'pages-always-expire': {
    pageSize: 5,
    before: (call) =>
      isSearch(call, 'Observation') && call.offset > 0
        ? said(400, issue('4113', 'The session has expired.'))
        : undefined,
  },
  'second-page-lost': {
    pageSize: 5,
    before: (call) => (isSearch(call, 'Observation') && call.offset > 0 ? Response.error() : undefined),
  },
  'second-page-500': {
    pageSize: 5,
    before: (call) => (isSearch(call, 'Observation') && call.offset > 0 ? said(500, issue('59177')) : undefined),
  },
  'withheld-59204': onPage('Condition', undefined, (bundle) =>
    withOutcome(
      bundle,
      issue(
        '59204',
        'Client not authorized for Condition - Outside Record Problems. Search results of this type have not been included.',
      ),
    ),
  ),
  'withheld-59205': onPage('Procedure', undefined, (bundle) =>
    withOutcome(
      bundle,
      issue(
        '59205',
        'User not authorized for Procedure - External. Search results of this type have not been included.',
      ),
    ),
  ),
  'fatal-inside-a-list': onPage('Immunization', undefined, (bundle) => ({
    ...withOutcome({ ...bundle, entry: [] }, issue('59177')),
    total: 0,
  })),
  'html-instead-of-json': {
    after: (response, call) =>
      isSearch(call, 'Condition')
        ? new Response('<!doctype html><title>Maintenance</title><p>Back at noon.</p>', {
            headers: { 'content-type': 'text/html' },
          })
        : response,
  },
  'xml-answer': {
    after: (response, call) =>
      isSearch(call, 'Immunization')
        ? new Response('<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><type value="searchset"/></Bundle>', {
            headers: { 'content-type': 'application/fhir+xml' },
          })
        : response,
  },
  'half-an-answer': {
    after: (response, call) =>
      isSearch(call, 'Observation', 'laboratory')
        ? rewrite((body) => body.slice(0, Math.floor(body.length / 2)))(response)
        : response,
  },
  'wrong-type-of-answer': {
    after: (response, call) =>
      isSearch(call, 'AllergyIntolerance')
        ? rewrite(() => JSON.stringify({ resourceType: 'Parameters' }))(response)
        : response,
  },
  'binary-403': {
    before: (call) =>
      call.type === 'Binary' && String(call.id).includes('forbidden') ? said(403, issue('59203')) : undefined,
  },
}
