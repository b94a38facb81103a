import { describe, expect, it } from 'vitest'
import { wrongAges, wrongCriterion, wrongInterval, wrongResult } from '../../../tests/screening/check.ts'
import { wrongExamples } from '../../../tests/screening/examples.ts'
import { mutantsOf } from '../../../tests/screening/mutate.ts'
import { WHEN } from '../../../tests/screening/thresholds-criteria.ts'
import { HOW_LONG, WHO } from '../../../tests/screening/thresholds.ts'
import { PACK } from './pack.ts'
import type { RulePack } from './rule.ts'

/** Everything the tables say against a rule of this pack. */
function wrong(rule: string, pack: RulePack): boolean {
  const who = WHO.find(([id]) => id === rule)
  if (!who) return false
  return (
    wrongAges(who, pack).length > 0 ||
    HOW_LONG.some((row) => row[0] === rule && wrongInterval(row, who, pack).length > 0) ||
    HOW_LONG.some((row) => row[0] === rule && wrongResult(row, who, pack).length > 0) ||
    WHEN.some((row) => row[0] === rule && wrongCriterion(row, who, pack).length > 0) ||
    wrongExamples(rule, pack).length > 0
  )
}

describe('a slip in any rule is seen', () => {
  it.each(PACK.rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    expect(wrong(id, PACK)).toBe(false)
    const mutants = mutantsOf(PACK, rule)
    expect(mutants.length).toBeGreaterThan(2)
    expect(mutants.filter(({ pack }) => !wrong(id, pack)).map(({ what }) => what)).toEqual([])
  })
})
