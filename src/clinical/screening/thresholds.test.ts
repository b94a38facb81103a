import { describe, expect, it } from 'vitest'
import { wrongAges, wrongCriterion, wrongInterval, wrongResult } from '../../../tests/screening/check.ts'
import { WHEN } from '../../../tests/screening/thresholds-criteria.ts'
import { HOW_LONG, WHO } from '../../../tests/screening/thresholds.ts'
import { PACK } from './pack.ts'

describe('who is asked, to the day', () => {
  it.each(WHO)('%s: %s from %i to %s', (...who) => {
    expect(wrongAges(who, PACK)).toEqual([])
  })

  it('every rule is in the table', () => {
    expect(WHO.map(([rule]) => rule).toSorted()).toEqual(PACK.rules.map(({ id }) => id).toSorted())
  })
})

describe('how long one service lasts, to the day', () => {
  it.each(HOW_LONG)('%s by %s', (...row) => {
    const who = WHO.find(([rule]) => rule === row[0])
    expect(who && wrongInterval(row, who, PACK)).toEqual([])
  })

  it('every modality with an interval is in the table', () => {
    const known = PACK.rules.flatMap((rule) =>
      rule.modalities.filter(({ active }) => !active).map((modality) => `${rule.id} ${modality.id}`),
    )
    expect(HOW_LONG.map(([rule, modality]) => `${rule} ${modality}`).toSorted()).toEqual(known.toSorted())
  })
})

describe('what matters only while it is so, and what for ever', () => {
  it.each(WHEN.map((row) => [row.slice(0, 4).join(' '), row] as const))('%s', (_, row) => {
    const who = WHO.find(([rule]) => rule === row[0])
    expect(who && wrongCriterion(row, who, PACK)).toEqual([])
  })

  it('every condition, risk, exclusion and guard is in the table', () => {
    const known = PACK.rules.flatMap(({ id, eligibility, exclusions, guards }) =>
      Object.entries({
        condition: eligibility.conditions,
        risk: eligibility.risk?.any ?? [],
        exclusion: exclusions,
        guard: guards,
      }).flatMap(([part, list]) => list.map((criterion) => `${id} ${part} ${criterion.id}`)),
    )
    expect(WHEN.map(([rule, part, id]) => `${rule} ${part} ${id}`).toSorted()).toEqual(known.toSorted())
  })
})

describe('what a result means, and for how long', () => {
  it.each(HOW_LONG)('%s by %s', (...row) => {
    const who = WHO.find(([rule]) => rule === row[0])
    expect(who && wrongResult(row, who, PACK)).toEqual([])
  })
})
