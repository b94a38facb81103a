// A vitest reporter for run.mjs: what passed and failed, and why, in one file. Vitest's own JSON leaves out errors that
// belong to no test, such as a stray rejection or a worker that died, though they fail the run.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

const firstLine = (text = '') => text.split('\n', 1)[0].slice(0, 300)

/** Where it came from, when it says so: the first line of the stack that is of this repository. */
function whence({ stack = '', VITEST_TEST_NAME, VITEST_TEST_PATH }) {
  const own = stack.split('\n').find((line) => /^\s+at .*\/(?:src|tests)\//.test(line))
  const during = [VITEST_TEST_PATH && relative('', VITEST_TEST_PATH), VITEST_TEST_NAME].filter(Boolean).join(': ')
  return [during && `during ${during}`, own?.trim()].filter(Boolean).join('; ')
}

export default class Tally {
  onTestRunEnd(modules, strays) {
    const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
    const fail = (words) => {
      counts.failed += 1
      counts.failures.push(words)
    }
    for (const module of modules) {
      const file = module.relativeModuleId
      for (const { message } of module.errors()) fail(`${file}: ${firstLine(message)}`)
      for (const suite of module.children.allSuites())
        for (const { message } of suite.errors()) fail(`${file}: ${suite.fullName}: ${firstLine(message)}`)
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result()
        if (state === 'passed' || state === 'skipped') counts[state] += 1
        else fail(`${file}: ${test.fullName}: ${firstLine(errors[0]?.message ?? `left ${state}`)}`)
      }
    }
    for (const error of strays) fail(`no test: ${error.name}: ${firstLine(error.message)} (${whence(error)})`)
    writeFileSync(process.env.TALLY ?? '/dev/stderr', JSON.stringify(counts))
  }
}
