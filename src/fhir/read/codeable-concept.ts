import type { Coding, Concept } from '#clinical/source.ts'
import { field, has, isObject, list, present, text } from './json.ts'

/** Names of code systems, for a code that came without any words. */
const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['http://snomed.info/sct', 'SNOMED CT'],
  ['http://loinc.org', 'LOINC'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'ICD-10'],
  ['http://hl7.org/fhir/sid/icd-10', 'ICD-10'],
  ['http://hl7.org/fhir/sid/icd-9-cm', 'ICD-9'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm'],
  ['http://hl7.org/fhir/sid/cvx', 'CVX'],
  ['http://hl7.org/fhir/sid/ndc', 'NDC'],
])

function readCoding(value: unknown): Coding | undefined {
  const coding = { system: text(value, 'system'), code: text(value, 'code'), display: text(value, 'display') }
  return coding.code === undefined && coding.display === undefined ? undefined : coding
}

/** Every coding, in the order sent: Epic codes twice and thrice, and the standard code is rarely the first. */
export const readCodings = (concept: unknown): readonly Coding[] => present(list(concept, 'coding').map(readCoding))

const bareCode = (coding: Coding): string | undefined =>
  coding.code && `${SYSTEMS.get(coding.system ?? '') ?? 'code'} ${coding.code}`

function wordsOf(concept: unknown, codings: readonly Coding[]): string | undefined {
  const stated = text(concept, 'text')
  if (stated !== undefined) return stated
  const chosen = list(concept, 'coding').find((coding) => field(coding, 'userSelected') === true)
  return (
    text(chosen, 'display') ??
    codings.find((coding) => coding.display !== undefined)?.display ??
    codings.map(bareCode).find((code) => code !== undefined)
  )
}

/** The words of a concept: its text, else the display the user chose, else any display, else a bare code with its system. */
export const conceptText = (concept: unknown): string | undefined => wordsOf(concept, readCodings(concept))

/** A CodeableConcept that can be shown, else undefined. */
function readConcept(value: unknown): Concept | undefined {
  if (!isObject(value)) return undefined
  const codings = readCodings(value)
  const words = wordsOf(value, codings)
  return words === undefined ? undefined : { text: words, codings }
}

export const concept = (resource: unknown, name: string): Concept | undefined => readConcept(field(resource, name))

/** The concepts of a repeating field that can be shown. */
export const concepts = (resource: unknown, name: string): readonly Concept[] =>
  present(list(resource, name).map(readConcept))

/**
 * The meaning of a required-binding status such as `clinicalStatus`. `absent` where nothing was sent; `unknown` where
 * something was sent that is not understood, or two codes contradict each other: then nobody may read it as "active".
 */
export function coded<T extends string>(
  resource: unknown,
  name: string,
  system: string,
  meanings: Readonly<Record<string, T>>,
): T | 'absent' | 'unknown' {
  if (!has(resource, name)) return 'absent'
  const value = field(resource, name)
  const codings = readCodings(value).filter((c) => c.system === undefined || c.system === system)
  const words =
    readCodings(value).length === 0 ? [text(value, 'text')?.toLowerCase()] : codings.map((coding) => coding.code)
  const found = new Set(
    words.map((word) => (word !== undefined && Object.hasOwn(meanings, word) ? meanings[word] : undefined)),
  )
  const [only] = found
  return found.size === 1 && only !== undefined ? only : 'unknown'
}

/** Whether any coding, under one of the systems, has one of the codes. */
export const hasCode = (codings: readonly Coding[], systems: readonly string[], codes: readonly string[]): boolean =>
  codings.some((c) => c.system !== undefined && systems.includes(c.system) && codes.includes(c.code ?? ''))
