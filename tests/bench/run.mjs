// `npm run bench`: builds the app and the floor, measures both, prints a table. It never passes or fails.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, runnerImport } from 'vite'
import { chromeMissing, findOrInstallChrome } from '../chrome.mjs'
import { printForecastFigures } from './forecast.mjs'
import { printScreeningFigures } from './screening.mjs'

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '9' } } })
const root = fileURLToPath(new URL('../..', import.meta.url))
const chrome = findOrInstallChrome()
if (chrome === undefined) {
  console.error(chromeMissing)
  process.exit(2)
}
process.env.CHROME_PATH = chrome

const out = mkdtempSync(join(tmpdir(), 'healthprep-bench-'))
try {
  await printForecastFigures()
  await printScreeningFigures()
  console.log('Building the app and the floor …')
  const [app, floor] = [join(out, 'app'), join(out, 'floor')]
  await build({ root, logLevel: 'error', build: { outDir: app, emptyOutDir: true } })
  const configFile = join(root, 'tests/bench/floor/vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: floor } })
  const { module } = await runnerImport(join(root, 'tests/bench/bench.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  })
  await module.bench({ app, floor, pairs: Math.max(1, Number(values.pairs) || 9) })
} finally {
  rmSync(out, { recursive: true, force: true })
}
