import { describe, expect, it } from 'vitest'
import { PACK } from './pack.ts'

const adviceOf = (id: string): string => PACK.rules.find((rule) => rule.id === id)?.advice ?? ''

/** USPSTF recommends these and says no interval; ours is a choice, and the reader must be told so. */
const OWN_INTERVAL = [
  'osteoporosis',
  'prostate-cancer',
  'body-mass-index',
  'alcohol',
  'drug-use',
  'depression',
  'depression-12-17',
  'anxiety',
  'anxiety-8-17',
  'child-fluoride',
]

/** What another guideline in force says otherwise, or what is done with the result. */
const SAYS: readonly (readonly [rule: string, says: RegExp])[] = [
  ['blood-pressure-control', /130\/80.*2025/],
  ['cervical-cancer', /ACS.*3 years/],
  ['pregnancy-syphilis', /ACOG.*third trimester.*birth/],
  ['hepatitis-c-risk', /[Yy]early.*inject/],
  ['depression', /positive.*follow-up/],
  ['depression-12-17', /positive.*follow-up/],
  ['diabetes-a1c', /treatment.*changed/],
  ['diabetes-lipids', /4 to 12 weeks/],
  ['body-mass-index', /30 or more/],
  ['metformin-b12', /[Yy]early after 4 years/],
]

describe('what a rule advises', () => {
  it.each(OWN_INTERVAL)('%s says that the interval is not of the guideline', (id) => {
    expect(adviceOf(id)).toMatch(/no interval/i)
  })

  it.each(SAYS)('%s: %s', (id, says) => {
    expect(adviceOf(id)).toMatch(says)
  })

  it('no advice is longer than three lines of the sheet', () => {
    expect(PACK.rules.filter(({ advice }) => advice.length > 230).map(({ id }) => id)).toEqual([])
  })
})
