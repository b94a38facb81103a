import { beforeAll, describe, expect, it } from 'vitest'
import { NOT_OF_PATIENTS, UNSEEN } from '../../../tests/screening/not-clinical.ts'
import { type Engine, engineOf, readCode } from '../../../tests/screening/slips.ts'

const code = readCode()
const slips = code.constants
  .filter(({ file }) => !(file in NOT_OF_PATIENTS))
  .flatMap((constant) => constant.slips.map((slip) => ({ constant, slip })))
const isUnseen = (what: string): boolean => UNSEEN.some(([where]) => where.test(what))

let engine: Engine
beforeAll(async () => {
  engine = await engineOf(code)
})

describe('a number or a code that stands in the code of the rules', () => {
  it('is right by every table as it stands', () => {
    expect(engine.wrong()).toEqual([])
  })

  it.each([...new Set(slips.map(({ constant }) => constant.file))])('is missed where it slips: %s', (file) => {
    const own = slips.filter(({ constant, slip }) => constant.file === file && !isUnseen(slip.what))
    expect(own.filter(({ constant, slip }) => !engine.isSeen(constant, slip)).map(({ slip }) => slip.what)).toEqual([])
  })

  it('is left out only by a line that still names one', () => {
    const files = Object.keys(NOT_OF_PATIENTS).filter((each) => !code.constants.some(({ file }) => file === each))
    const lines = UNSEEN.filter(([where]) => !slips.some(({ slip }) => where.test(slip.what)))
    expect([...files, ...lines.map(([, why]) => why)]).toEqual([])
  })
})
