import { describe, expect, it } from 'vitest'
import { mutantsOf } from '../../../tests/screening/mutate.ts'
import { isWrong } from '../../../tests/screening/wrong.ts'
import { PACK } from './pack.ts'

describe('a slip in any rule is seen', () => {
  it.each(PACK.rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    expect(isWrong(id, PACK)).toBe(false)
    const mutants = mutantsOf(PACK, rule)
    expect(mutants.length).toBeGreaterThan(2)
    expect(mutants.filter(({ pack }) => !isWrong(id, pack)).map(({ what }) => what)).toEqual([])
  })
})
