import { describe, expect, it } from 'vitest'
import { ask, codesIn, issuesIn, matchesIn, nextIn, reader, type Body } from './helpers.ts'
import { make } from './many.ts'

describe('who may read what', () => {
  const read = async (options: Parameters<typeof reader>[1], path: string) => (await reader(make(), options)).get(path)

  it.each([
    ['no token', {}],
    ['another word than Bearer', { authorization: 'Basic x' }],
    ['a token nobody gave', { authorization: 'Bearer x.y' }],
  ])('answers 401 and nothing else to %s', async (_what, headers) => {
    const ehr = make()
    const response = await ask(ehr, `${ehr.fhirBase}/Patient/p-many`, { headers })
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('')
  })

  it('answers 401 once the token has expired', async () => {
    let now = Date.now()
    const { get } = await reader(make({ now: () => now }), { patient: 'many', expiresIn: 60 })
    expect((await get('Patient/p-many')).status).toBe(200)
    now += 61_000
    expect((await get('Patient/p-many')).status).toBe(401)
  })

  it.each([
    ['user/Condition.rs', 'Patient/p-many'],
    ['user/Patient.s', 'Patient/p-many'],
    ['user/Patient.r', 'Patient?identifier=77'],
    ['user/Observation.r', 'Observation?patient=p-many&category=laboratory'],
  ])('answers an empty 403 for %s reading %s', async (scopes, path) => {
    const response = await read({ patient: 'many', scopes }, path)
    expect(response.status).toBe(403)
    expect(await response.text()).toBe('')
    expect(response.headers.get('content-type')).toBeNull()
  })

  it.each([['user/Patient.read'], ['user/Patient.rs'], ['user/*.rs'], ['patient/*.read'], ['USER/Patient.Read']])(
    'lets %s read the patient',
    async (scopes) => {
      expect((await read({ patient: 'many', scopes }, 'Patient/p-many')).status).toBe(200)
    },
  )

  it('keeps patient/ scopes to the patient in context', async () => {
    const response = await read({ patient: 'many', scopes: 'patient/*.rs' }, 'Patient/p-other')
    expect(response.status).toBe(403)
    expect(codesIn((await response.json()) as Body)).toEqual(['4118'])
    expect((await read({ patient: 'many', scopes: 'patient/*.rs' }, 'Appointment?patient=p-other')).status).toBe(403)
    const own = await read({ patient: 'many', scopes: 'patient/*.rs' }, 'Patient?_id=p-other')
    expect(matchesIn((await own.json()) as Body)).toEqual([])
    const wide = await reader(make(), { patient: 'many' })
    const next = nextIn(await wide.json('Observation?patient=p-many&category=laboratory&_count=10')) ?? ''
    expect((await read({ patient: 'other', scopes: 'patient/*.rs' }, next)).status).toBe(403)
    expect((await read({ patient: 'many', scopes: 'user/*.rs' }, 'Patient/p-other')).status).toBe(200)
    expect((await read({ patient: 'many', scopes: 'user/*.rs', user: 'portal' }, 'Patient/p-other')).status).toBe(403)
  })

  it('gives what a granular scope covers, and says that something was left out', async () => {
    const scopes = 'user/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs'
    const { get, json } = await reader(make(), { patient: 'many', scopes })
    const bundle = await json('Observation?patient=p-many&code=4548-4,2160-0')
    expect(matchesIn(bundle)).toHaveLength(469)
    expect(issuesIn(bundle)).toContain('59204')
    expect((await get('Observation?patient=p-many&category=laboratory')).status).toBe(400)
  })
})

describe('discovery', () => {
  it('serves SMART configuration and metadata to anyone', async () => {
    const ehr = make()
    const smart = (await (await ask(ehr, `${ehr.fhirBase}/.well-known/smart-configuration`)).json()) as Body
    expect(smart).toMatchObject({
      authorization_endpoint: ehr.authorizeUrl,
      token_endpoint: ehr.tokenUrl,
      code_challenge_methods_supported: ['S256'],
    })
    const metadata = await ask(ehr, `${ehr.fhirBase}/metadata`)
    expect(metadata.headers.get('content-type')).toContain('xml')
    const asJson = await ask(ehr, `${ehr.fhirBase}/metadata`, { headers: { accept: 'application/json' } })
    expect(await asJson.json()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' })
  })

  it('goes wrong under /trouble', async () => {
    const at = (trouble: string) =>
      ask(make(), `https://ehr.example/trouble/${trouble}/api/FHIR/R4/.well-known/smart-configuration`)
    expect((await at('discovery-down')).status).toBe(503)
    expect((await at('discovery-not-json')).headers.get('content-type')).toBe('text/html')
    expect((await at('no-cors')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each([
    ['discovery-without-s256', 'code_challenge_methods_supported', ['plain']],
    ['discovery-http-endpoint', 'token_endpoint', 'http://ehr.example/oauth2/token'],
    ['discovery-foreign-endpoint', 'token_endpoint', 'https://elsewhere.example/oauth2/token'],
    ['discovery-without-endpoints', 'token_endpoint', undefined],
    ['discovery-relative', 'token_endpoint', '/oauth2/token'],
    ['discovery-slow', 'token_endpoint', 'https://ehr.example/oauth2/token'],
  ])('/trouble/%s says %s is %j', async (trouble, field, value) => {
    const address = `https://ehr.example/trouble/${trouble}/api/FHIR/R4/.well-known/smart-configuration`
    expect(((await (await ask(make(), address)).json()) as Body)[field]).toEqual(value)
  })

  it('has a DSTU2 base without SMART configuration', async () => {
    const base = 'https://ehr.example/trouble/dstu2/api/FHIR/DSTU2'
    expect((await ask(make(), `${base}/.well-known/smart-configuration`)).status).toBe(404)
    expect((await ask(make(), `${base}/metadata`)).status).toBe(200)
  })
})
