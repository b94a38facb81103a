import { describe, expect, it } from 'vitest'
import { underBase } from './base-guard.ts'

const BASE = 'https://ehr.example/api/FHIR/R4'

describe('the token may go to addresses under the FHIR base', () => {
  it.each([
    ['Patient/p1', 'https://ehr.example/api/FHIR/R4/Patient/p1'],
    ['Observation?sessionID=12-AB', 'https://ehr.example/api/FHIR/R4/Observation?sessionID=12-AB'],
    ['https://ehr.example/api/FHIR/R4/Condition?x=1', 'https://ehr.example/api/FHIR/R4/Condition?x=1'],
    ['HTTPS://EHR.EXAMPLE/api/FHIR/R4/Patient/p1', 'https://ehr.example/api/FHIR/R4/Patient/p1'],
  ])('%s', (target, url) => expect(underBase(BASE, target).href).toBe(url))
})

describe('and nowhere else', () => {
  it.each([
    'https://evil.example/api/FHIR/R4/Patient/p1',
    'https://ehr.example.evil.example/api/FHIR/R4/Patient/p1',
    'https://ehr.example@evil.example/api/FHIR/R4/Patient/p1',
    'https://user:pw@ehr.example/api/FHIR/R4/Patient/p1',
    'http://ehr.example/api/FHIR/R4/Patient/p1',
    'https://ehr.example:8443/api/FHIR/R4/Patient/p1',
    'https://ehr.example/api/FHIR/R4evil/Patient/p1',
    'https://ehr.example/api/FHIR/DSTU2/Patient/p1',
    'https://ehr.example/api/FHIR/R4/../../../token',
    'https://ehr.example/api/FHIR/R4/%2e%2e/%2e%2e/token',
    'https://ehr.example/api/FHIR/R4/..%2f..%2ftoken',
    'https://ehr.example/api/FHIR/R4/..%5ctoken',
    '../../oauth2/token',
    '..\\..\\oauth2\\token',
    'javascript:alert(1)',
    'data:application/fhir+json,{}',
    'file:///etc/passwd',
    'https://',
  ])('%s', (target) => {
    expect(() => underBase(BASE, target)).toThrow(expect.objectContaining({ code: 'outside-fhir-base' }))
  })

  it('a path that begins with slashes stays on the base, not on another host', () => {
    expect(underBase(BASE, '//evil.example/x').origin).toBe('https://ehr.example')
  })
})
