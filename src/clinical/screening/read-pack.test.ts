import { describe, expect, it } from 'vitest'
import { first } from '../../../tests/fixtures.ts'
import json from './pack.json'
import { PACK } from './pack.ts'
import { pastReview, toPlanDefinitions } from './plan-definition.ts'
import { readPack } from './read-pack.ts'

describe('the rule file', () => {
  const changed = (change: (pack: Record<string, never>) => void): unknown => {
    const copy: Record<string, never> = JSON.parse(JSON.stringify(json))
    change(copy)
    return copy
  }
  type Loose = { rules: Record<string, unknown>[]; codeSets: { bmi: Record<string, unknown> } }
  const modalityOf = (pack: Loose, rule: number) =>
    first((pack.rules[rule] as { modalities: Record<string, unknown>[] }).modalities)
  it.each<[string, (pack: Loose) => void, string]>([
    [
      'a rule without an age',
      (pack) => (first(pack.rules)['eligibility'] = {}),
      'rules[0].eligibility.age: must be an object, but is missing',
    ],
    ['a misspelt field', (pack) => (first(pack.rules)['exlusions'] = []), 'rules[0].exlusions: is not a field here'],
    [
      'a set that is not there',
      (pack) => (first(pack.rules)['guards'] = [{ id: 'x', text: 'x', any: ['nothing'] }]),
      'rules[0].guards[0]: there is no code set nothing',
    ],
    [
      'a code of no known system',
      (pack) => (pack.codeSets.bmi['codes'] = ['cpt|1']),
      'codeSets.bmi.codes[0]: must be a code such as loinc|4548-4, but is "cpt|1"',
    ],
    [
      'an impossible day',
      (pack) => (first(pack.rules)['source'] = { ...(first(pack.rules)['source'] as object), issued: '2024-02-30' }),
      'rules[0].source.issued: must be a day',
    ],
    [
      'two rules of one name',
      (pack) => (first(pack.rules.slice(1))['id'] = first(pack.rules)['id']),
      'rules[1].id: breast-cancer is there twice',
    ],
    [
      'a limit of both kinds',
      (pack) => (modalityOf(pack, 0)['nextByResult'] = [{ atLeast: 1, below: 2, months: 3 }]),
      'rules[0].modalities[0].nextByResult[0]: has exactly one of atLeast, below',
    ],
    [
      'a limit of no kind',
      (pack) => (modalityOf(pack, 0)['abnormal'] = { bounds: [{ unit: '%' }] }),
      'rules[0].modalities[0].abnormal.bounds[0]: has exactly one of atLeast, below',
    ],
    [
      'an interval by an unknown function',
      (pack) => (modalityOf(pack, 0)['interval'] = { name: 'guess', months: 3 }),
      'rules[0].modalities[0].interval.name: must be one of',
    ],
    [
      'an interval of a function without its months',
      (pack) => (modalityOf(pack, 0)['interval'] = { name: 'eyes-at-goal' }),
      'rules[0].modalities[0].interval.months: must be a whole number from 1 to 600, but is missing',
    ],
    ['an unknown function', (pack) => (first(pack.rules)['review'] = 'guess'), 'rules[0].review: must be one of'],
  ])('%s is named', (_, change, message) => {
    expect(() => readPack(changed((pack) => change(pack as unknown as Loose)))).toThrow(message)
  })

  it('every rule names organisation, grade, date, https link and a review day after its date', () => {
    for (const { source } of PACK.rules) expect(source.reviewBy > source.issued).toBe(true)
  })

  it('holds no CPT: no such system, and no bare number of five digits outside SNOMED CT and RxNorm', () => {
    const codes = [...PACK.codeSets.values()].flatMap(({ codes }) => codes)
    expect(codes.filter((code) => !/^(sct|rxnorm)\|/.test(code) && /\|\d{5}$|\|\d{4}[FT]$/.test(code))).toEqual([])
    expect(JSON.stringify(json)).not.toMatch(/ama-assn|\bcpt\b/i)
  })

  it('is one PlanDefinition for each rule, one action for each modality', () => {
    const plans = toPlanDefinitions(PACK)
    expect(plans.map((plan) => plan['id'])).toEqual(PACK.rules.map(({ id }) => id))
    expect(JSON.stringify(plans[0])).toContain('"period":24,"periodUnit":"mo"')
  })

  it('past its review day is a word, not a failure', () => {
    expect(pastReview(PACK, '2000-01-01')).toEqual([])
    expect(pastReview(PACK, '2099-01-01')).toHaveLength(PACK.rules.length)
  })
})
