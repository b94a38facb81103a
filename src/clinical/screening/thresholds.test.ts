import { describe, expect, it } from 'vitest'
import { wrongAges, wrongInterval } from '../../../tests/screening/check.ts'
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
