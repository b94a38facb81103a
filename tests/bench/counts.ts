import type { Browser } from 'playwright-core'
import { chainTo, isFhir, isScript, mostInFlight, weightOf } from '../e2e/harness/measure.ts'
import type { Asked, Site } from '../e2e/harness/site.ts'
import type { Builds } from './bench.ts'
import { find, launch, longTasks, openBench, threadTime, untilWhole, type Which } from './launch.ts'
import { atMost, told, type Row } from './table.ts'

type Counted = {
  readonly before: { readonly requests: number; readonly script: number }
  readonly token: number
  readonly section: number
  readonly hops: number
  readonly all: number
  readonly fhir: number
  readonly preflights: number
  readonly inFlight: number
  readonly nodes: number
  readonly long: readonly number[]
  readonly thread: { readonly script: number; readonly task: number }
}

const isIcon = ({ url }: Asked): boolean => /icon/.test(url)

async function count(browser: Browser, which: Which, builds: Builds): Promise<Counted> {
  const site = await openBench(which, builds, { app: 60, ehr: 60 })
  try {
    const { page, cdp, close } = await launch(browser, which, site, 'ada')
    const untilSection = [...site.timeline]
    await untilWhole(page, which)
    const { timeline } = site
    const authorize = find(timeline, '/oauth2/authorize')?.start ?? 0
    const token = find(timeline, '/oauth2/token')?.start ?? 0
    const before = timeline.filter((one) => one.start < authorize && !isIcon(one))
    const fhir = timeline.filter(isFhir)
    const first = fhir.toSorted((a, b) => a.end - b.end)[0]
    const needed = timeline.filter((one) => !isIcon(one) && (one.to === 'ehr' || one.end <= token))
    const counted: Counted = {
      before: { requests: before.length, script: scriptOf(site, before) },
      token: scriptOf(
        site,
        timeline.filter((one) => one.end <= token),
      ),
      section: scriptOf(site, untilSection),
      hops: first === undefined ? NaN : chainTo(first, needed).length,
      all: scriptOf(site, timeline),
      fhir: fhir.length,
      preflights: timeline.filter((one) => one.to === 'ehr' && one.method === 'OPTIONS').length,
      inFlight: mostInFlight(fhir),
      nodes: await page.evaluate(() => document.querySelectorAll('*').length),
      long: await longTasks(page),
      thread: await threadTime(cdp),
    }
    await close()
    return counted
  } finally {
    await site.close()
  }
}

/** Brotli kilobytes of the scripts asked for, each once. */
function scriptOf(site: Site, asked: readonly Asked[]): number {
  const urls = new Set(asked.filter((one) => one.to === 'app' && isScript(one.url)).map(({ url }) => url))
  return [...urls].reduce((sum, url) => sum + weightOf(site, url), 0) / 1000
}

export async function measureCounts(browser: Browser, builds: Builds): Promise<Row[]> {
  const app = await count(browser, 'app', builds)
  const floor = await count(browser, 'floor', builds)
  const against = (what: string, of: (counted: Counted) => number, unit = ''): Row =>
    told(what, `${Math.round(of(app))}${unit} (floor ${Math.round(of(floor))}${unit})`)
  return [
    atMost('requests before the redirect', app.before.requests, 3),
    atMost('script before the redirect, brotli', app.before.script, 20, ' kB'),
    atMost('script before the token request, brotli', app.token, 25, ' kB'),
    told('script asked for until the first section, lazy parts included', `${app.section.toFixed(1)} kB`),
    atMost('hops from launch to the first FHIR answer', app.hops, 7),
    against('script until the whole sheet, brotli', (one) => one.all, ' kB'),
    against('FHIR requests of an ordinary chart', (one) => one.fhir),
    against('preflights', (one) => one.preflights),
    atMost('FHIR requests in flight at most', app.inFlight, 6),
    against('hops', (one) => one.hops),
    against('DOM nodes', (one) => one.nodes),
    against('tasks over 50 ms', (one) => one.long.length),
    against('thread time of scripts, callback to whole sheet', (one) => one.thread.script, ' ms'),
    against('thread time of all tasks, callback to whole sheet', (one) => one.thread.task, ' ms'),
  ]
}
