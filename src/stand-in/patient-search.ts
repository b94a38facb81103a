import type { Chart, Resource } from './chart.ts'
import { each, isJson, text, texts } from './json.ts'
import { matches } from './match.ts'
import type { World } from './world.ts'

const demographics = [
  'family',
  'given',
  'name',
  'birthdate',
  'gender',
  'legal-sex',
  'telecom',
  'address',
  'address-postalcode',
]

export const hasDemographics = (query: URLSearchParams): boolean =>
  ['_id', 'identifier', ...demographics].some((name) => query.get(name))

/**
 * As Epic: `_id` alone, `identifier` alone or with others, or family, given and exact birth date together (and the sex,
 * if given, must fit). Anything less is an empty answer, not an error.
 */
export function searchPatients(world: World, query: URLSearchParams, only: Chart | undefined): readonly Resource[] {
  const of = (name: string): string | undefined => query.get(name) ?? undefined
  const ids = of('_id')?.split(',')
  const charts = only ? [only] : ids ? ids.flatMap((id) => world.store.chart(id) ?? []) : world.store.charts
  const patients = charts.flatMap((chart) => world.store.all(chart, 'Patient'))
  if (ids) return patients.filter((patient) => ids.includes(patient.id))
  const identifier = of('identifier')
  const family = of('family')
  const given = of('given')
  const birthdate = of('birthdate')
  if (identifier === undefined && (!family || !given || !birthdate)) return []
  return patients.filter(
    (patient) =>
      (identifier === undefined || hasIdentifier(patient, identifier)) &&
      (family === undefined || hasName(patient, 'family', family)) &&
      (given === undefined || hasName(patient, 'given', given)) &&
      (birthdate === undefined || text(patient['birthDate']) === birthdate) &&
      (of('gender') ?? of('legal-sex') ?? patient['gender']) === patient['gender'],
  )
}

/** `system|value`, the bare value, or Epic's `IDType|ID`. */
const hasIdentifier = (patient: Resource, asked: string): boolean =>
  matches(patient, 'identifier', asked) ||
  each(patient, 'identifier').some(
    (one) => isJson(one) && asked === `${texts(each(one, 'type', 'text'))[0] ?? ''}|${text(one['value']) ?? ''}`,
  )

const plain = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const hasName = (patient: Resource, part: 'family' | 'given', asked: string): boolean =>
  texts(each(patient, 'name', part)).some((name) => plain(name) === plain(asked))
