import { describe, expect, it } from 'vitest'
import { readOverlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import { chartOf, codingOf, lab, letter, operation, person, report, screening } from '../../../tests/screening/chart.ts'
import { mappableOf, overlayOf } from './local-codes.ts'

const coded = (text: string, key: string) => ({ text, codings: [codingOf(key)] })
const facts = [
  report('XR ANKLE', '2024-01-01', { type: coded('XR ANKLE', 'urn:oid:1.2|XR1'), title: 'XR ANKLE' }),
  report('COLONOSCOPY, Ms. Example', '2024-01-01', { type: coded('COLONOSCOPY', 'urn:oid:1.2|GI1') }),
  report('US AORTA', '2024-01-01', { type: { text: 'US AORTA', codings: [] } }),
  letter('Colonoscopy letter', '2024-01-01', { type: coded('Letter', 'urn:oid:1.2|D1') }),
  operation('sct|73761001', '2024-01-01'),
  lab('urn:oid:1.2|L1', '2024-01-01', { concept: coded('HIV AG/AB TEST', 'urn:oid:1.2|L1') }),
  lab('urn:oid:1.2|L1', '2025-01-01', { concept: coded('HIV 1/2 Test', 'urn:oid:1.2|L1') }),
  lab('urn:oid:1.2|L2', '2025-01-01', { concept: coded('SODIUM', 'urn:oid:1.2|L2') }),
  lab('loinc|4548-4', '2025-01-01', {
    concept: { text: 'A1C', codings: [codingOf('urn:oid:1.2|L3'), codingOf('loinc|4548-4')] },
  }),
  { ...lab('urn:oid:1.2|V1', '2025-01-01', { concept: coded('HIV test', 'urn:oid:1.2|V1') }), from: 'vitals' },
  { ...lab('urn:oid:1.2|S1', '2025-01-01', { concept: coded('Falls risk', 'urn:oid:1.2|S1') }), from: 'assessments' },
  // A code of LOINC that is in no value set counts for nothing, and can be mapped as well.
  lab('loinc|70274-6', '2025-01-01', { concept: coded('GAD-7 total score', 'loinc|70274-6') }, 'assessments'),
] as const
const unmapped = screening(person('1966-01-01'), chartOf(facts)).unmapped()
const mappable = mappableOf(unmapped, PACK)

describe('codes for a site to map', () => {
  it('those that look like a service first, where it is looked for; no documents, nothing without a code, nothing that a rule knows', () => {
    expect(
      mappable.map(({ coding, fits }) => [coding.code, fits.map(({ rule, modality }) => `${rule}/${modality}`)]),
    ).toEqual([
      ['L1', ['hiv/test', 'hiv-risk/test', 'pregnancy-hiv/test']],
      ['GI1', ['colorectal-cancer/colonoscopy', 'colorectal-cancer-76-85/colonoscopy']],
      ['S1', ['falls/asked']],
      ['70274-6', ['anxiety/screen', 'anxiety-8-17/screen']],
      ['V1', []],
      ['L2', []],
      ['XR1', []],
    ])
  })

  it('results by their code, however they are titled', () => {
    expect(unmapped.find(({ codes }) => codes.some(({ code }) => code === 'L1'))).toMatchObject({
      from: 'laboratory',
      text: 'HIV AG/AB TEST',
      count: 2,
    })
  })

  it('as a file of rules it is one, and holds codes but no words of the chart', () => {
    const text = overlayOf(mappable)
    expect(readOverlay(JSON.parse(text), PACK).localCodes).toHaveLength(8)
    expect(text).not.toMatch(/Example|COLONOSCOPY|ANKLE|HIV|GAD|2024/)
  })
})
