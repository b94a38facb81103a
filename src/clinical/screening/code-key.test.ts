import { expect, it } from 'vitest'
import { keyOf } from './code-key.ts'

// The last two stand in the procedures of a children's hospital that runs Epic.
it.each([
  ['http://loinc.org', '4548-4', 'loinc|4548-4'],
  ['urn:oid:2.16.840.1.113883.6.96', ' 73761001', 'sct|73761001'],
  ['urn:oid:2.16.840.1.113883.6.285', 'G0105', 'hcpcs|G0105'],
  ['urn:oid:2.16.840.1.113883.6.14', 'G0105', 'hcpcs|G0105'],
  ['urn:oid:2.16.840.1.113883.6.13', 'D1206', 'cdt|D1206'],
  ['urn:oid:1.2.840.114350.1.13.0.1.7.2.696580', '307', 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696580|307'],
  [undefined, '307', undefined],
])('a code of %s, %s, is known as %s', (system, code, key) => {
  expect(keyOf({ system, code, display: undefined })).toBe(key)
})
