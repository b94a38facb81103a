// `npm run fuzz -- --minutes 30`: other cases than those of `npm test`, for so long; what crashes becomes a named test.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' }, only: { type: 'string' } },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error('npm run fuzz -- --minutes 30 [--seed N] [--only searchsets]')
  process.exit(2)
}
const seed = values.seed ?? String(randomInt(2 ** 31))
console.log(`${minutes} minutes, seed ${seed}`)
const root = fileURLToPath(new URL('../..', import.meta.url))
const only = values.only === undefined ? [] : ['-t', values.only]
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    'tests/fuzz.test.ts',
    '--disable-console-intercept',
    ...only,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_MINUTES: String(minutes), FUZZ_SEED: seed } },
)
process.exit(run.status ?? 1)
