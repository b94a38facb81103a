import { describe, expect, it } from 'vitest'
import { HealthPrepError } from '#lib/errors.ts'
import { configRefusal, refusal } from './launch-failure.ts'
import { launchText } from './launch-problems.ts'

describe('the page of a sign-in that failed', () => {
  it('says what happened, what to do, and a code for IT', () => {
    expect(launchText(refusal('denied'))).toEqual({
      title: 'You are not signed in',
      happened: 'Access was not granted: the sign-in was cancelled, or this account may not use HealthPrep.',
      todo: 'Open HealthPrep again from the chart, or from its start page.',
      code: 'denied',
    })
  })

  it('names the wrong field of config.json', () => {
    const { happened, code } = launchText(configRefusal('issuers[0].fhirBase'))
    expect(happened).toContain('issuers[0].fhirBase')
    expect(code).toBe('config:issuers[0].fhirBase')
  })

  it.each([
    [new HealthPrepError('bug', 'authorize-pkce'), 'authorize-pkce'],
    [new HealthPrepError('unreachable'), 'unreachable'],
    [new HealthPrepError('launch', '__proto__'), '__proto__'],
    [new HealthPrepError('launch', ''), ''],
  ])('says so where the fault is our own (%s, %s)', (error, code) => {
    expect(launchText(error)).toMatchObject({ happened: 'HealthPrep met a fault of its own.', code })
  })
})
