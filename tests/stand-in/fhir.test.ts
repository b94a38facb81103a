import { describe, expect, it } from 'vitest'
import { ask, codesIn, issuesIn, matchesIn, nextIn, reader, type Body } from './helpers.ts'
import { count, everything, make } from './many.ts'

describe('paging', () => {
  it.each([[10], [782], [1000], [1001], [5000]])('is complete and disjoint at _count=%i', async (size) => {
    const { ids, pages } = await everything(`Observation?patient=p-many&category=laboratory,vital-signs&_count=${size}`)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(count + 2)
    expect(pages.length).toBe(Math.ceil((count + 2) / Math.min(size, 1000)))
  })

  it('gives 1000 a page without _count', async () => {
    const { pages } = await everything('Observation?patient=p-many&category=laboratory,vital-signs')
    expect(pages.map((page) => page['total'])).toEqual([1000, 1000, 347])
  })

  it('points to the next page by an opaque absolute address that holds nothing of the search', async () => {
    const { pages } = await everything('Observation?patient=p-many&category=laboratory&_count=1000')
    const next = new URL(nextIn(pages[0] ?? {}) ?? '')
    expect(next.origin + next.pathname).toBe('https://ehr.example/api/FHIR/R4/Observation')
    expect([...next.searchParams.keys()]).toEqual(['sessionID'])
  })

  it('lets a paging session expire with 4113', async () => {
    let now = Date.now()
    const { json, get } = await reader(make({ now: () => now }), { patient: 'many' })
    const next = nextIn(await json('Observation?patient=p-many&category=laboratory&_count=10')) ?? ''
    expect((await get(next)).status).toBe(200)
    now += 601_000
    const late = await get(next)
    expect(late.status).toBe(400)
    expect(codesIn((await late.json()) as Body)).toEqual(['4113'])
  })

  it('counts with _summary=count', async () => {
    const { json } = await reader(make(), { patient: 'many' })
    const bundle = await json('Observation?patient=p-many&category=laboratory&_summary=count')
    expect(bundle['total']).toBe(count - 469 + 2)
    expect(matchesIn(bundle)).toEqual([])
  })
})

describe('search parameters', () => {
  const ids = async (query: string): Promise<string[]> => {
    const { json } = await reader(make(), { patient: 'many' })
    return matchesIn(await json(query)).map((one) => one.id)
  }

  it.each([
    ['ge2020-01-03&date=lt2020-01-05', ['o-2', 'o-3']],
    ['gt2020-01-03&date=le2020-01-05', ['o-3', 'o-4']],
    ['2020-01-03', ['o-2']],
    ['eq2020-01-03', ['o-2']],
    ['ge2020-01-03T00:00:00Z&date=lt2020-01-04T00:00:00Z', ['o-2']],
    ['lt2020-01-01', []],
  ])('date=%s', async (date, found) => {
    expect(await ids(`Observation?patient=p-many&category=laboratory,vital-signs&date=${date}`)).toEqual(found)
  })

  it('gives a date known by its year in every window it may lie in, and an undated one in none', async () => {
    const half = (dates: string) => ids(`Observation?patient=p-many&category=laboratory&date=${dates}`)
    expect(await half('ge2021-01-01&date=lt2021-07-01')).toContain('year')
    expect(await half('ge2021-07-01&date=lt2022-01-01')).toContain('year')
    expect(await half('ge2022-01-01')).not.toContain('year')
    expect(await half('ge1900-01-01')).not.toContain('undated')
    expect(await ids('Observation?patient=p-many&category=laboratory&date:missing=true')).toEqual(['undated'])
    expect(await ids('Observation?patient=p-many&category=laboratory&date:missing=false')).not.toContain('undated')
  })

  it.each([
    ['category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs', count - 1876],
    ['category=vital-signs', count - 1876],
    ['code=http://loinc.org|2160-0', 782],
    ['code=2160-0', 782],
    ['code=http://snomed.info/sct|2160-0', 0],
    ['category=vital-signs&status=final', 234],
  ])('%s', async (query, found) => {
    expect(await ids(`Observation?patient=Patient/p-many&${query}`)).toHaveLength(found)
  })

  it('tells surgery from all other appointments', async () => {
    expect(await ids('Appointment?patient=p-many&service-category=surgery')).toEqual(['a-1'])
    expect(await ids('Appointment?patient=p-many&service-category=appointment')).toEqual(['a-2'])
  })

  it('includes the Medication that was asked for', async () => {
    const { json } = await reader(make(), { patient: 'many' })
    const bundle = await json('MedicationRequest?patient=p-many&_include=MedicationRequest:medication')
    expect((bundle['entry'] as Body[]).map((entry) => entry['search'].mode)).toEqual(['match', 'include', 'outcome'])
  })

  it.each([
    ['Observation?patient=p-many', '59108'],
    ['Observation?patient=p-many&category=laboratory&date:missing=perhaps', '59102'],
    ['Observation?patient=p-many&category=laboratory&_sort=date', '59102'],
    ['Observation?patient=p-many&category=laboratory&date=yesterday', '59102'],
    ['Observation?patient=p-many&category=laboratory&_count=0', '59102'],
    ['Observation?category=laboratory', '59108'],
    ['Observation?category=laboratory&patient=nobody', '59102'],
    ['Observation?category=laboratory&patient=p-many&subject=p-many', '59102'],
    ['AllergyIntolerance?patient=p-many&clinical-status=resolved', '59102'],
    ['Patient', '59159'],
    ['Patient?totally-bogus=1', '59159'],
    ['Observation?sessionID=12-made-up', '4113'],
  ])('refuses %s', async (query, code) => {
    const { get } = await reader(make(), { patient: 'many' })
    const response = await get(query)
    expect(response.status).toBe(400)
    expect(codesIn((await response.json()) as Body)).toContain(code)
  })

  it.each([
    ['family=many&given=results&birthdate=1980-02-03', ['p-many']],
    ['family=MANY&given=Results&birthdate=1980-02-03&gender=male', ['p-many']],
    ['family=many&given=results&birthdate=1980-02-03&gender=female', []],
    ['family=many&given=results', []],
    ['birthdate=1980-02-03', []],
    ['identifier=77', ['p-many']],
    ['identifier=urn:mrn|77', ['p-many']],
    ['identifier=MRN|77', ['p-many']],
    ['identifier=78', []],
    ['_id=p-many', ['p-many']],
  ])('finds patients by %s', async (query, found) => {
    const { json } = await reader(make(), {})
    expect(matchesIn(await json(`Patient?${query}`)).map((one) => one.id)).toEqual(found)
  })
})

describe('what rides along', () => {
  it('has one outcome entry where nothing was found', async () => {
    const { json } = await reader(make(), { patient: 'many' })
    const bundle = await json('Immunization?patient=p-many')
    expect(bundle['total']).toBe(0)
    expect(bundle['entry']).toHaveLength(1)
    expect(issuesIn(bundle)).toEqual(['4101', '4119'])
  })

  it('says with every list that it may not be the whole record', async () => {
    const { json } = await reader(make(), { patient: 'many' })
    expect(issuesIn(await json('Appointment?patient=p-many'))).toEqual(['4119'])
  })
})

describe('shape of answers', () => {
  it.each([
    ['Patient/nobody', 404, 'application/fhir+json; charset=utf-8'],
    ['Person/1', 404, 'text/html'],
    ['Patient/p-many/_history', 404, 'text/html'],
  ])('%s', async (path, status, type) => {
    const { get } = await reader(make(), { patient: 'many' })
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe(type)
  })

  it('answers in XML unless JSON is asked for', async () => {
    const { get } = await reader(make(), { patient: 'many' })
    const response = await get('Patient/p-many', { accept: '*/*' })
    expect(response.headers.get('content-type')).toContain('application/fhir+xml')
    expect(await response.text()).toContain('<birthDate value="1980-02-03"/>')
  })

  it('gives a Binary as FHIR or as the bytes it holds', async () => {
    const { get, json } = await reader(make(), { patient: 'many' })
    expect(await json('Binary/b-1')).toMatchObject({ resourceType: 'Binary', contentType: 'text/html' })
    const raw = await get('Binary/b-1', { accept: '*/*' })
    expect(raw.headers.get('content-type')).toBe('text/html')
    expect(await raw.text()).toBe('<b>hi</b>')
  })

  it('answers a preflight as Epic: any origin, its own list of headers, nothing exposed', async () => {
    const ehr = make()
    const response = await ask(ehr, `${ehr.fhirBase}/Patient/p-many`, { method: 'OPTIONS' })
    expect(response.ok).toBe(true)
    const allowed = response.headers.get('access-control-allow-headers')?.split(', ')
    expect(allowed).toEqual(expect.arrayContaining(['authorization', 'accept', 'content-type', 'prefer']))
    expect(allowed).not.toContain('if-none-exist')
    expect(response.headers.get('access-control-max-age')).toBeNull()
    expect(response.headers.get('access-control-expose-headers')).toBeNull()
  })

  it('lets the connection die for a header that a preflight would refuse', async () => {
    const { get } = await reader(make(), { patient: 'many' })
    expect((await get('Patient/p-many', { 'x-request-id': '1' })).type).toBe('error')
  })

  it('knows its own addresses and no others', async () => {
    expect(await make()(new Request('https://ehr.example.evil/oauth2/token'))).toBeUndefined()
    expect(await make()(new Request('https://app.example/'))).toBeUndefined()
  })

  it('keeps a log of what was asked', async () => {
    const ehr = make()
    const { get } = await reader(ehr, { patient: 'many' })
    await Promise.all([get('Patient/p-many'), get('Patient/nobody')])
    expect(ehr.log.map(({ path, status }) => [path, status])).toEqual([
      ['/api/FHIR/R4/Patient/p-many', 200],
      ['/api/FHIR/R4/Patient/nobody', 404],
    ])
    expect(Math.max(...ehr.log.map((entry) => entry.inFlight))).toBe(2)
  })
})
