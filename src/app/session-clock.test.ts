import { expect, it } from 'vitest'
import { clockPhase } from './session-clock.ts'

const at = (minutes: number, seconds = 0) => (minutes * 60 + seconds) * 1000

it.each([
  [at(6), 'running'],
  [at(5, 1), 'running'],
  [at(5), 'ending'],
  [at(4, 59), 'ending'],
  [at(0, 1), 'ending'],
  [0, 'ended'],
  [-at(1), 'ended'],
])('%d ms before the end the sign-in is %s', (left, phase) => {
  expect(clockPhase(1_800_000_000_000 + left, 1_800_000_000_000)).toBe(phase)
})
