// `npm start`: builds the app, serves it on one loopback origin and the stand-in for Epic on another.
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, runnerImport } from 'vite'

const usage = 'Usage: npm start -- [--charts DIR] [--port N]'
const root = fileURLToPath(new URL('../../../', import.meta.url))

const { port, charts } = readArguments()
// Ctrl-C during the build is a clean stop too.
let stop = () => process.exit(0)
process.once('SIGINT', () => stop())
process.once('SIGTERM', () => stop())

console.log('Building HealthPrep …')
await build({ root, logLevel: 'warn' })
const load = async (path) =>
  (await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' })).module
const { serve } = await load('src/stand-in/mount/serve.ts')
const { securityHeaders } = await load('src/hosting/policy.ts')
const { toSite } = await load('src/hosting/read-site.ts')
const headersFor = (config) => Object.fromEntries(securityHeaders(toSite(config)))
const served = await serve({ folder: join(root, 'dist'), port, charts, headersFor })
stop = () => {
  console.log('\nStopped.')
  served.close().then(
    () => process.exit(0),
    () => process.exit(0),
  )
}

if (charts !== undefined) {
  console.log(`\n${served.fromDisk.length} chart(s) from ${charts}:`)
  for (const chart of served.fromDisk) console.log(`  ${chart.name} (${chart.line})`)
  for (const { file, why } of served.skipped) console.log(`  skipped ${file}: ${why}`)
}
console.log(`
HealthPrep is at   ${served.app}/
  Open it, press "Sign in with Epic", sign in, choose a patient, allow.

From the chart     ${served.ehr.simulatorUrl}
  Open it, choose a patient and a visit: the app opens inside, as in Epic.

The built-in patients are invented; those under "Something goes wrong" each show one failure.
Stop with Ctrl-C.`)

function readArguments() {
  const parsed = parse()
  const port = Number(parsed.port ?? 4000)
  if (!Number.isInteger(port) || port < 1 || port > 65_000) refuse(`--port ${parsed.port} is not a port`)
  const charts = parsed.charts === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', parsed.charts)
  if (charts !== undefined && !(existsSync(charts) && statSync(charts).isDirectory()))
    refuse(`--charts ${parsed.charts} is not a folder`)
  return { port, charts }
}

function parse() {
  try {
    return parseArgs({ options: { charts: { type: 'string' }, port: { type: 'string' } } }).values
  } catch (error) {
    return refuse(error.message)
  }
}

function refuse(why) {
  console.error(`${why}\n${usage}`)
  return process.exit(2)
}
