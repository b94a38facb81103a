import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { READERS } from './every-reader.ts'
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
  const last = path.at(-1)!
  const was = holder[last]
  if (change === 'delete') delete holder[last]
  else if (change === 'replace') holder[last] = junk
  else if (change === 'repeat') holder[last] = [was, was, junk]
  else if (change === 'wrap') holder[last] = { value: was }
  else Object.defineProperty(holder, '__proto__', { value: junk, enumerable: true, configurable: true, writable: true })
}

const change = fc.constantFrom<Change>('replace', 'replace', 'delete', 'repeat', 'wrap', 'add')

function check(resource: unknown, type: string): void {
  // Without readSafely: the adapter itself must not throw.
  const noun = READERS[type]!(resource, { query: 'Q', included: () => resource })
  if (isUnreadable(noun)) expect(Object.values(REASONS)).toContain(noun.unreadable)
  else expect(misshapen(type, noun)).toEqual([])
  expect(['yes', 'no', 'not-stated']).toContain(belongsTo(resource, 'ePat', 'https://fhir.example.org/R4'))
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
}

function attack(resource: unknown, runs: number): void {
  const type = String((resource as Record<string, unknown>)['resourceType'])
  const places = paths(resource)
  // By number, so that a failing case can be printed.
  const step = fc.record({ place: fc.nat(places.length - 1), change, junk: fc.nat(JUNK.length - 1) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const mutilated = structuredClone(resource)
      for (const { place, change, junk } of steps) mutilate(mutilated, places[place]!, change, JUNK[junk]!())
      check(mutilated, type)
    }),
    { numRuns: runs },
  )
}

describe('a mutilated entry is either read into the right shape or counted with a reason; nothing is thrown', () => {
  it.each(Object.entries(SAMPLES))('%s, at random', (_name, resource) => attack(resource, 400))

  it.each(Object.entries(SAMPLES))('%s, each field missing, null and of every wrong kind', (_name, resource) => {
    const one = (path: Path, change: Change, junk: unknown): void => {
      const mutilated = structuredClone(resource) as unknown
      mutilate(mutilated, path, change, junk)
      check(mutilated, resource.resourceType)
    }
    for (const path of paths(resource)) {
      for (const junk of JUNK) one(path, 'replace', junk())
      for (const change of ['delete', 'repeat', 'wrap', 'add'] as const) one(path, change, {})
    }
  })

  it.each(Object.keys(READERS))('%s made of nothing but junk', (type) => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('code', 'status', 'value', 'name', '__proto__'), fc.jsonValue()),
        (junk) => check({ ...junk, resourceType: type, id: 'x' }, type),
      ),
    )
    for (const junk of JUNK) expect(isUnreadable(readSafely(READERS[type]!, junk(), CONTEXT))).toBe(true)
  })
})

const CAPTURES = fileURLToPath(new URL('../../../../shared/data/epic-captures/', import.meta.url))

describe.skipIf(!existsSync(CAPTURES))('what Epic really sends, mutilated', () => {
  it.each([
    'condition-encounter-diag',
    'diagnosticreport-lab',
    'documentreference',
    'encounter',
    'immunization',
    'observation-lab',
    'observation-vital-signs',
    'procedure',
  ])('%s', (name) => {
    const capture = JSON.parse(readFileSync(`${CAPTURES}${name}-erXuFYUfucBZaryVksYEcMg3.json`, 'utf8')) as {
      body: { entry: { resource: { resourceType: string } }[] }
    }
    const sent = capture.body.entry.map(({ resource }) => resource).filter((one) => one.resourceType in READERS)
    for (const resource of sent.slice(0, 5)) attack(resource, 60)
  })
})
