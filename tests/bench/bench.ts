import { loadavg } from 'node:os'
import { openChrome } from '../e2e/harness/browser.ts'
import { measureBigChart } from './big-chart.ts'
import { measureCounts } from './counts.ts'
import { measurePairs } from './pairs.ts'
import { printTable, type Row } from './table.ts'

export type Builds = { readonly app: string; readonly floor: string; readonly pairs: number }

/** Counts first, then thread time, then ratios to the floor, because only the first are the same on every machine. */
export async function bench(builds: Builds): Promise<void> {
  const load = loadavg()[0] ?? 0
  if (load > 2) console.log(`The machine is busy (load ${load.toFixed(1)}): trust the counts, and the ratios less.`)
  const chrome = await openChrome({ flags: ['--enable-precise-memory-info', '--js-flags=--expose-gc'] })
  const rows: Row[] = []
  try {
    console.log('Counting one launch …')
    rows.push(...(await measureCounts(chrome.browser, builds)))
    console.log('Reading the chart of 12,000 observations …')
    rows.push(...(await measureBigChart(chrome.browser, builds)))
    console.log(`Launching app and floor in ${builds.pairs} pairs, at 1× and at 4× …`)
    rows.push(...(await measurePairs(chrome.browser, builds)))
  } finally {
    await chrome.close()
  }
  printTable(rows)
}
