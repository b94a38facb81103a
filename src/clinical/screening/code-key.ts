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
  ['urn:oid:2.16.840.1.113883.6.14', 'hcpcs'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'rxnorm'],
  ['urn:oid:2.16.840.1.113883.6.88', 'rxnorm'],
  ['http://hl7.org/fhir/sid/cvx', 'cvx'],
  ['urn:oid:2.16.840.1.113883.12.292', 'cvx'],
  ['http://www.ada.org/cdt', 'cdt'],
  ['urn:oid:2.16.840.1.113883.6.13', 'cdt'],
])

/** `loinc|4548-4`; the full address where the system is none of ours, as a site's local codes have it. */
export function keyOf({ system, code }: Coding): string | undefined {
  if (!system || !code) return undefined
  return `${SHORT.get(system) ?? system}|${code.trim()}`
}

/** What a code stands for. Most codes of a chart stand for nothing that a rule asks, so that is found out quickly. */
export class CodeMap {
  readonly #exact = new Map<string, string[]>()
  /** `icd10|C18*` under the letters that every code below it begins with. */
  readonly #below = new Map<string, { readonly start: string; readonly root: string; readonly set: string }[]>()

  add(code: string, set: string): void {
    if (code.endsWith('*')) {
      const start = code.slice(0, -1)
      put(this.#below, headOf(start), { start, root: start.replace(/\.$/, ''), set })
    } else put(this.#exact, code, set)
  }

  setsOf(key: string): readonly string[] {
    const below = this.#below.get(headOf(key))?.filter(({ start, root }) => key === root || key.startsWith(start))
    return [...new Set([...(this.#exact.get(key) ?? []), ...(below ?? []).map(({ set }) => set)])]
  }
}

/** System and first letter: what a code and all below it share, however short the code. */
const headOf = (key: string): string => key.slice(0, key.indexOf('|') + 2)

export function put<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const held = into.get(key)
  if (held) held.push(value)
  else into.set(key, [value])
}
