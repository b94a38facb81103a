import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import type { Chart } from '../chart.ts'
import { isJson, list, parseJson, text, type Json } from '../json.ts'
import { toCharts, type Loose } from './disk-charts.ts'

export type Skipped = { readonly file: string; readonly why: string }

export type FromDisk = { readonly charts: readonly Chart[]; readonly skipped: readonly Skipped[] }

/**
 * Every chart of a folder and its subfolders: FHIR R4 bundles of any type, single resources, NDJSON, and recorded
 * answers of a server (`{ "_request": …, "body": … }`). A file that cannot be read is named, never fatal.
 */
export async function chartsFrom(folder: string): Promise<FromDisk> {
  const skipped: Skipped[] = []
  const loose: Loose[] = []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  for (const path of paths) {
    const file = relative(folder, path)
    const found = await read(path).catch((error: unknown) =>
      error instanceof Error ? error.message : 'cannot be read',
    )
    if (typeof found === 'string') skipped.push({ file, why: found })
    else {
      loose.push(...found.resources.map((one) => ({ ...one, file })))
      if (found.bad > 0) skipped.push({ file, why: `${found.bad} of its lines cannot be read; the others are served` })
    }
  }
  const { charts, homeless } = toCharts(loose)
  for (const file of homeless) skipped.push({ file, why: 'holds nothing of any patient' })
  return { charts, skipped: skipped.toSorted((a, b) => (a.file < b.file ? -1 : 1)) }
}

type Found = { readonly resources: readonly Omit<Loose, 'file'>[]; readonly bad: number }

async function read(path: string): Promise<Found | string> {
  if (/\.(ndjson|jsonl)$/i.test(path)) {
    const lines = await readLines(path)
    return lines.resources.length > 0 ? lines : 'holds no FHIR resource'
  }
  if (!/\.json$/i.test(path)) return 'is neither .json nor .ndjson'
  const whole = parseJson((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  if (whole === undefined) {
    // Some exports say .json and write a resource a line.
    const lines = await readLines(path)
    return lines.resources.length > 0 ? lines : 'is not JSON'
  }
  const resources = unpack(whole)
  return resources.length > 0 ? { resources, bad: 0 } : 'holds no FHIR resource'
}

async function readLines(path: string): Promise<Found> {
  const resources: Omit<Loose, 'file'>[] = []
  let bad = 0
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const found = unpack(parseJson(line))
    if (found.length === 0) bad += 1
    resources.push(...found)
  }
  return { resources, bad }
}

/** The resources in a bundle, a list, a recorded answer, or the one resource it is. */
function unpack(value: unknown, fullUrl?: string): Omit<Loose, 'file'>[] {
  if (Array.isArray(value)) return value.flatMap((one) => unpack(one))
  if (!isJson(value)) return []
  const type = text(value['resourceType'])
  if (type === undefined) return value['_request'] === undefined ? [] : unpack(value['body'])
  if (type !== 'Bundle') return [{ resource: value, ...(fullUrl === undefined ? {} : { fullUrl }) }]
  return list(value['entry'])
    .filter(isJson)
    .filter((entry) => !isOutcome(entry))
    .flatMap((entry) => unpack(entry['resource'], text(entry['fullUrl'])))
}

const isOutcome = (entry: Json): boolean => isJson(entry['search']) && entry['search']['mode'] === 'outcome'
