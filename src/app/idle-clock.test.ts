import { expect, it } from 'vitest'
import { createIdleClock, idlePhase, type IdlePhase } from './idle-clock.ts'

const at = (minutes: number, seconds = 0) => (minutes * 60 + seconds) * 1000
const NOON = Date.parse('2026-11-23T12:00:00Z')

/** A computer whose two clocks are moved by hand. */
function computer() {
  let [wall, steady] = [NOON, 5000]
  return {
    now: () => ({ wall, steady }),
    wait: (ms: number) => {
      wall += ms
      steady += ms
    },
    sleep: (ms: number) => {
      wall += ms
    },
    setClock: (by: number) => {
      wall += by
    },
  }
}

it.each<[number, number, IdlePhase]>([
  [0, 15, 'active'],
  [at(13, 59), 15, 'active'],
  [at(14), 15, 'ending'],
  [at(14, 59), 15, 'ending'],
  [at(15), 15, 'over'],
  [at(15, 1), 15, 'over'],
  [at(0, 29), 1, 'active'],
  [at(0, 30), 1, 'ending'],
  [at(0, 59), 1, 'ending'],
  [at(1), 1, 'over'],
])('%d ms without activity, of %d minutes allowed: %s', (idle, minutes, phase) => {
  expect(idlePhase(idle, at(minutes))).toBe(phase)
})

it('activity begins the time anew', () => {
  const { now, wait } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  wait(at(14, 59))
  expect(clock.phase()).toBe('ending')
  clock.touch()
  expect(clock.phase()).toBe('active')
  expect(clock.endsAt()).toBe(NOON + at(29, 59))
  wait(at(15))
  expect(clock.phase()).toBe('over')
})

it('the key that wakes a computer after an hour of sleep is no sign that somebody was there', () => {
  const { now, sleep } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  sleep(at(60))
  clock.touch()
  expect(clock.phase()).toBe('over')
})

it('once it is over it stays over, whatever is pressed or heard', () => {
  const { now, wait } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  wait(at(15))
  clock.touch()
  clock.heard(NOON + at(15))
  expect(clock.phase()).toBe('over')
})

it('nor is what another window tells after the sleep', () => {
  const { now, sleep } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  sleep(at(60))
  clock.heard(NOON + at(60))
  expect(clock.phase()).toBe('over')
})

it('what was over when the computer woke stays over, though its clock is set back afterwards', () => {
  const { now, sleep, setClock } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  sleep(at(60))
  expect(clock.phase()).toBe('over')
  setClock(-at(60))
  expect(clock.phase()).toBe('over')
})

it('a clock that is set back an hour gives nobody an hour more', () => {
  const { now, wait, setClock } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  wait(at(10))
  setClock(-at(60))
  wait(at(5))
  expect(clock.phase()).toBe('over')
})

it('counts on from the last activity before the page was loaded anew', () => {
  const { now, wait } = computer()
  expect(createIdleClock(at(15), now, NOON - at(15)).phase()).toBe('over')
  const clock = createIdleClock(at(15), now, NOON - at(10))
  expect(clock.phase()).toBe('active')
  wait(at(5))
  expect(clock.phase()).toBe('over')
})

it('an activity noted for a time to come, by a clock since set back, counts as now and not as then', () => {
  const { now, wait } = computer()
  const clock = createIdleClock(at(15), now, NOON + at(60))
  wait(at(15))
  expect(clock.phase()).toBe('over')
})

it('what is done in another document of the same sign-in counts, and what was done earlier than here does not', () => {
  const { now, wait } = computer()
  const clock = createIdleClock(at(15), now, undefined)
  wait(at(14))
  clock.heard(NOON + at(10))
  expect([clock.phase(), clock.lastActive()]).toEqual(['active', NOON + at(10)])
  clock.heard(NOON + at(3))
  expect(clock.lastActive()).toBe(NOON + at(10))
  clock.heard(NOON + at(60))
  expect(clock.lastActive(), 'never later than now').toBe(NOON + at(14))
})
