import { expect, it } from 'vitest'
import { HealthPrepError } from '#lib/errors.ts'
import { errorText } from './error-text.ts'

it('an answer that held another patient’s data is not called one that could not be understood', () => {
  expect(errorText(new HealthPrepError('unreadable', 'wrong-patient'))).toEqual({
    what: 'Epic sent something of another patient, so nothing of its answer is shown.',
    todo: 'Look in Epic itself, and tell IT the code.',
    code: 'unreadable wrong-patient',
  })
  expect(errorText(new HealthPrepError('unreadable', 'not-json')).what).toContain('could not be understood')
})

it('what is thrown by a fault of ours says so, and none of its own words', () => {
  const { what, code } = errorText(new Error('Ada Example'))
  expect(`${what} ${code}`).toBe('HealthPrep met a fault of its own. bug')
})
