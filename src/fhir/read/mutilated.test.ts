import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { READERS, readerOf } from './every-reader.ts'
import { isUnreadable, readSafely, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'
import { belongsTo } from './subject.ts'
import { misshapen } from './shapes.ts'

/** The JSON of a deep nest, built without recursion. */
const deep = (levels: number): unknown => JSON.parse('{"coding":['.repeat(levels) + ']}'.repeat(levels))

/** What a broken server, a broken proxy or an attacker may put where something else is due. */
const JUNK: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -1,
  () => Infinity, // what JSON's 1e999 becomes
  () => '',
  () => ' ',
  () => 'active',
  () => '\u202Eevitca',
  () => 'x'.repeat(100_000),
  () => [],
  () => [null],
  () => [[]],
  () => ({}),
  () => ({ value: '5' }),
  () => ({ reference: 7 }),
  () => ({ text: {}, coding: 'x' }),
  () => ({ coding: [null, 3, { code: {}, system: [] }] }),
  () => deep(1000),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => '__proto__',
  () => 'constructor',
]

type Path = readonly (string | number)[]

function paths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...at, Array.isArray(value) ? Number(key) : key]
    return [here, ...paths(inner, here)]
  })
}

type Change = 'replace' | 'delete' | 'repeat' | 'wrap' | 'add'

/** Changes the resource in place: a deep nest is too deep to be cloned. */
function mutilate(resource: unknown, path: Path, change: Change, junk: unknown): void {
  let holder = resource as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) {
    const next = holder[step]
    // An earlier change took this away.
    if (typeof next !== 'object' || next === null) return
    holder = next as Record<string | number, unknown>
  }
  const last = path.at(-1) ?? ''
  const was = holder[last]
  if (change === 'delete') delete holder[last]
  else if (change === 'replace') holder[last] = junk
  else if (change === 'repeat') holder[last] = [was, was, junk]
  else if (change === 'wrap') holder[last] = { value: was }
  else Object.defineProperty(holder, '__proto__', { value: junk, enumerable: true, configurable: true, writable: true })
}

const change = fc.constantFrom<Change>('replace', 'replace', 'delete', 'repeat', 'wrap', 'add')

/** What is wrong with the reading of this resource; nothing, if it became the right shape or a reason. */
function faults(resource: unknown, type: string): readonly string[] {
  // Without readSafely: the adapter itself must not throw.
  const noun = readerOf(type)(resource, { query: 'Q', included: () => resource })
  const reasons: readonly string[] = Object.values(REASONS)
  const owner = belongsTo(resource, 'ePat', 'https://fhir.example.org/R4')
  return [
    ...(isUnreadable(noun) ? (reasons.includes(noun.unreadable) ? [] : ['reason']) : misshapen(type, noun)),
    ...(['yes', 'no', 'not-stated'].includes(owner) ? [] : ['owner']),
    ...('polluted' in {} ? ['pollution'] : []),
  ]
}

function attack(resource: { readonly resourceType: string }, runs: number): void {
  const step = fc.record({ path: fc.constantFrom(...paths(resource)), change, junk: fc.constantFrom(...JUNK) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const mutilated = structuredClone(resource)
      for (const { path, change, junk } of steps) mutilate(mutilated, path, change, junk())
      expect(faults(mutilated, resource.resourceType)).toEqual([])
    }),
    { numRuns: runs },
  )
}

describe('a mutilated entry is either read into the right shape or counted with a reason; nothing is thrown', () => {
  it.each(Object.entries(SAMPLES))('%s, at random', (_name, resource) => {
    expect(() => attack(resource, 400)).not.toThrow()
  })

  it.each(Object.entries(SAMPLES))('%s, each field missing, null and of every wrong kind', (_name, resource) => {
    const found = (path: Path, change: Change, junk: unknown): readonly string[] => {
      const mutilated = structuredClone(resource) as unknown
      mutilate(mutilated, path, change, junk)
      return faults(mutilated, resource.resourceType).map((fault) => `${fault} after ${change} of ${path.join('.')}`)
    }
    const others: readonly Change[] = ['delete', 'repeat', 'wrap', 'add']
    const all = paths(resource).flatMap((path) => [
      ...JUNK.flatMap((junk) => found(path, 'replace', junk())),
      ...others.flatMap((change) => found(path, change, {})),
    ])
    expect(all).toEqual([])
  })

  it.each(Object.keys(READERS))('%s made of nothing but junk', (type) => {
    const names = fc.constantFrom('code', 'status', 'value', 'name', '__proto__')
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (junk) => {
        expect(faults({ ...junk, resourceType: type, id: 'x' }, type)).toEqual([])
      }),
    )
    expect(JUNK.every((junk) => isUnreadable(readSafely(readerOf(type), junk(), CONTEXT)))).toBe(true)
  })
})

const CAPTURES = fileURLToPath(new URL('../../../../shared/data/epic-captures/', import.meta.url))
const NAMES = [
  'condition-encounter-diag',
  'diagnosticreport-lab',
  'documentreference',
  'encounter',
  'immunization',
  'observation-lab',
  'observation-vital-signs',
  'procedure',
]

describe.skipIf(!existsSync(CAPTURES))('what Epic really sends, mutilated', () => {
  it.each(NAMES)('%s', (name) => {
    const capture = JSON.parse(readFileSync(`${CAPTURES}${name}-erXuFYUfucBZaryVksYEcMg3.json`, 'utf8')) as {
      body: { entry: { resource: { resourceType: string } }[] }
    }
    const sent = capture.body.entry.map(({ resource }) => resource).filter((one) => one.resourceType in READERS)
    expect(sent).not.toEqual([])
    for (const resource of sent.slice(0, 5)) attack(resource, 60)
  })
})
