export type Coding = { readonly system: string; readonly code: string; readonly display?: string }
export type Concept = { readonly coding?: readonly Coding[]; readonly text: string }

export const LOINC = 'http://loinc.org'
export const SNOMED = 'http://snomed.info/sct'
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm'
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
export const CVX = 'http://hl7.org/fhir/sid/cvx'
export const HCPCS = 'urn:oid:2.16.840.1.113883.6.285'
const HL7 = 'http://terminology.hl7.org/CodeSystem/'

/** A code system of this one installation, as Epic has hundreds of: they differ from site to site. */
export const local = (branch: string): string => `urn:oid:1.2.840.114350.1.13.900.2.7.${branch}`

/** A number that is always the same for the same text: a local code for anything that has a name. */
export function numberOf(text: string): string {
  let hash = 7
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 899_981
  return String(100_000 + hash)
}

export function localCoding(branch: string, display: string): Coding {
  return { system: local(branch), code: `L${numberOf(display)}`, display }
}

/** A concept in one of HL7's own code systems, with Epic's habit of repeating the display as text. */
export function hl7(system: string, code: string, display: string): Concept {
  return { coding: [{ system: HL7 + system, code, display }], text: display }
}
