import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FHIR, outcomeOf, refusalOf, tokenResponse } from '../../tests/launch-world.ts'
import { readTokenResponse } from './token-response.ts'

const ASKED_AT = 1_000_000
const read = (change: Record<string, unknown>) => readTokenResponse(tokenResponse(change), ASKED_AT, FHIR)

describe('a token response', () => {
  it('is read field by field', () => {
    expect(read({ scope: 'user/Patient.read', refresh_token: 'r1', id_token: undefined })).toEqual({
      token: { access: 'access-1', expiresAt: ASKED_AT + 3_600_000, refresh: 'r1', granted: 'user/Patient.read' },
      patientId: 'p1',
      encounterId: 'e1',
      needPatientBanner: false,
      styleUrl: undefined,
      idToken: undefined,
    })
  })

  it.each([
    ['no access token', { access_token: undefined }, 'no-token'],
    ['a null access token', { access_token: null }, 'no-token'],
    ['an empty access token', { access_token: '' }, 'no-token'],
    ['a number for access token', { access_token: 7 }, 'token-unreadable'],
    ['a list for access token', { access_token: ['a'] }, 'token-unreadable'],
    ['a line break in the access token', { access_token: 'a\r\nX-Evil: 1' }, 'token-unreadable'],
    ['an access token of a megabyte', { access_token: 'a'.repeat(1e6) }, 'token-unreadable'],
    ['no token type', { token_type: undefined }, 'token-type'],
    ['token type mac', { token_type: 'mac' }, 'token-type'],
    ['token type DPoP', { token_type: 'DPoP' }, 'token-type'],
    ['a list for token type', { token_type: ['bearer'] }, 'token-type'],
    ['no expiry', { expires_in: undefined }, 'token-expiry'],
    ['expiry 0', { expires_in: 0 }, 'token-expiry'],
    ['expiry -1', { expires_in: -1 }, 'token-expiry'],
    ['expiry 1.5', { expires_in: 1.5 }, 'token-expiry'],
    ['expiry true', { expires_in: true }, 'token-expiry'],
    ['expiry "0"', { expires_in: '0' }, 'token-expiry'],
    ['expiry "1e3"', { expires_in: '1e3' }, 'token-expiry'],
    ['expiry "soon"', { expires_in: 'soon' }, 'token-expiry'],
    ['a number for scope', { scope: 7 }, 'token-unreadable'],
    ['a list for scope', { scope: ['user/Patient.read'] }, 'token-unreadable'],
    ['a line break in the scope', { scope: 'user/Patient.read\nuser/Patient.write' }, 'token-unreadable'],
    ['a line break in the refresh token', { refresh_token: 'r1\n' }, 'token-unreadable'],
    ['a blank in the id_token', { id_token: 'a.b c' }, 'id-token-unreadable'],
    ['an empty id_token', { id_token: '' }, 'id-token-unreadable'],
    ['an empty refresh token', { refresh_token: '' }, 'token-unreadable'],
    ['a patient with a path', { patient: '../../metadata?x=' }, 'patient-id'],
    ['a number for patient', { patient: 7 }, 'patient-id'],
    ['a patient of 256 characters', { patient: 'a'.repeat(256) }, 'patient-id'],
    ['a patient with an underscore', { patient: 'a_b' }, 'patient-id'],
    ['a patient with a line break', { patient: 'p1\n' }, 'patient-id'],
    ['an encounter with a slash', { encounter: 'Encounter/1' }, 'encounter-id'],
    ['a number for id_token', { id_token: 7 }, 'id-token-unreadable'],
  ])('with %s is refused', async (_, change, code) => {
    expect(await refusalOf(() => read(change))).toBe(code)
  })

  it.each([null, undefined, '', 'text', 7, true, [], [tokenResponse()]])('that is %j is no token', async (json) => {
    expect(await refusalOf(() => readTokenResponse(json, ASKED_AT, FHIR))).toBe('no-token')
  })

  it.each(['bearer', 'Bearer', 'BEARER'])('may call its type %s', (token_type) => {
    expect(read({ token_type }).token.access).toBe('access-1')
  })

  it.each([
    [1, 1],
    ['3600', 3600],
    [86_400, 86_400],
    [86_401, 86_400],
    [1e15, 86_400],
  ])('that says it lasts %j seconds lasts %d', (expires_in, seconds) => {
    expect(read({ expires_in }).token.expiresAt).toBe(ASKED_AT + seconds * 1000)
  })

  it.each([
    [false, false],
    ['false', false],
    ['False', false],
    [true, true],
    ['true', true],
    [undefined, true],
    [null, true],
    [0, true],
    ['', true],
    [{}, true],
  ])('hides the patient banner only on a clear no: %j', (need_patient_banner, needed) => {
    expect(read({ need_patient_banner }).needPatientBanner).toBe(needed)
  })

  it.each([
    ['https://ehr.example/style.json', 'https://ehr.example/style.json'],
    ['https://evil.example/style.json', undefined],
    ['http://ehr.example/style.json', undefined],
    ['/style.json', undefined],
    ['https://user@ehr.example/style.json', undefined],
    ['https://ehr.example/style.json?patient=p1', undefined],
    [7, undefined],
  ])('brings the colours of %j only from the FHIR server', (smart_style_url, kept) => {
    expect(read({ smart_style_url }).styleUrl).toBe(kept)
  })

  it.each(['e.D-LxhDyX35TntF77l7etUA3', 'a'.repeat(255), '-', '1'])('may name the patient %s', (patient) => {
    expect(read({ patient }).patientId).toBe(patient)
  })

  it.each([undefined, null, ''])('without a patient (%j) or visit has none', (none) => {
    expect(read({ patient: none, encounter: none })).toMatchObject({ patientId: undefined, encounterId: undefined })
  })

  it.each([undefined, null, '', '  '])('with scope %j did not say what it granted', (scope) => {
    expect(read({ scope }).token).not.toHaveProperty('granted')
  })

  it('whatever it holds, the worst is a refusal of ours', async () => {
    const field = fc.constantFrom(...Object.keys(tokenResponse({ scope: '', refresh_token: '', smart_style_url: '' })))
    const response = fc.oneof(fc.anything(), fc.dictionary(field, fc.anything()).map(tokenResponse))
    await fc.assert(
      fc.asyncProperty(response, async (json) => {
        expect(await outcomeOf(() => readTokenResponse(json, ASKED_AT, FHIR))).not.toBe('bug')
      }),
    )
  })
})
