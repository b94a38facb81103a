import { expect, it } from 'vitest'
import { BESIDES } from '../../../tests/screening/examples-besides.ts'

it.each(BESIDES)('%s (%s)', (_, _rule, says, wanted) => {
  expect(says()).toBe(wanted)
})
