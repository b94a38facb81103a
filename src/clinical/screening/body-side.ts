import type { Concept } from '../source.ts'

export type Side = 'left' | 'right'

// SNOMED CT: the side qualifiers, and the structures that CMS125 has with a side (breast, left, right and both).
const LEFT = new Set(['7771000', '80248007'])
const RIGHT = new Set(['24028007', '73056007'])
const BOTH = new Set(['51440002', '63762007'])

/** The sides that the body sites of an entry name, by code or in words; none where they name none. */
export function sidesOf(sites: readonly Concept[]): readonly Side[] {
  const codes = sites.flatMap(({ codings }) =>
    codings.flatMap(({ system, code }) => (isSnomed(system) ? (code ?? []) : [])),
  )
  const texts = sites.flatMap(({ text, codings }) => [text, ...codings.flatMap(({ display }) => display ?? [])])
  const has = (set: ReadonlySet<string>, words: RegExp) =>
    codes.some((code) => set.has(code)) || texts.some((each) => words.test(each))
  const both = has(BOTH, /\b(both|bilateral)\b/i)
  return [
    ...(both || has(LEFT, /\bleft\b/i) ? (['left'] as const) : []),
    ...(both || has(RIGHT, /\bright\b/i) ? (['right'] as const) : []),
  ]
}

const isSnomed = (system: string | undefined): boolean =>
  system === 'http://snomed.info/sct' || system === 'urn:oid:2.16.840.1.113883.6.96'
