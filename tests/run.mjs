// `npm test`: every check in order, all of them even when one fails; the last line is what CI reads.
// `npm test -- types lint unit` runs only the steps named.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromeMissing, findOrInstallChrome } from './chrome.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'healthprep-test-'))

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts */

/** A program of node_modules, run by this very Node: no shell, no PATH, the same on every system. */
function tool(script, args, env = {}) {
  const path = join(root, 'node_modules', script)
  const run = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  if (run.error) console.error(run.error.message)
  return run.status === 0
}

/** @returns {Counts} */
const check = (script, ...args) => {
  const ok = tool(script, args)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

/**
 * One vitest project. What failed is said again at the very end, where CI's cut log still holds it. A run that leaves no
 * tally, or that failed though nothing in it did, is a failure as well.
 * @returns {Counts}
 */
function vitest(project, env = {}) {
  const file = join(scratch, `${project}.json`)
  const tally = join(root, 'tests', 'tally.mjs')
  const ok = tool('vitest/vitest.mjs', ['run', '--project', project, '--reporter=default', `--reporter=${tally}`], {
    ...env,
    TALLY: file,
  })
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8'))
    if (ok || counts.failed > 0) return counts
    return { ...counts, failed: 1, failures: ['vitest failed, and did not say why'] }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['vitest came to no end'] }
  }
}

/** @returns {Counts} */
function journeys() {
  const chrome = findOrInstallChrome()
  if (chrome !== undefined) return vitest('e2e', { CHROME_PATH: chrome })
  console.error(chromeMissing)
  return { passed: 0, failed: 1, skipped: 0 }
}

const tsc = (project) => () => check('typescript/bin/tsc', '-p', project)

const steps = [
  { name: 'types', title: 'types of the app', run: tsc('.') },
  { name: 'types', title: 'types of src/clinical, without a browser', run: tsc('src/clinical') },
  { name: 'types', title: 'types of the tests', run: tsc('tests') },
  {
    name: 'format',
    title: 'format',
    run: () => check('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  },
  { name: 'lint', title: 'lint', run: () => check('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  {
    name: 'knip',
    title: 'unused files, exports and packages',
    run: () => check('knip/bin/knip.js', '--treat-config-hints-as-errors'),
  },
  { name: 'unit', title: 'unit tests', run: () => vitest('unit') },
  { name: 'screens', title: 'screens in jsdom', run: () => vitest('app') },
  { name: 'build', title: 'build', run: () => check('vite/bin/vite.js', 'build', '--logLevel', 'warn') },
  {
    name: 'build',
    title: 'build of the demo',
    run: () => check('vite/bin/vite.js', 'build', '--mode', 'demo', '--logLevel', 'warn'),
  },
  { name: 'journeys', title: 'journeys in a real browser', run: journeys },
]

const asked = process.argv.slice(2)
const known = new Set(steps.map((step) => step.name))
const unknown = asked.filter((name) => !known.has(name))
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}; the steps are ${[...known].join(', ')}.`)
  process.exit(2)
}

const lines = []
const sum = { passed: 0, failed: 0, skipped: 0 }
for (const { name, title, run } of steps) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n── ${title}`)
  const began = performance.now()
  const { passed, failed, skipped, failures = [] } = run()
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  lines.push(`${failed > 0 ? '✗' : '✓'} ${title}: ${counts} (${seconds} s)`, ...failures.map((line) => `    ${line}`))
}
rmSync(scratch, { recursive: true, force: true })

console.log(`\n${lines.join('\n')}\n`)
if (sum.skipped > 0) console.log(`${sum.skipped} skipped: what they need is not on this machine.`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0
