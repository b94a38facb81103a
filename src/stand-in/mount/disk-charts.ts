import type { Chart, Resource } from '../chart.ts'
import { each, isJson, list, text, texts, type Json } from '../json.ts'

/** A resource as it lay in a file. */
export type Loose = { readonly resource: Json; readonly fullUrl?: string; readonly file: string }

type Sorted = { readonly charts: readonly Chart[]; readonly homeless: readonly string[] }

/** What a server keeps for itself and no chart holds. */
const notOfCharts = new Set([
  'CapabilityStatement',
  'OperationOutcome',
  'Parameters',
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'SearchParameter',
])

/** Sorts resources into the charts of their patients; several files of one patient become one chart. */
export function toCharts(loose: readonly Loose[]): Sorted {
  const named = loose.filter(({ resource }) => !notOfCharts.has(String(resource['resourceType']))).map(withId)
  const addresses = addressesOf(named)
  const settled = named.map((one) => ({
    ...one,
    resource: resolve(one.resource, addresses.get(one.file) ?? new Map()),
  }))

  const owners = ownersOfFiles(settled)
  const byPatient = new Map<string, Map<string, Resource>>()
  const unowned: Resource[] = []
  const files = new Map<string, Set<string>>()
  for (const { resource, file } of settled) {
    const one = toResource(resource)
    const owner = patientOf(resource) ?? owners.get(`${one.resourceType}/${one.id}`)
    if (owner === undefined) {
      unowned.push(one)
      continue
    }
    const shelf = byPatient.get(owner) ?? new Map<string, Resource>()
    byPatient.set(owner, shelf.set(`${one.resourceType}/${one.id}`, one))
    files.set(owner, (files.get(owner) ?? new Set()).add(file))
  }

  const slugs = new Set<string>()
  const charts = [...byPatient].map(([id, shelf], at): Chart => {
    const patient = shelf.get(`Patient/${id}`) ?? stub(id, shelf)
    // Clinicians, places and the like are found wherever they lie, so one chart carries them for all.
    const resources = [patient, ...[...shelf.values()].filter((one) => one !== patient), ...(at === 0 ? unowned : [])]
    const name = nameOf(patient)
    return {
      slug: toSlug(name === '' ? id : name, slugs),
      patientId: id,
      name: name === '' ? id : name,
      line: lineOf(patient, shelf.size, files.get(id)?.size ?? 1),
      group: 'disk',
      resources: () => resources,
    }
  })
  const placed = new Set(charts.length > 0 ? settled.map((one) => one.file) : [])
  const homeless = new Set(loose.map((one) => one.file).filter((file) => !placed.has(file)))
  return { charts: charts.toSorted((a, b) => (a.name < b.name ? -1 : 1)), homeless: [...homeless] }
}

const withId = (one: Loose, at: number): Loose => {
  const id = text(one.resource['id'])
  if (id !== undefined && id !== '') return one
  const uuid = /^urn:uuid:([\w-]+)$/.exec(one.fullUrl ?? '')?.[1]
  return { ...one, resource: { ...one.resource, id: uuid ?? `from-disk-${at}` } }
}

const problem = [
  {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }],
    text: 'Problem List Item',
  },
]

/** Epic searches Conditions by category, so one without any is filed where a reader looks for it: the problem list. */
const toResource = (resource: Json): Resource => ({
  ...resource,
  ...(resource['resourceType'] === 'Condition' && list(resource['category']).length === 0 ? { category: problem } : {}),
  resourceType: String(resource['resourceType']),
  id: String(resource['id']),
})

/** Per file: from `urn:uuid:…`, a full address or `Type?identifier=…` to `Type/id`. */
function addressesOf(loose: readonly Loose[]): Map<string, Map<string, string>> {
  const byFile = new Map<string, Map<string, string>>()
  for (const { resource, fullUrl, file } of loose) {
    const here = `${String(resource['resourceType'])}/${String(resource['id'])}`
    const addresses = byFile.get(file) ?? new Map<string, string>()
    byFile.set(file, addresses)
    if (fullUrl !== undefined) addresses.set(fullUrl, here)
    for (const one of list(resource['identifier']).filter(isJson))
      addresses.set(
        `${String(resource['resourceType'])}?identifier=${String(one['system'])}|${String(one['value'])}`,
        here,
      )
  }
  return byFile
}

/** A copy whose references are all `Type/id`. */
function resolve(resource: Json, addresses: ReadonlyMap<string, string>): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (!isJson(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        (name === 'reference' || name === 'url') && typeof one === 'string' ? (addresses.get(one) ?? one) : walk(one),
      ]),
    )
  }
  const walked = walk(resource)
  return isJson(walked) ? walked : resource
}

const patientIn = (references: readonly string[]): string | undefined =>
  references.flatMap((one) => /(?:^|\/)Patient\/([^/|]+)/.exec(one)?.[1] ?? [])[0]

function patientOf(resource: Json): string | undefined {
  if (resource['resourceType'] === 'Patient') return String(resource['id'])
  const places = [
    ['subject'],
    ['patient'],
    ['beneficiary'],
    ['individual'],
    ['for'],
    ['participant', 'actor'],
    ['securityContext'],
  ]
  return patientIn(places.flatMap((path) => texts(each(resource, ...path, 'reference'))))
}

/** A Binary names no patient: it belongs to whoever's document or report points to it. */
function ownersOfFiles(loose: readonly Loose[]): Map<string, string> {
  const owners = new Map<string, string>()
  for (const { resource } of loose) {
    const owner = patientOf(resource)
    if (owner === undefined) continue
    for (const path of [['content', 'attachment'], ['presentedForm']])
      for (const url of texts(each(resource, ...path, 'url'))) owners.set(url.split('/').slice(-2).join('/'), owner)
  }
  return owners
}

/** The Patient itself is in none of the files. */
function stub(id: string, shelf: ReadonlyMap<string, Resource>): Resource {
  const display = [...shelf.values()]
    .flatMap((one) => [...each(one, 'subject'), ...each(one, 'patient')])
    .flatMap((one) => (isJson(one) ? (text(one['display']) ?? []) : []))[0]
  const [family, given] = display?.split(', ') ?? []
  return {
    resourceType: 'Patient',
    id,
    ...(display === undefined
      ? {}
      : { name: [{ text: display, ...(family ? { family } : {}), ...(given ? { given: given.split(' ') } : {}) }] }),
  }
}

function nameOf(patient: Resource): string {
  const name = list(patient['name']).find(isJson)
  const given = texts(each(name, 'given')).join(' ')
  const family = text(name?.['family'])
  return family === undefined ? (text(name?.['text']) ?? given) : given === '' ? family : `${family}, ${given}`
}

const lineOf = (patient: Resource, count: number, files: number): string =>
  [
    text(patient['gender']),
    text(patient['birthDate']) && `born ${String(patient['birthDate'])}`,
    `${count} resources`,
    files > 1 ? `from ${files} files` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')

function toSlug(name: string, taken: Set<string>): string {
  const plain = `disk-${name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`
  let slug = plain
  for (let at = 2; taken.has(slug); at += 1) slug = `${plain}-${at}`
  taken.add(slug)
  return slug
}
