import { describe, expect, it } from 'vitest'
import { faultNames } from '../../src/stand-in/faults/all.ts'
import { allCharts } from '../../src/stand-in/patients/all.ts'
import { walk } from '../../src/stand-in/walk.ts'
import {
  ask,
  authorizeUrl,
  exchange,
  issuesIn,
  makeEhr,
  matchesIn,
  nextIn,
  reader,
  signIn,
  type Body,
} from './helpers.ts'

describe('the list of patients', () => {
  it('has a patient for every fault', () => {
    const had = new Set(allCharts.flatMap((chart) => chart.faults ?? []))
    expect(faultNames().filter((name) => !had.has(name))).toEqual([])
  })

  it('has no two patients of one slug, id or name', () => {
    for (const key of ['slug', 'patientId', 'name'] as const)
      expect(allCharts.map((chart) => chart[key]).filter((one, at, all) => all.indexOf(one) !== at)).toEqual([])
  })

  it('has believable charts: one Patient, unique ids, every subject the patient', () => {
    for (const chart of allCharts) {
      const resources = chart.resources(new Date())
      const keys = resources.map((one) => `${one.resourceType}/${one.id}`)
      const seen = new Set<string>()
      expect(keys.filter((key) => seen.size === seen.add(key).size)).toEqual([])
      expect(resources.filter((one) => one.resourceType === 'Patient').map((one) => one.id)).toEqual([chart.patientId])
      const strangers = resources.filter((one) => {
        const subject = (one['subject'] ?? one['patient']) as Body | undefined
        return subject && subject['reference'] !== `Patient/${chart.patientId}`
      })
      expect(strangers).toEqual([])
    }
  })
})

describe('what goes wrong at sign-in', () => {
  it.each([
    ['server-error-at-sign-in', 'error', 'server_error'],
    ['hostile-error-text', 'error', 'invalid_request'],
    ['wrong-state', 'state', 'not-the-state-that-was-sent'],
    ['no-state', 'state', null],
    ['with-issuer', 'iss', 'https://ehr.example/oauth2'],
    ['wrong-issuer', 'iss', 'https://other.example/oauth2'],
  ])('%s comes back with %s=%s', async (patient, name, value) => {
    const ehr = makeEhr()
    expect((await walk(ehr, authorizeUrl(ehr), { patient })).searchParams.get(name)).toBe(value)
  })

  it.each([
    ['no-patient-in-token', 'patient', undefined],
    ['no-access-token', 'access_token', undefined],
    ['mac-token', 'token_type', 'mac'],
    ['no-token-type', 'token_type', undefined],
    ['shouting-token-type', 'token_type', 'BEARER'],
    ['expiry-as-text', 'expires_in', '3600'],
    ['no-expiry', 'expires_in', undefined],
    ['fewer-scopes', 'scope', 'launch/patient openid fhirUser user/Patient.rs'],
    ['scopes-in-v1', 'scope', 'launch/patient openid fhirUser user/Patient.Read user/Observation.Read'],
    ['no-id-token', 'id_token', undefined],
    ['token-dies-in-a-minute', 'expires_in', 60],
    ['token-dies-in-six-minutes', 'expires_in', 360],
  ])('%s gives %s=%s', async (patient, field, value) => {
    expect((await signIn(makeEhr(), { patient }))[field]).toEqual(value)
  })

  it.each([
    ['token-refused', 400],
    ['token-unknown-client', 401],
    ['token-500', 500],
    ['token-lost', 0],
  ])('%s answers %i at the token endpoint', async (patient, status) => {
    const ehr = makeEhr()
    const code = (await walk(ehr, authorizeUrl(ehr), { patient })).searchParams.get('code') ?? ''
    expect((await exchange(ehr, { code })).status).toBe(status)
  })
})

const labs = (slug: string) => `Observation?patient=patient-${slug}&category=laboratory`

describe('what goes wrong while the record is read', () => {
  it.each([
    ['allergies-503', 'AllergyIntolerance?patient=', 503],
    ['labs-403', 'Observation?category=laboratory&patient=', 403],
    ['surveys-403', 'Observation?category=survey&patient=', 403],
    ['labs-unreachable', 'Observation?category=laboratory&patient=', 0],
    ['problems-500', 'Condition?category=problem-list-item&patient=', 500],
    ['recommendations-403', 'ImmunizationRecommendation?patient=', 403],
    ['recommendations-500', 'ImmunizationRecommendation?patient=', 500],
    ['visits-429', 'Encounter?patient=', 429],
    ['busy-always', 'Procedure?patient=', 503],
    ['patient-403', 'Patient/', 403],
    ['restricted-patient', 'Immunization?patient=', 403],
    ['break-the-glass', 'DocumentReference?patient=', 403],
    ['token-revoked', 'MedicationRequest?patient=', 401],
    ['documents-daily-limit', 'DocumentReference?patient=', 400],
    ['undated-refused', 'Observation?category=laboratory&date:missing=true&patient=', 400],
  ])('%s: %s answers %i, and medications of an ordinary patient still come', async (slug, path, status) => {
    const { get } = await reader(makeEhr(), { patient: slug })
    expect((await get(`${path}patient-${slug}`)).status).toBe(status)
    expect((await get('MedicationRequest?patient=patient-ada')).status).toBe(200)
  })

  it('busy-once answers 503 once per search', async () => {
    const { get } = await reader(makeEhr(), { patient: 'busy-once' })
    const statuses = []
    for (const type of ['Procedure', 'Procedure', 'Immunization', 'Immunization'])
      statuses.push((await get(`${type}?patient=patient-busy-once`)).status)
    expect(statuses).toEqual([503, 200, 503, 200])
  })

  it('slow waits before every answer', async () => {
    const waits: number[] = []
    const sleep = (ms: number) => Promise.resolve(void waits.push(ms))
    const { get } = await reader(makeEhr({ sleep }), { patient: 'slow' })
    await get('Patient/patient-slow')
    expect(waits).toEqual([4000])
  })

  it.each(['wrong-patient-in-results', 'wrong-patient-in-include'])(
    '%s holds something of a stranger',
    async (slug) => {
      const { json } = await reader(makeEhr(), { patient: slug })
      const path = slug.endsWith('include') ? `MedicationRequest?patient=patient-${slug}` : labs(slug)
      const subjects = (await json(path))['entry'].map((entry: Body) => entry['resource'].subject?.reference)
      expect(subjects).toContain('Patient/eStandIn.Somebody-else3')
    },
  )

  it('wrong-patient-read reads somebody else', async () => {
    const { json } = await reader(makeEhr(), { patient: 'wrong-patient-read' })
    expect((await json('Patient/patient-wrong-patient-read'))['id']).toBe('eStandIn.Somebody-else3')
  })

  it.each([
    ['cut-list', /^https:\/\/elsewhere\.example\//],
    ['next-outside-the-base', /^https:\/\/ehr\.example\/somewhere-else\//],
  ])('%s points outside', async (slug, where) => {
    const { json } = await reader(makeEhr(), { patient: slug })
    expect(nextIn(await json(labs(slug)))).toMatch(where)
  })

  it('cyclic-next gives a page that is its own next', async () => {
    const { json } = await reader(makeEhr(), { patient: 'cyclic-next' })
    const second = nextIn(await json(labs('cyclic-next'))) ?? ''
    expect(nextIn(await json(second))).toBe(second)
  })

  it.each([
    ['page-expires', [400, 200]],
    ['pages-always-expire', [400, 400]],
    ['second-page-lost', [0, 0]],
    ['second-page-500', [500, 500]],
    ['small-pages', [200, 200]],
  ])('%s: the second page answers %j', async (slug, statuses) => {
    const { get, json } = await reader(makeEhr(), { patient: slug })
    const second = async () => (await get(nextIn(await json(labs(slug))) ?? '')).status
    expect([await second(), await second()]).toEqual(statuses)
  })

  it.each([
    ['withheld-59204', 'Condition?category=problem-list-item&patient=', '59204'],
    ['withheld-59205', 'Procedure?patient=', '59205'],
    ['fatal-inside-a-list', 'Immunization?patient=', '59177'],
    ['no-visit', 'Encounter?patient=', '4101'],
  ])('%s says so inside the list', async (slug, path, code) => {
    const { json } = await reader(makeEhr(), { patient: slug })
    expect(issuesIn(await json(`${path}patient-${slug}`))).toContain(code)
  })

  it.each([
    ['html-instead-of-json', 'Condition', 'text/html'],
    ['xml-answer', 'Immunization', 'application/fhir+xml'],
  ])('%s answers 200 with another type', async (slug, type, contentType) => {
    const { get } = await reader(makeEhr(), { patient: slug })
    const response = await get(`${type}?patient=patient-${slug}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, contentType])
  })

  it.each(['half-an-answer'])('%s is no JSON', async (slug) => {
    const { get } = await reader(makeEhr(), { patient: slug })
    await expect((await get(labs(slug))).json()).rejects.toThrow(/JSON/)
  })

  it('garbled-medication has good entries before and after the bad one', async () => {
    const { json } = await reader(makeEhr(), { patient: 'garbled-medication' })
    const found = matchesIn(await json('MedicationRequest?patient=patient-garbled-medication'))
    expect(found.findIndex((one) => one.id === 'eGarbled.1')).toBe(1)
    expect(found.length).toBeGreaterThan(2)
  })

  it('five-thousand-results has as many', async () => {
    const { json } = await reader(makeEhr(), { patient: 'five-thousand-results' })
    expect((await json(`${labs('five-thousand-results')}&_summary=count`))['total']).toBeGreaterThanOrEqual(5000)
  })

  it('documents-of-every-kind has one that may not be opened and one that is gone', async () => {
    const { get, json } = await reader(makeEhr(), { patient: 'documents-of-every-kind' })
    const documents = matchesIn(await json('DocumentReference?patient=patient-documents-of-every-kind'))
    const urls = documents.flatMap((one) => ((one['content'] as Body[])[0]?.['attachment'].url as string) ?? [])
    const statuses = await Promise.all(
      urls.filter((url) => url.startsWith('Binary/')).map(async (url) => (await get(url)).status),
    )
    expect(statuses.filter((status) => status !== 200).toSorted((a, b) => a - b)).toEqual([403, 404])
    expect(statuses.length).toBeGreaterThan(10)
  })
})

describe('without memory', () => {
  it('keeps no note and lets a code be used again, as after a page load', async () => {
    const ehr = makeEhr({ memory: false })
    const code = (await walk(ehr, authorizeUrl(ehr), { patient: 'ada' })).searchParams.get('code') ?? ''
    expect((await exchange(ehr, { code })).status).toBe(200)
    expect((await exchange(ehr, { code })).status).toBe(200)
    expect((await ask(ehr, ehr.simulatorUrl)).status).toBe(200)
  })
})
