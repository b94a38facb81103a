import { describe, expect, it } from 'vitest'
import { type Outcome, compare } from './ecqm/agree.ts'
import { isThere, readCases } from './ecqm/cases.ts'
import { MEASURES, NOT_MAPPED } from './ecqm/measures.ts'
import { tableOf } from './ecqm/table.ts'

const BARE = 'its result is a bare number: the measure counts that there is one, the rule asks a person what it means'

/** Every disagreement, with its reason. A new one must be understood before it may stand here. */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  '070ea94d': BARE,
  '25727adc': BARE,
  '321abfa0': BARE,
  '4c40d1e6': BARE,
  '6005d1fd': BARE,
  '4e4e6417': 'the same answer as in a case that counts; why the measure refuses it is not in the data',
  '5516ccc0': 'a visit by a CPT code that the measure does not know; which it knows, we may not hold',
  '5624ca8c':
    'a body mass index without its percentile: the measure is met by index, height and weight, the rule wants the percentile',
  '5ed37c9e': 'its result is the word “yes”: the measure counts that it was measured, the rule wants a number',
  '92d6fd00': 'hypertension recorded as inactive: the measure takes it for a diagnosis, the rule for one that is over',
}

describe.skipIf(!isThere())('the official eCQM test patients', () => {
  const cases = isThere() ? readCases() : []
  const outcomes = MEASURES.flatMap((measure) =>
    cases.filter((each) => each.measure === measure.name).map((each) => compare(measure, each)),
  )
  const of = (kind: Outcome['kind']) => outcomes.filter((each) => each.kind === kind)
  if (process.env['ECQM_TABLE'] !== undefined) console.info(tableOf(outcomes))

  it('every measure has a rule, or a reason why it has none', () => {
    const named = new Set([...MEASURES.map(({ name }) => name), ...Object.keys(NOT_MAPPED)])
    expect([...new Set(cases.map(({ measure }) => measure))].filter((name) => !named.has(name))).toEqual([])
  })

  it('every case is compared, or left out for a written reason', () => {
    expect(outcomes).toHaveLength(cases.filter(({ measure }) => !(measure in NOT_MAPPED)).length)
    expect(of('excluded').filter((each) => each.kind === 'excluded' && each.reason.length < 20)).toEqual([])
  })

  it('at least 98 % of the cases that can be compared agree', () => {
    const [agree, differ] = [of('agree').length, of('differ').length]
    expect(agree + differ).toBeGreaterThan(600)
    expect(agree / (agree + differ)).toBeGreaterThanOrEqual(0.98)
  })

  it('the rules find what was done: every case of a numerator that can be compared', () => {
    const numerators = cases.filter(({ expected }) => expected.some((group) => (group['numerator'] ?? 0) > 0))
    const found = new Set(numerators.map((each) => each.case))
    expect(of('agree').filter((each) => found.has(each.case)).length).toBeGreaterThan(100)
  })

  it('no disagreement is without a reason', () => {
    expect(of('differ').filter((each) => DISAGREEMENTS[each.case.slice(0, 8)] === undefined)).toEqual([])
  })
})
