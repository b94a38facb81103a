import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { differences } from './differences.mjs'
import { readRelease } from './read-release.mjs'
import { toSchedule } from './to-schedule.mjs'

const SHIPPED = fileURLToPath(new URL('../../src/clinical/immunization/schedule/cdc-cdsi.json', import.meta.url))
const MOST = 100_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: 'string' },
    published: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    to: { type: 'string' },
  },
})
const [path] = positionals
if (path === undefined || !existsSync(path)) {
  console.error(
    'npm run schedule -- <zip or folder of CDC CDSi supporting data> [--version 4.64] [--published 2025-11-10] [--dry-run]',
  )
  process.exit(1)
}

const TARGET = values.to ?? SHIPPED
const schedule = toSchedule(readRelease(path), values)
const text = `${JSON.stringify(schedule)}\n`
const size = gzipSync(text, { level: 9 }).length
const before = existsSync(TARGET) ? JSON.parse(readFileSync(TARGET, 'utf8')) : undefined
const changes = before === undefined ? ['There was no schedule before.'] : differences(before, schedule)
for (const change of changes) console.log(change)
if (changes.length === 0) console.log('Nothing has changed.')
console.log(
  `CDSi ${schedule.version} of ${schedule.published}: ${schedule.antigens.length} antigens, ${size} bytes gzip.`,
)
if (size > MOST) {
  console.error(`That is more than ${MOST} bytes; nothing was written.`)
  process.exit(1)
}
if (!values['dry-run']) writeFileSync(TARGET, text)
