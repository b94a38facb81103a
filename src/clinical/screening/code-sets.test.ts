import { describe, expect, it } from 'vitest'
import { CODE_SETS } from '../../../tests/screening/code-sets.ts'
import { fingerprintOf } from '../note-format.ts'
import { PACK } from './pack.ts'
import SOURCES from './pack-sources.json'

/** Too many codes for a table a clinician reads; so each set has a mark, and whoever changes a code changes the mark. */
const markOf = (id: string): string => {
  const set = PACK.codeSets.get(id)
  return `${set?.codes.length ?? 0} ${fingerprintOf([...(set?.in ?? []), ...(set?.codes ?? []), ...(set?.names ?? []), ...(set?.words ?? [])].join(' '))}`
}

describe('a code that is dropped, added or mistyped is seen', () => {
  it.each([...PACK.codeSets.keys()])('%s', (id) => {
    expect(CODE_SETS[id]).toBe(markOf(id))
  })
  it('every set says where its codes were found to mean it', () => {
    expect(Object.keys(SOURCES).toSorted()).toEqual([...PACK.codeSets.keys()].toSorted())
    expect(Object.values(SOURCES).filter((each) => each.trim().length < 8)).toEqual([])
  })
  it('no set is marked that is not there', () => {
    expect(Object.keys(CODE_SETS).toSorted()).toEqual([...PACK.codeSets.keys()].toSorted())
  })
})
