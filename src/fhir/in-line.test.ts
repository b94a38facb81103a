import { expect, it } from 'vitest'
import { holdLine, inLine, onceDrawn, together } from './in-line.ts'

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

it('the readings of the first section are shown when the last of them is there', async () => {
  const order: string[] = []
  const [problems, diagnoses] = [together(), together()]
  const first = problems().then(() => order.push('problems'))
  await Promise.resolve()
  order.push('diagnoses come')
  await Promise.all([first, diagnoses()])
  expect(order).toEqual(['diagnoses come', 'problems'])
})

it('one that does not come keeps the others back only for a moment', async () => {
  const problems = together()
  const late = together()
  const shown = problems().then(() => 'shown without it')
  expect(await shown).toBe('shown without it')
  await late()
})
