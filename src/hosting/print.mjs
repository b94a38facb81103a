// `npm run headers -- --host nginx`: prints the configuration of that host, made from config.json.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const load = async (file) =>
  (await runnerImport(fileURLToPath(new URL(file, import.meta.url)), { root, configFile: false, logLevel: 'error' }))
    .module

try {
  const { host, config } = parseArgs({ options: { host: { type: 'string' }, config: { type: 'string' } } }).values
  const [{ configurationFor }, { readSite }] = await Promise.all([load('./hosts.ts'), load('./read-site.ts')])
  const file = config ?? 'public/config.json'
  const site = readSite(
    read(config === undefined ? resolve(root, file) : resolve(process.env.INIT_CWD ?? '.', file)),
    file,
  )
  process.stdout.write(configurationFor(host, site))
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`${path} cannot be read.`, { cause })
  }
}
