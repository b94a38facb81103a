import { describe, expect, it } from 'vitest'
import { tokenLeaks, type Seen } from './e2e/harness/watch.ts'

const EHR = 'http://127.0.0.1:4700'
const TOKEN = 'secret.token_1'
const seen = (url: string, headers: Seen['headers'] = {}, body = ''): Seen => ({
  url,
  headers,
  body,
  method: 'GET',
  type: 'fetch',
  status: 200,
  referrer: undefined,
})
const bearer = { authorization: `Bearer ${TOKEN}` }
const read = seen(`${EHR}/api/FHIR/R4/Condition?patient=p1`, bearer)
const leaks = (...requests: readonly Seen[]) => tokenLeaks([read, ...requests], { base: EHR })

describe('the recorder of the journeys finds a token', () => {
  it.each([
    ['sent to another server', seen('http://127.0.0.1:5100/api/FHIR/R4/Condition', bearer)],
    ['sent to a server whose name begins as ours', seen(`${EHR}0/api/FHIR/R4/Condition`, bearer)],
    ['sent to another path of the same server', seen(`${EHR}/oauth2/token`, bearer)],
    ['sent above the base', seen(`${EHR}/api/FHIR/DSTU2/Condition`, bearer)],
    ['sent to the site itself', seen('http://localhost:4400/config.json', bearer)],
    ['in an address', seen(`${EHR}/api/FHIR/R4/Condition?x=${TOKEN}`, bearer)],
    ['in another header', seen('http://localhost:4400/', { referer: `http://localhost:4400/?${TOKEN}` })],
    ['in a body', seen('http://localhost:4400/', {}, `token=${TOKEN}`)],
  ])('%s', (_, request) => {
    expect(leaks(request)).toHaveLength(1)
  })

  it.each([
    ['in its header under the base', read],
    ['nowhere', seen('http://localhost:4400/config.json')],
    ['under the base of a broken server', seen(`${EHR}/trouble/no-s256/api/FHIR/R4/Condition`, bearer)],
  ])('and is content with one %s', (_, request) => {
    expect(leaks(request)).toEqual([])
  })

  it('and does not pass for having looked where it saw no token at all', () => {
    expect(tokenLeaks([seen(`${EHR}/api/FHIR/R4/Condition?patient=p1`)], { base: EHR })).toEqual([
      'the recorder saw no token',
    ])
  })
})
