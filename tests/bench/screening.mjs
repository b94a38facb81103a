import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import 'temporal-polyfill/global'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SOURCE = `
export { allCharts } from '${root}src/stand-in/patients/all.ts'
export { PACK } from '${root}src/clinical/screening/pack.ts'
export { Indexer } from '${root}src/clinical/screening/chart-index.ts'
export { screenInSteps } from '${root}src/clinical/screening/evaluate.ts'
export { chartOf } from '${root}tests/ecqm/convert.ts'`

/** Drives the rules as the sheet does, and says how long the pieces of work were. */
function drive(steps, piece) {
  const tasks = []
  for (let began = performance.now(); ;) {
    const { done } = steps.next()
    const took = performance.now() - began
    if (!done && took < piece) continue
    tasks.push(took)
    if (done) return { longest: Math.max(...tasks), sum: tasks.reduce((a, b) => a + b) }
    began = performance.now()
  }
}

/** One program's first look at a chart, a second at the same, and the least of nine anew once it is warm. */
async function measure(bundle) {
  const engine = await import(pathToFileURL(bundle).href)
  const now = new Date()
  const resources = engine.allCharts.find(({ slug }) => slug === 'twelve-thousand-results').resources(now)
  const text = JSON.stringify(resources)
  const start = performance.now()
  JSON.parse(text)
  const parse = performance.now() - start
  const { patient, chart } = engine.chartOf({ resources })
  const indexerOf = () => new engine.Indexer(engine.PACK, now.toISOString().slice(0, 10))
  const run = (indexer) => drive(engine.screenInSteps(patient, chart, indexer), 4)
  const indexer = indexerOf()
  const [cold, again] = [run(indexer), run(indexer)]
  const warm = Array.from({ length: 9 }, () => run(indexerOf()))
  const least = (of) => Math.min(...warm.map(of))
  return { parse, cold, again, warm: { longest: least(({ longest }) => longest), sum: least(({ sum }) => sum) } }
}

/** What the rules cost over 12,000 results, each time in a program of its own: the middle one of seven. */
export async function printScreeningFigures() {
  const place = mkdtempSync(join(tmpdir(), 'screening-bench-'))
  const entry = join(place, 'entry.ts')
  const bundle = join(place, 'bench.mjs')
  writeFileSync(entry, SOURCE)
  const lib = { entry, formats: ['es'], fileName: 'bench' }
  const ssr = { root, configFile: false, logLevel: 'silent', build: { write: false, minify: false, ssr: true, lib } }
  const built = await build({ ...ssr, ssr: { noExternal: true }, build: { ...ssr.build, target: 'es2023' } })
  writeFileSync(bundle, [built].flat()[0].output[0].code)
  const runs = Array.from({ length: 7 }, () =>
    JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), bundle], { encoding: 'utf8' })),
  )
  rmSync(place, { recursive: true })
  const middle = (of) => runs.map(of).toSorted((a, b) => a - b)[3]
  const words = (of) =>
    `${middle((run) => of(run).sum / run.parse).toFixed(2)} × JSON.parse of the chart, ${middle((run) => of(run).sum).toFixed(1)} ms, the longest piece ${middle((run) => of(run).longest).toFixed(1)}`
  console.log(`Screening rules over 12,000 results, cold: ${words(({ cold }) => cold)}`)
  console.log(`  again, nothing new: ${words(({ again }) => again)}`)
  console.log(`  the whole chart anew once the program is warm: ${words(({ warm }) => warm)}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , bundle] = process.argv
  if (bundle === undefined) await printScreeningFigures()
  else console.log(JSON.stringify(await measure(bundle)))
}
