import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLIENT, FHIR, idToken, NOW, outcomeOf, refusalOf, TOKEN } from '../../tests/launch-world.ts'
import { isExpectedIssuer, readIdToken } from './id-token.ts'

const expected = { clientId: CLIENT, issuer: undefined, servers: [FHIR, TOKEN] }
const read = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
  readIdToken(idToken(claims, header), expected, NOW)
const seconds = NOW / 1000

describe('an id_token', () => {
  it.each([
    [`${FHIR}/Practitioner/dr-1`, { resourceType: 'Practitioner', id: 'dr-1' }],
    ['https://other.example/api/FHIR/R4/Practitioner/e.x-1', { resourceType: 'Practitioner', id: 'e.x-1' }],
    ['Patient/p1', { resourceType: 'Patient', id: 'p1' }],
    ['Practitioner', undefined],
    ['https://ehr.example/practitioner/1', undefined],
    ['https://ehr.example/Practitioner/a b', undefined],
    ['https://ehr.example/Practitioner/', undefined],
    [7, undefined],
    [undefined, undefined],
  ])('with fhirUser %j says that %j signed in', (fhirUser, user) => {
    expect(read({ fhirUser })).toEqual(user)
  })

  it('may hold any letters, in base64url', () => {
    const token = idToken({ name: 'Ærøskøbing 山田 ÿ>?~~~' })
    expect(token.split('.')[1]).toMatch(/[-_]/)
    expect(readIdToken(token, expected, NOW)).toEqual({ resourceType: 'Practitioner', id: 'dr-1' })
  })

  it.each([
    ['alg none', { alg: 'none' }, 'id-token-algorithm'],
    ['alg HS256, which is signed with what is public', { alg: 'HS256' }, 'id-token-algorithm'],
    ['alg rs256 in small letters', { alg: 'rs256' }, 'id-token-algorithm'],
    ['no alg', { alg: undefined }, 'id-token-unreadable'],
  ])('with %s is refused', async (_, header, code) => {
    expect(await refusalOf(() => read({}, header))).toBe(code)
  })

  it.each([
    ['another issuer', { iss: 'https://evil.example/oauth2' }, 'id-token-issuer'],
    ['an issuer that hides its host', { iss: 'https://ehr.example@evil.example' }, 'id-token-issuer'],
    ['an issuer that is no address', { iss: 'ehr.example' }, 'id-token-issuer'],
    ['no issuer', { iss: undefined }, 'id-token-unreadable'],
    ['another application', { aud: 'other' }, 'id-token-audience'],
    ['an application whose id holds ours', { aud: `${CLIENT}-2` }, 'id-token-audience'],
    ['other applications', { aud: ['other', 'another'] }, 'id-token-audience'],
    ['no audience', { aud: undefined }, 'id-token-unreadable'],
    ['no expiry', { exp: undefined }, 'id-token-unreadable'],
    ['text for expiry', { exp: 'later' }, 'id-token-unreadable'],
    ['a nonce, which we never send', { nonce: 'n' }, 'id-token-nonce'],
  ])('for %s is refused', async (_, claims, code) => {
    expect(await refusalOf(() => read(claims))).toBe(code)
  })

  it('may be for several applications, ours among them', () => {
    expect(read({ aud: ['other', CLIENT] })).toBeDefined()
  })

  it.each([
    [0, 'fine'],
    [-300, 'fine'],
    [300, 'fine'],
    [-301, 'clock-ahead'],
    [-600, 'clock-ahead'],
    [301, 'clock-behind'],
    [600, 'clock-behind'],
  ])('made %d s from now by the local clock: %s', async (offset, code) => {
    const made = seconds + offset
    expect(await outcomeOf(() => read({ iat: made, exp: made + 300 }))).toBe(code)
  })

  it.each([
    [-299, 'fine'],
    [-300, 'id-token-expired'],
  ])('that does not say when it was made and ran out %d s ago: %s', async (offset, code) => {
    expect(await outcomeOf(() => read({ iat: undefined, exp: seconds + offset }))).toBe(code)
  })

  it.each([
    '',
    'x',
    'a.b',
    'a.b.c',
    `${idToken()}.d`,
    idToken().split('.').slice(0, 2).join('.'),
    '..',
    'e30.e30.x',
    'bnVsbA.bnVsbA.x',
  ])('%j cannot be read', async (text) => {
    expect(await refusalOf(() => readIdToken(text, expected, NOW))).toBe('id-token-unreadable')
  })

  it('whose letters are no UTF-8 cannot be read', async () => {
    const [head = '', body = '', signature = ''] = idToken({ name: '#' }).split('.')
    const bytes = Buffer.from(body, 'base64url').map((byte) => (byte === 0x23 ? 0xff : byte))
    const spoilt = [head, Buffer.from(bytes).toString('base64url'), signature].join('.')
    expect(await refusalOf(() => readIdToken(spoilt, expected, NOW))).toBe('id-token-unreadable')
  })

  it('whatever it holds, the worst is a refusal of ours', async () => {
    const name = fc.constantFrom('iss', 'aud', 'exp', 'iat', 'nonce', 'fhirUser', '__proto__')
    const token = fc.oneof(
      fc.string(),
      fc.dictionary(name, fc.jsonValue()).map((claims) => idToken(claims)),
    )
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        expect(await outcomeOf(() => readIdToken(text, expected, NOW))).not.toBe('bug')
      }),
    )
  })
})

describe('the issuer', () => {
  it.each([
    ['https://ehr.example/oauth2', undefined, true],
    ['https://ehr.example', undefined, true],
    ['http://ehr.example/oauth2', undefined, false],
    ['https://ehr.example:8443/oauth2', undefined, false],
    ['https://login.example/oauth2', 'https://login.example/oauth2', true],
    ['https://login.example/oauth2/', 'https://login.example/oauth2', true],
    ['https://ehr.example/oauth2', 'https://login.example/oauth2', false],
    ['https://login.example/other', 'https://login.example/oauth2', false],
    ['null', undefined, false],
    ['javascript:1', undefined, false],
  ])('%s where %s is known: %s', (iss, issuer, right) => {
    expect(isExpectedIssuer(iss, { ...expected, issuer })).toBe(right)
  })
})
