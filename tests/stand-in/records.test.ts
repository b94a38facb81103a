import { describe, expect, it } from 'vitest'
import type { Resource } from '#stand-in/chart.ts'
import { ordinaryCharts, practitioners } from '#stand-in/patients/ordinary/charts.ts'

/** A Friday in the morning and a leap day late at night: the records must hold on both. */
const days = [new Date(2026, 10, 27, 8, 0), new Date(2028, 1, 29, 23, 30), new Date(2027, 2, 31, 15, 0)]
const [now] = days as [Date]

/** Every object of a resource, at any depth. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const field of Object.values(value)) yield* objectsIn(field)
}

const referencesOf = (resource: Resource) =>
  [...objectsIn(resource)].flatMap(({ reference, display }) =>
    typeof reference === 'string' ? [{ reference, display }] : [],
  )

/** Epic names these without letting the app read them, so a display must say what they are. */
const namedOnly = /^(Location|Organization|Medication|ServiceRequest)\//

const aDate = /^(19|20)\d\d(-\d\d(-\d\d(T.*)?)?)?$/

const ofType = (resources: readonly Resource[], type: string) => resources.filter((one) => one.resourceType === type)

describe('the ordinary patients', () => {
  it('are at least ten, under different names and numbers', () => {
    expect(ordinaryCharts.length).toBeGreaterThanOrEqual(10)
    for (const field of ['slug', 'patientId', 'name', 'line'] as const)
      expect(new Set(ordinaryCharts.map((chart) => chart[field])).size).toBe(ordinaryCharts.length)
    const numbers = ordinaryCharts.map((chart) => JSON.stringify(chart.resources(now)[0]?.['identifier']))
    expect(new Set(numbers).size).toBe(ordinaryCharts.length)
  })

  it('bear names that nobody could take for a person', () => {
    for (const chart of ordinaryCharts)
      expect(chart.name).toMatch(/^(Example|Sample|Specimen|Placeholder|Template|Fixture|Mockup|Dummy), /)
  })
})

describe.each(ordinaryCharts.map((chart) => [chart.slug, chart] as const))('%s', (_slug, chart) => {
  const resources = chart.resources(now)

  it('holds resources with a type and an id of FHIR, none twice', () => {
    const names = resources.map(({ resourceType, id }) => `${resourceType}/${id}`)
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })

  it('belongs to one patient throughout', () => {
    expect(ofType(resources, 'Patient').map(({ id }) => id)).toEqual([chart.patientId])
    const own = JSON.stringify({ reference: `Patient/${chart.patientId}`, display: chart.name })
    const strangers = resources.filter((resource) => {
      const people = referencesOf(resource).filter(({ reference }) => reference.startsWith('Patient/'))
      const mayBeNameless = ['Patient', 'Binary'].includes(resource.resourceType)
      return people.some((one) => JSON.stringify(one) !== own) || (people.length === 0 && !mayBeNameless)
    })
    expect(strangers).toEqual([])
  })

  it('refers to what exists, by relative address, or says in words what it cannot show', () => {
    const known = new Set([...resources, ...practitioners].map((one) => `${one.resourceType}/${one.id}`))
    const references = resources.flatMap(referencesOf)
    expect(references.length).toBeGreaterThan(resources.length)
    const [named, followed] = [true, false].map((only) =>
      references.filter(({ reference }) => namedOnly.test(reference) === only),
    )
    expect(named?.filter(({ display }) => typeof display !== 'string' || display === '')).toEqual([])
    expect(followed?.filter(({ reference }) => !known.has(reference))).toEqual([])
  })

  it('gives every document file a Binary of the same content type that decodes', () => {
    const binaries = new Map(ofType(resources, 'Binary').map((one) => [`Binary/${one.id}`, one]))
    const files = ofType(resources, 'DocumentReference')
      .flatMap((one) => [...objectsIn(one)])
      .filter(({ url }) => url !== undefined)
    const broken = files.filter(({ url, contentType }) => {
      const binary = binaries.get(url as string)
      return binary?.['contentType'] !== contentType || Buffer.from(binary?.['data'] as string, 'base64').length < 20
    })
    expect(files.length).toBe(binaries.size)
    expect(broken).toEqual([])
  })

  it.each(days)('says nothing of the future as of %s, but for what is planned', (day) => {
    const past = chart.resources(day).filter(({ resourceType, status }) => {
      if (resourceType === 'Encounter') return status !== 'planned' && status !== 'cancelled'
      return resourceType !== 'Appointment' && status !== 'preparation'
    })
    const dates = past.flatMap((resource) =>
      [...objectsIn(resource)].flatMap((fields) =>
        Object.entries(fields).flatMap(([name, value]) =>
          typeof value === 'string' && name !== 'value' && name !== 'valueDateTime' && aDate.test(value)
            ? [{ where: `${resource.id} ${name}`, value }]
            : [],
        ),
      ),
    )
    const start = (value: string) => new Date(value.length === 10 ? `${value}T00:00` : value)
    expect(dates.length).toBeGreaterThan(past.length / 2)
    expect(dates.filter(({ value }) => !(start(value) <= day))).toEqual([])
  })

  it('is the same record for the same time', () => {
    expect(JSON.stringify(chart.resources(now)) === JSON.stringify(resources)).toBe(true)
  })

  it('holds no procedure code of the AMA', () => {
    const systems = new Set(resources.flatMap((one) => [...objectsIn(one)].map(({ system }) => system)))
    expect(systems).toContain('http://loinc.org')
    expect([...systems].filter((one) => /cpt|ama-assn|2\.16\.840\.1\.113883\.6\.12$/i.test(one as string))).toEqual([])
  })
})

describe('dates', () => {
  it.each(days)("puts Ada's visit on the day itself at 14:20 local time (%s)", (day) => {
    const visits = ofType(ordinaryCharts[0]?.resources(day) ?? [], 'Encounter')
    const open = visits.filter(({ status }) => status === 'in-progress' || status === 'planned')
    const start = new Date(day).setHours(14, 20, 0, 0)
    const todays = open.find(({ id }) => id.startsWith('ada.encounter.office-visit'))
    expect(todays?.['period']).toEqual({ start: `${new Date(start).toISOString().slice(0, 19)}Z` })
    expect(todays?.['status']).toBe(start <= day.getTime() ? 'in-progress' : 'planned')
  })

  it('keeps Ada 39 years old whatever the day', () => {
    for (const day of days) {
      const born = String(ordinaryCharts[0]?.resources(day)[0]?.['birthDate'])
      const birthday = new Date(day.getFullYear(), Number(born.slice(5, 7)) - 1, Number(born.slice(8)))
      expect(day.getFullYear() - Number(born.slice(0, 4)) - (birthday > day ? 1 : 0)).toBe(39)
    }
  })
})

describe('time within a record', () => {
  const week = [0, 1, 2, 3, 4, 5, 6].map((shift) => new Date(2027, 1, 26 + shift, 12, 0))

  it.each(week)('ends no visit before it began (%s)', (day) => {
    const visits = ordinaryCharts.flatMap((chart) => ofType(chart.resources(day), 'Encounter'))
    const periods = visits.map(({ period }) => (period ?? {}) as { start?: string; end?: string })
    const ended = periods.filter(({ end }) => end !== undefined)
    expect(ended.length).toBeGreaterThan(50)
    expect(ended.filter(({ start, end }) => !(String(start) <= String(end)))).toEqual([])
  })

  it.each(week)('measures nothing after Ottilie has died (%s)', (day) => {
    const record = ordinaryCharts.find(({ slug }) => slug === 'ottilie')?.resources(day) ?? []
    const died = record[0]?.['deceasedDateTime'] as string
    const measured = ofType(record, 'Observation').map((one) => one['effectiveDateTime'] as string)
    expect(measured.length).toBeGreaterThan(10)
    expect(measured.filter((when) => !(when <= died))).toEqual([])
  })
})

describe('the chart of twelve thousand results', () => {
  const chart = ordinaryCharts.find(({ slug }) => slug === 'twelve-thousand-results')
  const observations = ofType(chart?.resources(now) ?? [], 'Observation')
  const inCategory = (code: string) =>
    observations.filter((one) => JSON.stringify(one['category']).includes(`"${code}"`))

  it('has exactly 12,000 observations: laboratory, vital signs and social history', () => {
    expect(observations.length).toBe(12_000)
    expect(inCategory('laboratory').length).toBe(10_500)
    expect(inCategory('vital-signs').length).toBe(1_400)
    expect(inCategory('social-history').length).toBe(100)
  })

  it('has twelve observations without any date, in more than one category', () => {
    const undated = observations.filter((one) => one['effectiveDateTime'] === undefined)
    expect(undated.length).toBe(12)
    expect(new Set(undated.map(({ category }) => JSON.stringify(category))).size).toBe(3)
  })

  it('spans fifteen years', () => {
    const years = observations
      .map((one) => (one['effectiveDateTime'] as string | undefined)?.slice(0, 4) ?? '2020')
      .sort()
    expect([years[0], years.at(-1)]).toEqual(['2011', '2026'])
  })
})

describe('what the patients hold between them', () => {
  const afternoon = new Date(2026, 10, 27, 14, 30)
  const everything = ordinaryCharts.flatMap((chart) => chart.resources(afternoon))
  const json = JSON.stringify(everything)
  const states = (type: string, field = 'status') =>
    new Set(ofType(everything, type).map((one) => JSON.stringify(one[field])))

  it('gives each thing a local code of its own, so that no two tests can be taken for one', () => {
    const names = new Map<string, Set<unknown>>()
    const local = everything
      .flatMap((one) => [...objectsIn(one['code'])])
      .filter(({ system }) => typeof system === 'string' && system.includes('1.13.900'))
    for (const { system, code, display } of local) {
      const key = `${system as string} ${code as string}`
      names.set(key, (names.get(key) ?? new Set()).add(display))
    }
    expect(names.size).toBeGreaterThan(100)
    expect([...names].filter(([, displays]) => displays.size > 1)).toEqual([])
  })

  it.each([
    ['Encounter', ['finished', 'cancelled', 'planned', 'in-progress']],
    ['Appointment', ['booked', 'pending', 'cancelled', 'noshow']],
    ['MedicationRequest', ['active', 'stopped', 'completed', 'on-hold', 'cancelled', 'entered-in-error']],
    ['Immunization', ['completed', 'not-done', 'entered-in-error']],
    ['Observation', ['final', 'corrected', 'cancelled', 'preliminary']],
    ['Procedure', ['completed', 'not-done', 'preparation']],
    ['DiagnosticReport', ['final', 'amended', 'cancelled']],
    ['DocumentReference', ['current', 'superseded']],
  ])('%s in every state a clinician meets', (type, expected) => {
    const found = states(type)
    for (const state of expected) expect(found).toContain(JSON.stringify(state))
  })

  it.each([
    ['a blood pressure panel', '85354-9'],
    ['a comparator', '"comparator":"<"'],
    ['a range from zero', '"low":{"value":0,'],
    ['a critical value', '"code":"HH"'],
    ['asserted absence of allergies', '716186003'],
    ['a health concern', '"health-concern"'],
    ['a document of neither address nor type', '"attachment":{"title":'],
    ['a PDF', 'application/pdf'],
    ['a medication known by its display only', '"medicationReference"'],
    ['a date that is a year alone', /"onsetDateTime":"\d{4}"/],
    ['a historical dose', '"primarySource":false'],
  ])('holds %s', (_what, text) => {
    expect(json).toMatch(typeof text === 'string' ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : text)
  })

  it('leaves the infant without any allergy entry: nobody has asked', () => {
    const infant = ordinaryCharts.find(({ slug }) => slug === 'infant')?.resources(now) ?? []
    expect(infant.length).toBeGreaterThan(20)
    expect(ofType(infant, 'AllergyIntolerance')).toEqual([])
  })
})
