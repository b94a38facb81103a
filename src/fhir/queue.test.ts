import { expect, it } from 'vitest'
import { RequestQueue, type Order } from './queue.ts'

const never = (): boolean => false

/** Requests that stay under way until they are let go, each by its name, in the order they left. */
function desk() {
  const queue = new RequestQueue()
  const left: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const ask = (name: string, order: Order = 'in-turn', isBusy = never): void => {
    const task = (): Promise<void> => {
      left.push(name)
      return new Promise((resolve, reject) =>
        ends.set(name, (error) => (error === undefined ? resolve() : reject(error))),
      )
    }
    queue.run(task, isBusy, order).catch(() => undefined)
  }
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
  const end = (name: string, error?: Error): Promise<void> => {
    ends.get(name)?.(error)
    return settle()
  }
  return { left, ask, end, settle }
}
const named = (word: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${word} ${index}`)

it('six requests are under way at once, and the seventh when one of them has ended', async () => {
  const { left, ask, end, settle } = desk()
  for (const name of named('list', 8)) ask(name)
  await settle()
  expect(left).toEqual(named('list', 6))
  await end('list 2')
  expect(left).toEqual(named('list', 7))
})

it('further pages take three places while other lists have not begun, and all six when none waits', async () => {
  const { left, ask, end, settle } = desk()
  for (const name of named('list', 8)) ask(name)
  for (const name of named('page', 8)) ask(name, 'ahead')
  await settle()
  for (const name of named('list', 6)) await end(name)
  // The page asked for last tells what to ask next.
  expect(left.slice(6)).toEqual(['page 7', 'page 6', 'page 5', 'list 6', 'list 7', 'page 4'])
  await end('list 6')
  await end('list 7')
  expect(left.slice(12)).toEqual(['page 3', 'page 2'])
})

it('earlier notes are opened when no list and no further page waits any more', async () => {
  const { left, ask, end, settle } = desk()
  for (const name of named('list', 6)) ask(name)
  for (const name of named('note', 3)) ask(name, 'last')
  for (const name of named('page', 4)) ask(name, 'ahead')
  ask('list 6')
  await settle()
  for (const name of named('list', 6)) await end(name)
  expect(left.slice(6)).toEqual(['page 3', 'page 2', 'page 1', 'list 6', 'page 0', 'note 0'])
})

it('a busy server is asked half as much at once, and more again with each answer', async () => {
  const { left, ask, end, settle } = desk()
  for (const name of named('list', 12)) ask(name, 'in-turn', () => true)
  await settle()
  await end('list 0', new Error('busy'))
  expect(left).toHaveLength(6)
  for (const name of ['list 1', 'list 2']) await end(name)
  // Three of six are left, and five may be under way by now.
  expect(left).toHaveLength(8)
})
