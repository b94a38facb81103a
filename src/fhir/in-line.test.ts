import { expect, it } from 'vitest'
import { holdLine, inLine, onceDrawn } from './in-line.ts'

it('a list is shown when the one before has been drawn, in a task of its own', async () => {
  const order: string[] = []
  const drawn = async (): Promise<void> => {
    for (let step = 0; step < 20; step += 1) await Promise.resolve()
    order.push('problems drawn')
  }
  const first = inLine().then(() => {
    order.push('problems')
    return drawn()
  })
  const second = inLine().then(() => order.push('allergies'))
  await Promise.all([first, second])
  expect(order).toEqual(['problems', 'problems drawn', 'allergies'])
})

it('nothing is shown before the page stands; then what goes ahead, then the line', async () => {
  const order: string[] = []
  const release = holdLine()
  const all = [inLine().then(() => order.push('in line')), onceDrawn().then(() => order.push('ahead'))]
  await new Promise((resume) => setImmediate(resume))
  expect(order).toEqual([])
  release()
  await Promise.all(all)
  expect(order).toEqual(['ahead', 'in line'])
})
