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

const ofType = (resources: readonly Resource[], type: string) => resources.filter((one) => one.resourceType === type)

describe('the ordinary patients', () => {
  it('are at least ten, under different names and numbers', () => {
    expect(ordinaryCharts.length).toBeGreaterThanOrEqual(10)
    for (const field of ['slug', 'patientId', 'name', 'line'] as const)
      expect(new Set(ordinaryCharts.map((chart) => chart[field])).size, field).toBe(ordinaryCharts.length)
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
    for (const { resourceType, id } of resources) {
      expect(resourceType).toMatch(/^[A-Z][A-Za-z]+$/)
      expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/)
    }
    const names = resources.map(({ resourceType, id }) => `${resourceType}/${id}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('belongs to one patient throughout', () => {
    expect(ofType(resources, 'Patient').map(({ id }) => id)).toEqual([chart.patientId])
    for (const resource of resources) {
      const people = referencesOf(resource).filter(({ reference }) => reference.startsWith('Patient/'))
      for (const person of people)
        expect(person).toEqual({ reference: `Patient/${chart.patientId}`, display: chart.name })
      if (!['Patient', 'Binary'].includes(resource.resourceType)) expect(people, resource.id).not.toEqual([])
    }
  })

  it('refers to what exists, by relative address, or says in words what it cannot show', () => {
    const known = new Set([...resources, ...practitioners].map((one) => `${one.resourceType}/${one.id}`))
    for (const resource of resources) {
      for (const { reference, display } of referencesOf(resource)) {
        if (namedOnly.test(reference)) expect(display, reference).toEqual(expect.any(String))
        else expect(known, `${resource.id} → ${reference}`).toContain(reference)
      }
      for (const { url, contentType } of objectsIn(resource))
        if (typeof contentType === 'string' && typeof url === 'string') expect(known).toContain(url)
    }
  })

  it('gives every document file a Binary of the same content type that decodes', () => {
    const binaries = new Map(ofType(resources, 'Binary').map((one) => [`Binary/${one.id}`, one]))
    for (const document of ofType(resources, 'DocumentReference'))
      for (const { url, contentType } of objectsIn(document)) {
        if (typeof url !== 'string' || !url.startsWith('Binary/')) continue
        const binary = binaries.get(url)
        expect(binary?.['contentType']).toBe(contentType)
        expect(Buffer.from(String(binary?.['data']), 'base64').length).toBeGreaterThan(20)
      }
  })

  it.each(days)('says nothing of the future as of %s, but for what is planned', (day) => {
    for (const resource of chart.resources(day)) {
      if (resource['status'] === 'planned' || resource.resourceType === 'Appointment') continue
      for (const fields of objectsIn(resource))
        for (const [name, value] of Object.entries(fields)) {
          if (typeof value !== 'string' || !/^(19|20)\d\d(-\d\d(-\d\d(T.*)?)?)?$/.test(value)) continue
          if (name === 'value' || name === 'valueDateTime') continue
          const start = value.length === 10 ? new Date(`${value}T00:00`) : new Date(value)
          expect(start.getTime(), `${resource.id} ${name} ${value}`).toBeLessThanOrEqual(day.getTime())
        }
    }
  })

  it('is the same record for the same time', () => {
    expect(JSON.stringify(chart.resources(now))).toBe(JSON.stringify(resources))
  })

  it('holds no procedure code of the AMA', () => {
    for (const resource of resources)
      for (const { system } of objectsIn(resource))
        if (typeof system === 'string') expect(system).not.toMatch(/cpt|ama-assn|2\.16\.840\.1\.113883\.6\.12$/i)
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
