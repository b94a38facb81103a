import type { Browser } from 'playwright-core'
import { isFhir, mostInFlight, readingsOf } from '../e2e/harness/measure.ts'
import type { Asked, Site } from '../e2e/harness/site.ts'
import type { Builds } from './bench.ts'
import { find, heapOf, launch, openBench, untilWhole, type Which } from './launch.ts'
import { atMost, told, type Row } from './table.ts'
import { tasksWhile, type Task } from './tasks.ts'

const patient = 'twelve-thousand-results'
const MB = 1_000_000

/** Beside the chart, the newest earlier notes are opened when the sheet stands (fhir/own-notes.ts). */
const isOfSheet = (asked: Asked): boolean => isFhir(asked) && !asked.url.includes('/Binary/')
/** Nor is the name of the person who signed in part of a chart. */
const isOfChart = (asked: Asked): boolean => isOfSheet(asked) && !asked.url.includes('/Practitioner/')

/** From the token to the last answer: what the pattern of asking costs, whatever is drawn. */
function reading({ timeline }: Site): number {
  const ends = timeline.filter(isOfChart).map(({ end }) => end)
  return Math.max(...ends) - (find(timeline, '/oauth2/token')?.end ?? NaN)
}

async function loadOnce(browser: Browser, which: Which, builds: Builds): Promise<number> {
  const site = await openBench(which, builds, { app: 20, ehr: 200 })
  try {
    let took = NaN
    // The first time the stand-in has to think; the second measures the asking.
    for (const _ of ['warm', 'measured']) {
      const { page, close } = await launch(browser, which, site, patient)
      await untilWhole(page, which)
      took = reading(site)
      await close()
    }
    return took
  } finally {
    await site.close()
  }
}

/** Each launch of its own: the longest of all three is told. */
async function tasksAt(browser: Browser, builds: Builds, slowdown: number): Promise<readonly Task[]> {
  const site = await openBench('app', builds, { app: 20, ehr: 50 })
  try {
    const once = async (speed: number): Promise<void> => {
      const { page, close } = await launch(browser, 'app', site, patient, speed)
      await untilWhole(page, 'app')
      await close()
    }
    await once(1)
    const tasks: Task[] = []
    for (let turn = 0; turn < 3; turn += 1) tasks.push(...(await tasksWhile(browser, site.app, () => once(slowdown))))
    return tasks
  } finally {
    await site.close()
  }
}

/** Heap with the sheet drawn, and on the page that says "signed out". */
async function heaps(browser: Browser, site: Site, slug: string): Promise<{ loaded: number; left: number }> {
  const { page, cdp, close } = await launch(browser, 'app', site, slug)
  await untilWhole(page, 'app')
  const loaded = await heapOf(cdp)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
  const left = await heapOf(cdp)
  await close()
  return { loaded, left }
}

const longest = (tasks: readonly Task[], by: keyof Task): number =>
  Math.round(tasks.reduce((most, task) => Math.max(most, task[by]), 0))

export async function measureBigChart(browser: Browser, builds: Builds): Promise<Row[]> {
  const site = await openBench('app', builds, { app: 20, ehr: 50 })
  try {
    const { page, close } = await launch(browser, 'app', site, patient)
    await untilWhole(page, 'app')
    const held = new Set((await readingsOf(page)).flatMap(({ ids }) => ids))
    const theirs = (site.charts.find(({ slug }) => slug === patient)?.resources(new Date()) ?? []).filter(
      ({ resourceType }) => resourceType === 'Observation',
    )
    const lost = theirs.filter(({ id }) => !held.has(`Observation/${id}`)).length
    const fhir = site.timeline.filter(isOfSheet)
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    await close()

    const small = await heaps(browser, site, 'ada')
    const large = await heaps(browser, site, patient)
    const app = await loadOnce(browser, 'app', builds)
    const floor = await loadOnce(browser, 'floor', builds)
    const quick = await tasksAt(browser, builds, 1)
    const slow = await tasksAt(browser, builds, 4)
    return [
      atMost(`of ${theirs.length} observations, missing`, lost, 0),
      atMost('FHIR requests for them and the rest', fhir.length, 30),
      atMost('in flight at most', mostInFlight(fhir), 6),
      told('DOM nodes with that chart', String(nodes)),
      told(
        'whole chart at 200 ms, token to last answer',
        `${Math.round(app)} ms (next by next: ${Math.round(floor)} ms)`,
      ),
      atMost('ratio of the two', app / floor, 0.35),
      atMost('longest task at 1×, in thread time, of three launches', longest(quick, 'cpu'), 50, ' ms'),
      atMost('longest task at 4×, likewise', longest(slow, 'cpu'), 150, ' ms'),
      told('the same on the clock', `${longest(quick, 'wall')} ms, ${longest(slow, 'wall')} ms`),
      atMost('heap with that chart', large.loaded / MB, 120, ' MB'),
      atMost('heap after signing out, to that of a small chart', large.left / small.left, 1.1),
    ]
  } finally {
    await site.close()
  }
}
