import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from '../rules/files.ts'

/** The official eCQM test patients, where they lie beside the checkout; they are never committed. */
export type Json = Readonly<Record<string, unknown>>
export type EcqmCase = {
  readonly measure: string
  readonly case: string
  readonly period: readonly [string, string]
  readonly expected: readonly Readonly<Record<string, number>>[]
  readonly resources: readonly Json[]
}

const folder = join(root, '../shared/data/ecqm')
export const isThere = (): boolean => existsSync(join(folder, 'cases-2025-period.ndjson.gz'))

const unzipped = (name: string): string => gunzipSync(readFileSync(join(folder, name))).toString('utf8')

// A measure reads instants in UTC; here only the day matters, and no test may hang on the zone it runs in.
const toDays = (text: string): string => text.replace(/"(\d{4}-\d{2}-\d{2})T[^"]*"/g, '"$1"')

export const readCases = (): readonly EcqmCase[] =>
  toDays(unzipped('cases-2025-period.ndjson.gz'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EcqmCase)

const valueSets = () =>
  Object.values(JSON.parse(unzipped('valuesets-no-cpt.json.gz')) as Record<string, { name: string; codes: string[] }>)

/** Every code of every value set, as `loinc|code`. */
export const valueSetCodes = (): ReadonlySet<string> => new Set(valueSets().flatMap(({ codes }) => codes))

/** Codes of every value set whose name matches, as `code`. */
export function codesNamed(name: RegExp): ReadonlySet<string> {
  const found = valueSets().filter((set) => name.test(set.name))
  return new Set(found.flatMap(({ codes }) => codes.map((code) => code.slice(code.lastIndexOf('|') + 1))))
}

export const typeOf = (resource: Json): string => String(resource['resourceType'])

/** Every code written anywhere in a resource. */
export const codesIn = (resource: Json): readonly string[] =>
  [...JSON.stringify(resource).matchAll(/"code":"([^"]+)"/g)].map((match) => match[1] ?? '')

export function startOf(resource: Json): string | undefined {
  const text = JSON.stringify(resource)
  return /"(?:start|effectiveDateTime|performedDateTime|authoredOn|onsetDateTime)":"(\d{4}-\d{2}-\d{2})/.exec(text)?.[1]
}
