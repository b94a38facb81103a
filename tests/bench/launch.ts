import type { Browser, CDPSession, Page } from 'playwright-core'
import { openSite, type Asked, type Site } from '../e2e/harness/site.ts'
import type { Builds } from './bench.ts'

export type Which = 'app' | 'floor'

const types = [
  'AllergyIntolerance',
  'Condition',
  'Encounter',
  'Immunization',
  'MedicationRequest',
  'Observation',
  'Patient',
]
const scope = ['launch', 'openid', 'fhirUser', ...types.map((type) => `user/${type}.read`)].join(' ')

export const openBench = (which: Which, builds: Builds, latency: { app: number; ehr: number }): Promise<Site> =>
  openSite({
    folder: builds[which],
    latency,
    replay: true,
    ...(which === 'floor' ? { config: { clientId: 'healthprep-e2e', scope } } : {}),
  })

export type Launched = {
  readonly page: Page
  readonly cdp: CDPSession
  readonly close: () => Promise<void>
  /** Milliseconds, by the one clock of this machine. */
  readonly toAuthorize: number
  readonly toSection: number
}

const drawn: Record<Which, string> = { app: '.section:not([aria-busy=true])', floor: 'section[data-done=true]' }
const whole: Record<Which, string> = {
  app: '.section[aria-busy=true], #root:empty',
  floor: 'section[data-done=false], #root:empty',
}

/** One launch from the chart in a browser that knows nothing yet, until the first section stands. */
export async function launch(
  browser: Browser,
  which: Which,
  site: Site,
  patient: string,
  slowdown = 1,
): Promise<Launched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  if (slowdown > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.addInitScript((selector) => {
    const kept = globalThis as unknown as { drawnAt?: number; longTasks: number[] }
    kept.longTasks = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) kept.longTasks.push(Math.round(entry.duration))
    }).observe({ type: 'longtask', buffered: true })
    const look = (): void => {
      if (kept.drawnAt === undefined && document.querySelector(selector) !== null)
        kept.drawnAt = performance.timeOrigin + performance.now()
      if (kept.drawnAt === undefined) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, drawn[which])

  site.timeline.length = 0
  const address = new URL('launch.html', site.app)
  address.searchParams.set('iss', site.ehr.fhirBase)
  address.searchParams.set('launch', await site.ehr.launchToken({ patient }))
  await page.goto(address.href)
  await page.locator(drawn[which]).first().waitFor({ state: 'attached' })
  const drawnAt = await page.evaluate(() => (globalThis as unknown as { drawnAt: number }).drawnAt)
  const startOf = (part: string): number => find(site.timeline, part)?.start ?? NaN
  return {
    page,
    cdp,
    close: () => context.close(),
    toAuthorize: startOf('/oauth2/authorize') - startOf('/launch.html'),
    toSection: drawnAt - performance.timeOrigin - startOf('/callback.html'),
  }
}

export const find = (timeline: readonly Asked[], part: string): Asked | undefined =>
  timeline.find((asked) => asked.url.includes(part) && asked.method !== 'OPTIONS')

/** Until nothing is being read any more. */
export const untilWhole = (page: Page, which: Which): Promise<unknown> =>
  page.waitForFunction((selector) => document.querySelector(selector) === null, whole[which], { timeout: 60_000 })

export const longTasks = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks)

/** Thread time of the page, in milliseconds: the scheduler's, so other work on the machine does not count. */
export async function threadTime(cdp: CDPSession): Promise<{ readonly script: number; readonly task: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1000
  return { script: of('ScriptDuration'), task: of('TaskDuration') }
}

/** Bytes of JavaScript heap after a full collection. */
export async function heapOf(cdp: CDPSession): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}
