import { describe, expect, it } from 'vitest'
import { HealthPrepError, type ErrorKind } from '#lib/errors.ts'
import { createQueryClient } from './query-client.ts'

const triesOf = async (thrown: Error): Promise<number> => {
  const client = createQueryClient(() => 0)
  let tries = 0
  await client
    .query({
      queryKey: ['x'],
      queryFn: () => {
        tries += 1
        return Promise.reject(thrown)
      },
    })
    .catch(() => undefined)
  return tries
}

describe('a reading that failed', () => {
  it.each<[ErrorKind, number]>([
    ['busy', 3],
    ['unreachable', 3],
    ['server', 3],
    ['forbidden', 1],
    ['signed-out', 1],
    ['not-found', 1],
    ['unreadable', 1],
    ['bug', 1],
  ])('%s is tried %d times in all', async (kind, tries) => {
    expect(await triesOf(new HealthPrepError(kind))).toBe(tries)
  })

  it('is not tried again when the error is not ours', async () => {
    expect(await triesOf(new TypeError('x'))).toBe(1)
  })
})

it('waits longer before each further try', () => {
  const delay = createQueryClient().getDefaultOptions().queries?.retryDelay
  const wait = (n: number) => (typeof delay === 'function' ? delay(n, new HealthPrepError('busy')) : 0)
  expect([wait(0), wait(1), wait(2), wait(9)]).toEqual([1000, 2000, 4000, 8000])
})
