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
    if (done) return { tasks: tasks.length, longest: Math.max(...tasks), sum: tasks.reduce((a, b) => a + b) }
    began = performance.now()
  }
}

/** What the rules cost over 12,000 results: the first time, once a list has been taken in, and once the program is warm. */
export async function printScreeningFigures() {
  const place = mkdtempSync(join(tmpdir(), 'screening-bench-'))
  const entry = join(place, 'entry.ts')
  writeFileSync(entry, SOURCE)
  const lib = { entry, formats: ['es'], fileName: 'bench' }
  const ssr = { root, configFile: false, logLevel: 'silent', build: { write: false, minify: false, ssr: true, lib } }
  const built = await build({ ...ssr, ssr: { noExternal: true }, build: { ...ssr.build, target: 'es2023' } })
  writeFileSync(join(place, 'bench.mjs'), [built].flat()[0].output[0].code)
  const engine = await import(pathToFileURL(join(place, 'bench.mjs')).href)
  rmSync(place, { recursive: true })
  const now = new Date()
  const resources = engine.allCharts.find(({ slug }) => slug === 'twelve-thousand-results').resources(now)
  const text = JSON.stringify(resources)
  const start = performance.now()
  JSON.parse(text)
  const parse = performance.now() - start
  const { patient, chart } = engine.chartOf({ resources })
  const indexerOf = () => new engine.Indexer(engine.PACK, now.toISOString().slice(0, 10))
  const indexer = indexerOf()
  const words = ({ tasks, longest, sum }) =>
    `${(sum / parse).toFixed(2)} × JSON.parse of the chart, in ${tasks} tasks, the longest ${longest.toFixed(1)} ms`
  console.log(
    `Screening rules over 12,000 results, cold: ${words(drive(engine.screenInSteps(patient, chart, indexer), 4))}`,
  )
  console.log(`  again, nothing new: ${words(drive(engine.screenInSteps(patient, chart, indexer), 4))}`)
  const fresh = Array.from({ length: 9 }, () => drive(engine.screenInSteps(patient, chart, indexerOf()), 4).sum)
  console.log(`  the whole chart anew once the program is warm: ${Math.min(...fresh).toFixed(1)} ms, the least of nine`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await printScreeningFigures()
