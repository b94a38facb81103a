// https://terminology.hl7.org/external_terminologies.html
const NAMES: ReadonlyMap<string, string> = new Map([
  ['http://loinc.org', 'LOINC'],
  ['http://snomed.info/sct', 'SNOMED CT'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'ICD-10-CM'],
  ['http://hl7.org/fhir/sid/icd-10', 'ICD-10'],
  ['http://hl7.org/fhir/sid/icd-9-cm', 'ICD-9-CM'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm'],
  ['http://hl7.org/fhir/sid/cvx', 'CVX'],
  ['http://hl7.org/fhir/sid/ndc', 'NDC'],
  ['urn:oid:2.16.840.1.113883.6.90', 'ICD-10-CM'],
  ['urn:oid:2.16.840.1.113883.6.96', 'SNOMED CT'],
  ['urn:oid:2.16.840.1.113883.6.1', 'LOINC'],
  ['urn:oid:2.16.840.1.113883.6.88', 'RxNorm'],
  ['urn:oid:2.16.840.1.113883.12.292', 'CVX'],
])

const EPIC = 'urn:oid:1.2.840.114350.'

/** The name people use for a code system; its address where it has none we know. */
export function codeSystemName(system: string | undefined): string {
  if (system === undefined) return 'No code system:'
  return NAMES.get(system) ?? (system.startsWith(EPIC) ? `Epic (${system.slice('urn:oid:'.length)})` : system)
}
