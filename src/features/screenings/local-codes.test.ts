import { describe, expect, it } from 'vitest'
import { readOverlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import { chartOf, codingOf, letter, operation, person, report, screening } from '../../../tests/screening/chart.ts'
import { mappableOf, overlayOf } from './local-codes.ts'

const coded = (text: string, key: string) => ({ text, codings: [codingOf(key)] })
const facts = [
  report('XR ANKLE', '2024-01-01', { type: coded('XR ANKLE', 'urn:oid:1.2|XR1'), title: 'XR ANKLE' }),
  report('COLONOSCOPY, Ms. Example', '2024-01-01', { type: coded('COLONOSCOPY', 'urn:oid:1.2|GI1') }),
  report('US AORTA', '2024-01-01', { type: { text: 'US AORTA', codings: [] } }),
  letter('Colonoscopy letter', '2024-01-01', { type: coded('Letter', 'urn:oid:1.2|D1') }),
  operation('sct|73761001', '2024-01-01'),
]
const unmapped = screening(person('1966-01-01'), chartOf(facts)).unmapped()
const mappable = mappableOf(unmapped, PACK)

describe('codes for a site to map', () => {
  it('those that look like a service first; no documents, nothing without a code, nothing that a rule knows', () => {
    expect(
      mappable.map(({ coding, fits }) => [coding.code, fits.map(({ rule, modality }) => `${rule}/${modality}`)]),
    ).toEqual([
      ['GI1', ['colorectal-cancer/colonoscopy', 'colorectal-cancer-76-85/colonoscopy']],
      ['XR1', []],
    ])
  })

  it('as a file of rules it is one, and holds codes but no words of the chart', () => {
    const text = overlayOf(mappable)
    expect(readOverlay(JSON.parse(text), PACK).localCodes).toHaveLength(2)
    expect(text).not.toMatch(/Example|COLONOSCOPY|ANKLE|2024/)
  })
})
