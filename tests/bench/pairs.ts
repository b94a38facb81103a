import type { Browser } from 'playwright-core'
import type { Builds } from './bench.ts'
import { launch, openBench, type Launched, type Which } from './launch.ts'
import { atMost, interval, median, told, type Row } from './table.ts'

type Times = Pick<Launched, 'toAuthorize' | 'toSection'>

/** App and floor one after the other, which first by lot, so that whatever else the machine does meets both. */
export async function measurePairs(browser: Browser, builds: Builds): Promise<Row[]> {
  const latency = { app: 20, ehr: 50 }
  const sites = { app: await openBench('app', builds, latency), floor: await openBench('floor', builds, latency) }
  const once = async (which: Which, slowdown: number): Promise<Times> => {
    const { close, ...times } = await launch(browser, which, sites[which], 'ada', slowdown)
    await close()
    return times
  }
  const rows: Row[] = []
  try {
    await once('app', 1)
    await once('floor', 1)
    for (const slowdown of [1, 4]) {
      const pairs: { app: Times; floor: Times }[] = []
      for (let pair = 0; pair < builds.pairs; pair += 1) {
        const appFirst = Math.random() < 0.5
        const one = await once(appFirst ? 'app' : 'floor', slowdown)
        const other = await once(appFirst ? 'floor' : 'app', slowdown)
        pairs.push(appFirst ? { app: one, floor: other } : { app: other, floor: one })
      }
      rows.push(
        ...ratio(`launch to authorize at ${slowdown}×`, pairs, (times) => times.toAuthorize),
        ...ratio(`callback to first section at ${slowdown}×`, pairs, (times) => times.toSection),
      )
    }
  } finally {
    await Promise.all([sites.app.close(), sites.floor.close()])
  }
  return rows
}

function ratio(what: string, pairs: readonly { app: Times; floor: Times }[], of: (times: Times) => number): Row[] {
  const { low, mid, high } = interval(pairs.map(({ app, floor }) => of(app) / of(floor)))
  const medianOf = (which: Which): number => Math.round(median(pairs.map((pair) => of(pair[which]))))
  return [
    atMost(`${what}, to the floor`, mid, 1.5),
    told(
      '  90 % interval; medians',
      `${low.toFixed(2)}–${high.toFixed(2)}; ${medianOf('app')} and ${medianOf('floor')} ms`,
    ),
  ]
}
