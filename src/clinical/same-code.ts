import type { Concept } from './source.ts'

export const LOINC = 'http://loinc.org'

/** `system|code` of every coding that has both: a code without its system is not comparable. */
export function codeKeys(concept: Concept): string[] {
  const keys: string[] = []
  for (const { system, code } of concept.codings) if (system && code) keys.push(`${system}|${code}`)
  return keys
}

export const hasCode = (concept: Concept, system: string, code: string): boolean =>
  concept.codings.some((coding) => coding.system === system && coding.code === code)

/**
 * Whether two codings of one thing can be the same: they share a code, and in no system do both speak and differ. So a
 * broad shared code (one ICD-10 code over two SNOMED CT concepts) does not make two things one.
 */
export function isSameCode(a: readonly string[], b: readonly string[]): boolean {
  if (!a.some((key) => b.includes(key))) return false
  const systems = new Set(a.map(systemOf))
  for (const system of systems) {
    const mine = a.filter((key) => systemOf(key) === system)
    const theirs = b.filter((key) => systemOf(key) === system)
    if (theirs.length > 0 && !mine.some((key) => theirs.includes(key))) return false
  }
  return true
}

const systemOf = (key: string): string => key.slice(0, key.lastIndexOf('|'))
