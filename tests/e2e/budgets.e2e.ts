import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { chainTo, isFhir, isScript, mostInFlight, readingsOf, weightOf } from './harness/measure.ts'
import { expectSheet, expectWholeSheet, nameOf, openFromChart } from './harness/pages.ts'

const stage = openStage({ latency: { app: 60, ehr: 60 } })
const kB = 1000

/** One launch from the chart on a fresh computer: what was asked for, in order, until the first section stands. */
async function launch(patient: string) {
  const journey = await stage.begin()
  const site = stage.site()
  site.timeline.length = 0
  await openFromChart(journey, site, patient)
  await expectSheet(journey.page, nameOf(site, patient))
  const { requests } = journey.watch
  const indexOf = (part: string | RegExp): number => requests.findIndex((r) => r.url.match(part) !== null)
  const scripts = (until: number) =>
    requests.slice(0, until).filter((r) => r.url.startsWith(site.app) && isScript(r.url))
  const weight = (until: number): number =>
    [...new Set(scripts(until).map((r) => r.url))].reduce((sum, url) => sum + weightOf(site, url), 0)
  return { ...journey, site, requests, indexOf, weight }
}

describe('budgets of a launch, in counts and brotli bytes', () => {
  it('before the redirect: at most 3 requests and 20 kB of script, and no React', async () => {
    const { requests, indexOf, weight, site } = await launch('ada')
    const authorize = indexOf(/\/oauth2\/authorize/)
    const before = requests.slice(0, authorize)
    expect(
      before.every((r) => r.url.startsWith(site.app)),
      'nothing is asked of the server: endpoints are pinned',
    ).toBe(true)
    expect(before.map((r) => new URL(r.url).pathname).length).toBeLessThanOrEqual(3)
    expect(weight(authorize)).toBeLessThanOrEqual(20 * kB)
    const scripts = before.filter((r) => isScript(r.url))
    for (const { url } of scripts)
      expect(readFileSync(join(site.folder, new URL(url).pathname), 'utf8')).not.toContain('Minified React error')
  })

  it('the token request leaves after at most 25 kB of script', async () => {
    const { site } = await launch('ada')
    const token = site.timeline.find((asked) => asked.url === site.ehr.tokenUrl && asked.method === 'POST')
    const before = site.timeline.filter(
      (one) => one.to === 'app' && isScript(one.url) && one.end <= (token?.start ?? 0),
    )
    const bytes = before.reduce((sum, { url }) => sum + weightOf(site, url), 0)
    expect(before.length).toBeGreaterThanOrEqual(1)
    expect(bytes).toBeLessThanOrEqual(25 * kB)
  })

  it('the first FHIR request leaves before the script that holds React is even asked for', async () => {
    const { requests, indexOf, site } = await launch('ada')
    const react = requests.findIndex(
      (r) =>
        r.url.startsWith(site.app) &&
        isScript(r.url) &&
        readFileSync(join(site.folder, new URL(r.url).pathname), 'utf8').includes('Minified React error'),
    )
    expect(react).toBeGreaterThan(0)
    expect(indexOf(/\/api\/FHIR\/R4\/\w/)).toBeLessThan(react)
  })

  it('at most 7 hops, one after the other, from the launch to the first FHIR answer', async () => {
    const { site } = await launch('ada')
    const first = site.timeline.filter(isFhir).toSorted((a, b) => a.end - b.end)[0]
    const token = site.timeline.find((asked) => asked.url === site.ehr.tokenUrl && asked.method === 'POST')
    if (first === undefined || token === undefined) throw new Error('No FHIR request')
    // The icon holds nothing up, and what the app's host is asked for after the token comes beside the record.
    const needed = site.timeline.filter(
      (one) => one.to === 'ehr' || (one.end <= token.start && !one.url.endsWith('/icon.svg')),
    )
    const chain = chainTo(first, needed).map(({ method, url }) => `${method} ${new URL(url).pathname}`)
    if (chain.length > 7) throw new Error(`${chain.length} hops:\n${chain.join('\n')}`)
    expect(chain.length).toBeGreaterThanOrEqual(5)
  })
})

describe('the chart of 12,000 observations', () => {
  it('is read whole: every resource, in at most 30 requests, at most 6 at a time', async () => {
    const journey = await stage.begin()
    const site = stage.site()
    const slug = 'twelve-thousand-results'
    site.timeline.length = 0
    await openFromChart(journey, site, slug)
    await expectWholeSheet(journey.page, nameOf(site, slug))

    const held = await readingsOf(journey.page)
    const observations = held.filter(({ ids }) => ids.some((id) => id.startsWith('Observation/')))
    const ids = new Set(observations.flatMap((reading) => reading.ids))
    const theirs = (site.charts.find((chart) => chart.slug === slug)?.resources(new Date()) ?? [])
      .filter((resource) => resource.resourceType === 'Observation')
      .map((resource) => `Observation/${resource.id}`)
    expect(theirs.length).toBe(12_000)
    expect(theirs.filter((id) => !ids.has(id))).toEqual([])
    expect(observations.every((reading) => reading.complete)).toBe(true)

    const fhir = site.timeline.filter(isFhir)
    expect(fhir.length).toBeLessThanOrEqual(30)
    expect(
      mostInFlight(site.timeline.filter((one) => one.to === 'ehr' && one.url.includes('/FHIR/'))),
    ).toBeLessThanOrEqual(6)
  })
})
