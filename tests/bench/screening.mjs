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
export { extentsOf, HandOver } from '${root}src/features/screenings/hand-over.ts'
export { RulesDesk } from '${root}src/features/screenings/rules-desk.ts'
export { chartOf } from '${root}tests/ecqm/convert.ts'`

const timed = (act) => {
  const began = performance.now()
  const made = act()
  return [performance.now() - began, made]
}

/** What the page does: it copies a chart piece by piece for the worker, asks, and reads the answer. What the worker does: it answers. */
function judge({ RulesDesk, HandOver, PACK, extentsOf }, { patient, chart }, today) {
  const desk = new RulesDesk()
  const { port1, port2 } = new MessageChannel()
  const pieces = []
  for (let steps = new HandOver().pieces(chart); ;) {
    const [took, piece] = timed(() => {
      const { value } = steps.next()
      if (value) port1.postMessage(value)
      return value
    })
    pieces.push(took)
    if (!piece) break
    desk.take(piece)
  }
  const ask = () => desk.answer({ id: 1, chart: { patient, extents: extentsOf(chart) }, says: [], unmapped: false })
  const [worker, answer] = timed(() => {
    desk.take({ kind: 'rules', pack: PACK, today })
    return ask()
  })
  const [read] = timed(() => structuredClone(answer))
  const [again] = timed(ask)
  port1.close()
  port2.close()
  return { longest: Math.max(...pieces, read), page: pieces.reduce((a, b) => a + b, read), worker, again }
}

/** One program's first look at a chart, and the least of nine once it is warm. */
async function measure(bundle) {
  const engine = await import(pathToFileURL(bundle).href)
  const now = new Date()
  const resources = engine.allCharts.find(({ slug }) => slug === 'twelve-thousand-results').resources(now)
  const text = JSON.stringify(resources)
  const [parse] = timed(() => JSON.parse(text))
  const person = engine.chartOf({ resources })
  const run = () => judge(engine, person, now.toISOString().slice(0, 10))
  const cold = run()
  const runs = Array.from({ length: 9 }, run)
  const warm = Object.fromEntries(Object.keys(cold).map((key) => [key, Math.min(...runs.map((each) => each[key]))]))
  return { parse, cold, warm }
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
  const ms = (of) => `${middle(of).toFixed(1)} ms`
  const words = (of) => [
    `the page ${ms((run) => of(run).page)}, in pieces of at most ${ms((run) => of(run).longest)};`,
    `the worker ${ms((run) => of(run).worker)} (${middle((run) => of(run).worker / run.parse).toFixed(2)} × JSON.parse of the chart),`,
    `again, with nothing new, ${ms((run) => of(run).again)}`,
  ]
  console.log(`Screening rules over 12,000 results, cold: ${words(({ cold }) => cold).join(' ')}`)
  console.log(`  once the program is warm: ${words(({ warm }) => warm).join(' ')}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , bundle] = process.argv
  if (bundle === undefined) await printScreeningFigures()
  else console.log(JSON.stringify(await measure(bundle)))
}
