import type { Coding } from '../source.ts'
import type { SystemName } from './rule.ts'

// https://terminology.hl7.org/external_terminologies.html, and the OIDs that Epic's older interfaces send.
const SHORT: ReadonlyMap<string, SystemName> = new Map([
  ['http://loinc.org', 'loinc'],
  ['urn:oid:2.16.840.1.113883.6.1', 'loinc'],
  ['http://snomed.info/sct', 'sct'],
  ['urn:oid:2.16.840.1.113883.6.96', 'sct'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'icd10'],
  ['http://hl7.org/fhir/sid/icd-10', 'icd10'],
  ['urn:oid:2.16.840.1.113883.6.90', 'icd10'],
  ['http://www.cms.gov/Medicare/Coding/ICD10', 'icd10pcs'],
  ['http://hl7.org/fhir/sid/icd-10-pcs', 'icd10pcs'],
  ['urn:oid:2.16.840.1.113883.6.4', 'icd10pcs'],
  ['http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'hcpcs'],
  ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'hcpcs'],
  ['http://terminology.hl7.org/CodeSystem/HCPCS-all-codes', 'hcpcs'],
  ['urn:oid:2.16.840.1.113883.6.285', 'hcpcs'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'rxnorm'],
  ['urn:oid:2.16.840.1.113883.6.88', 'rxnorm'],
  ['http://hl7.org/fhir/sid/cvx', 'cvx'],
  ['urn:oid:2.16.840.1.113883.12.292', 'cvx'],
  ['http://www.ada.org/cdt', 'cdt'],
])

/** `loinc|4548-4`; the full address where the system is none of ours, as a site's local codes have it. */
export function keyOf({ system, code }: Coding): string | undefined {
  if (!system || !code) return undefined
  return `${SHORT.get(system) ?? system}|${code.trim()}`
}

/** The sets that a code belongs to. Asked for every coding of the chart, so answers are kept. */
export class CodeMap {
  readonly #exact = new Map<string, string[]>()
  readonly #below: { readonly start: string; readonly root: string; readonly set: string }[] = []
  readonly #known = new Map<string, readonly string[]>()

  add(code: string, set: string): void {
    if (code.endsWith('*')) {
      const start = code.slice(0, -1)
      this.#below.push({ start, root: start.replace(/\.$/, ''), set })
    } else this.#exact.set(code, [...(this.#exact.get(code) ?? []), set])
  }

  setsOf(key: string): readonly string[] {
    const known = this.#known.get(key)
    if (known) return known
    const below = this.#below.filter(({ start, root }) => key === root || key.startsWith(start)).map(({ set }) => set)
    const sets = [...new Set([...(this.#exact.get(key) ?? []), ...below])]
    this.#known.set(key, sets)
    return sets
  }
}
