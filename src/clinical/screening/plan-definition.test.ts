import { describe, expect, it } from 'vitest'
import { PACK } from './pack.ts'
import { toPlanDefinitions } from './plan-definition.ts'
import type { RulePack } from './rule.ts'

type Path = readonly string[]

/** Where the values of a rule stand. */
const leavesOf = (value: unknown, at: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...at, name]))
    : value === undefined
      ? []
      : [at]

/** The same with another value at one place. */
function changedAt(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) {
    if (typeof value === 'boolean') return !value
    return typeof value === 'number' ? value + 1 : `${String(value)}-other`
  }
  const change = (each: unknown, key: string) => (key === name ? changedAt(each, rest) : each)
  if (Array.isArray(value)) return value.map((each, at) => change(each, String(at)))
  return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, change(each, key)]))
}

const exported = (pack: RulePack): string => JSON.stringify(toPlanDefinitions(pack))

describe('the rules as FHIR', () => {
  it.each(PACK.rules.map((rule) => [rule.id, rule] as const))('carry every field of %s', (_, rule) => {
    const before = exported({ ...PACK, rules: [rule] })
    const lost = leavesOf(rule).filter(
      (path) => exported({ ...PACK, rules: [changedAt(rule, path)] as RulePack['rules'] }) === before,
    )
    expect(lost.map((path) => path.join('.'))).toEqual([])
  })

  it('carry the flags', () => {
    const lost = leavesOf(PACK.flags).filter(
      (path) => exported({ ...PACK, flags: changedAt(PACK.flags, path) as RulePack['flags'] }) === exported(PACK),
    )
    expect(lost).toEqual([])
  })

  it('an extension has a value or parts, never neither', () => {
    const bad: unknown[] = []
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      const keys = Object.keys(value).filter((key) => /^(url|extension|value[A-Z])/.test(key))
      if ('url' in value && !('resourceType' in value) && !('type' in value))
        if (keys.length !== 2 || ('extension' in value && (value.extension as []).length === 0)) bad.push(value)
      Object.values(value).forEach(look)
    }
    look(toPlanDefinitions(PACK))
    expect(bad).toEqual([])
  })
})
