import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isThere, valueSetCodes } from '../../../tests/ecqm/cases.ts'
import { root } from '../../../tests/rules/files.ts'
import { PACK } from './pack.ts'

/** The codes that the reference gives from memory (†): in an eCQM value set, or in none and so in no rule. */
const CONFIRMED = ['1558-6', '2857-1', '44261-6', '56888-1', '9318-7']
const IN_NONE =
  '11011-4 11259-9 16933-4 16935-9 2085-9 2093-3 2132-9 2571-8 55758-7 68519-8 70274-6 71354-5 71775-1 75626-2 82667-7'.split(
    ' ',
  )
const REFERENCE = join(root, '../shared/reference/screening.md')

const inText = (a: string, b: string): number => (a < b ? -1 : 1)
const inPack = (code: string): boolean =>
  [...PACK.codeSets.values()].some(({ codes }) => codes.includes(`loinc|${code}`))

describe('a code from memory counts only where a value set confirms it', () => {
  it('what no value set holds is in no rule', () => {
    expect(IN_NONE.filter(inPack)).toEqual([])
    expect(CONFIRMED.filter((code) => !inPack(code))).toEqual([])
  })

  it.skipIf(!isThere())('the value sets say so themselves', () => {
    const held = valueSetCodes()
    const isHeld = (code: string) => held.has(`loinc|${code}`)
    expect([...CONFIRMED, ...IN_NONE].filter((code) => inPack(code) && !isHeld(code))).toEqual([])
    expect(CONFIRMED.filter((code) => !isHeld(code))).toEqual([])
    expect(IN_NONE.filter(isHeld)).toEqual([])
  })

  it.skipIf(!existsSync(REFERENCE))('these are all of them', () => {
    const marked = readFileSync(REFERENCE, 'utf8').matchAll(/(\d{3,6}-\d)†/g)
    expect([...new Set([...marked].map(([, code = '']) => code))].toSorted(inText)).toEqual(
      [...CONFIRMED, ...IN_NONE].toSorted(inText),
    )
  })
})
