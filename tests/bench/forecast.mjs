import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const FILE = `${root}src/clinical/immunization/schedule/cdc-cdsi.json`
const CASES = `${root}../shared/data/cdsi/cases.ndjson`
const RUNS = 21

const SOURCE = `
export { readSchedule } from '${root}src/clinical/immunization/read-schedule.ts'
export { forecastImmunizations } from '${root}src/clinical/immunization/chapter-4-processing-model.ts'
export { parseDay } from '${root}src/clinical/immunization/day.ts'
export { disagreement } from '${root}tests/cdsi/agreement.ts'`

/** Bundles TypeScript to one module and gives its code. */
async function bundle(entry, minify) {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify,
      target: 'es2023',
      // Vite leaves the white space of an ES library alone.
      lib: { entry, formats: [minify ? 'iife' : 'es'], name: 'bench', fileName: 'bench' },
      rollupOptions: { external: [/\.json\?raw$/] },
    },
  })
  return [built].flat()[0].output[0].code
}

/** A grown person's 40 doses: childhood, boosters and a season each year. */
const HISTORY = [
  '107',
  '107',
  '107',
  '107',
  '107',
  '10',
  '10',
  '10',
  '10',
  '08',
  '08',
  '08',
  '49',
  '49',
  '49',
  '133',
  '133',
  '133',
  '133',
  '116',
  '116',
  '03',
  '03',
  '21',
  '21',
  '83',
  '83',
  '115',
  '114',
  '114',
  '165',
  '165',
  '88',
  '88',
  '88',
  '88',
  '88',
  '88',
  '312',
  '312',
]

const median = (run) => {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)]
}

/**
 * What a forecast of 40 doses costs, as a multiple of JSON.parse of the schedule in the same run; the size of what the worker loads;
 * and CDC's cases per second where they are present.
 */
async function forecastFigures() {
  const place = mkdtempSync(join(tmpdir(), 'forecast-bench-'))
  writeFileSync(join(place, 'entry.ts'), SOURCE)
  const code = await bundle(join(place, 'entry.ts'), false)
  rmSync(place, { recursive: true })
  const engine = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  const text = readFileSync(FILE, 'utf8')
  const schedule = engine.readSchedule(text)
  const birth = engine.parseDay('1990-01-01')
  const blank = { tradeName: undefined, mvx: undefined, volume: undefined, lotExpires: undefined, faulty: false }
  const person = {
    birth,
    sex: 'female',
    birthCountry: undefined,
    observations: new Map([
      ['007', undefined],
      ['186', undefined],
    ]),
    doses: HISTORY.map((cvx, at) => ({ id: String(at), cvx, date: birth + 60 + at * 120, ...blank })),
  }
  const today = engine.parseDay('2025-11-24')
  const forecast = median(() => engine.forecastImmunizations(schedule, person, today))
  const parse = median(() => JSON.parse(text))
  const worker = await bundle(`${root}src/features/immunizations/forecast-worker.ts`, true)
  return {
    ratio: forecast / parse,
    engineGzip: gzipSync(worker, { level: 9 }).length,
    dataGzip: gzipSync(text, { level: 9 }).length,
    cases: existsSync(CASES) ? cdcCases(engine, schedule) : undefined,
  }
}

/** CDC's published cases: how fast, and how many agree of each kind. */
function cdcCases(engine, schedule) {
  const cases = readFileSync(CASES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const start = performance.now()
  const agreeing = cases.filter((each) => engine.disagreement(each, schedule).length === 0)
  const perSecond = cases.length / ((performance.now() - start) / 1000)
  const kinds = [...new Set(cases.map(({ set }) => set))].map((set) => {
    const count = (list) => list.filter((each) => each.set === set).length
    return `${count(agreeing)} of ${count(cases)} ${set}`
  })
  return { perSecond, agree: kinds.join(', ') }
}

/** Prints them. */
export async function printForecastFigures() {
  const { ratio, engineGzip, dataGzip, cases } = await forecastFigures()
  console.log(`Vaccine forecast of 40 doses: ${ratio.toFixed(2)} × JSON.parse of the schedule (at most 10)`)
  console.log(`  engine ${engineGzip} bytes gzip (at most 15000), schedule ${dataGzip} bytes gzip (at most 100000)`)
  if (cases) console.log(`  CDC's cases: ${Math.round(cases.perSecond)} per second; agree: ${cases.agree}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await printForecastFigures()
