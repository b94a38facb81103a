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
    expect(
      before.map((r) => new URL(r.url).pathname),
      'before the redirect',
    ).toHaveLength(3)
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

  it('the first FHIR request leaves before React is evaluated', async () => {
    const journey = await stage.begin()
    const site = stage.site()
    // The script that holds React DOM may be fetched ahead; what counts is when it runs.
    await journey.page.route(/\/assets\/react-[^/]+\.js$/, async (route) => {
      const response = await route.fetch()
      const body = await response.text()
      expect(body).toContain('Minified React error')
      await route.fulfill({ response, body: `performance.mark('react');${body}` })
    })
    await openFromChart(journey, site, 'ada')
    await expectSheet(journey.page, nameOf(site, 'ada'))
    const frame = journey.page.frames().find((one) => one.url().startsWith(site.app))
    const [asked, react] = (await frame?.evaluate(() => [
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/FHIR\/R4\/[A-Z]/.test(name))
        .map(({ startTime }) => startTime)
        .toSorted((a, b) => a - b)[0],
      performance.getEntriesByName('react')[0]?.startTime,
    ])) ?? [undefined, undefined]
    expect(react).toBeGreaterThan(0)
    expect(asked).toBeLessThan(react ?? 0)
  })

  it('at most 7 hops, one after the other, from the launch to the first FHIR answer', async () => {
    // What waits for nothing can begin late on a busy machine, and then looks like a hop: what must wait is there each time.
    const chains: string[][] = []
    while (chains.length < 3 && !chains.some((chain) => chain.length <= 7)) chains.push(await hops())
    const fewest = chains.toSorted((a, b) => a.length - b.length)[0] ?? []
    if (fewest.length > 7) throw new Error(`${fewest.length} hops:\n${fewest.join('\n')}`)
    expect(fewest.length).toBeGreaterThanOrEqual(5)
  })
})

/** What one launch asked for, one after the other, up to the first FHIR answer. */
async function hops(): Promise<string[]> {
  const { site } = await launch('ada')
  const first = site.timeline.filter(isFhir).toSorted((a, b) => a.end - b.end)[0]
  const token = site.timeline.find((asked) => asked.url === site.ehr.tokenUrl && asked.method === 'POST')
  if (first === undefined || token === undefined) throw new Error('No FHIR request')
  // The callback needs no configuration (main.ts reads it for the page after), and what the app's host is asked for after
  // the token comes beside the record.
  const callback = site.timeline.find((asked) => asked.url.includes('/callback.html'))
  const needed = site.timeline.filter(
    (one) =>
      one.to === 'ehr' ||
      (one.end <= token.start && !(one.url.endsWith('/config.json') && one.start > (callback?.start ?? Infinity))),
  )
  return chainTo(first, needed).map(({ method, url }) => `${method} ${new URL(url).pathname}`)
}

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
    // Beside the chart, the newest notes of the site's type are opened, to find what was said in ours (fhir/own-notes.ts).
    const opened = fhir.filter(({ url }) => url.includes('/Binary/'))
    expect(opened.length).toBeLessThanOrEqual(8)
    expect(fhir.length - opened.length).toBeLessThanOrEqual(30)
    expect(
      mostInFlight(site.timeline.filter((one) => one.to === 'ehr' && one.url.includes('/FHIR/'))),
    ).toBeLessThanOrEqual(6)
  })
})
