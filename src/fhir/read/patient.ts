import type { Patient, Sex } from '#clinical/patient.ts'
import { conceptText, hasCode, readCodings } from './codeable-concept.ts'
import { date, field, list, oneOf, present, text } from './json.ts'
import { calledName, personName } from './person-name.ts'
import { isUnreadable, opened, type Reader, unreadable, type UnreadableReason } from './reader.ts'

const SEXES = ['female', 'male', 'other', 'unknown'] as const

// Epic's extension, and HL7's (nested, so that it may carry a period and a comment).
// https://hl7.org/fhir/extensions/StructureDefinition-patient-sexParameterForClinicalUse.html
const EPIC_SEX = 'http://open.epic.com/FHIR/StructureDefinition/extension/sex-for-clinical-use'
const HL7_SEX = 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse'
const CLINICAL_SEX: ReadonlyMap<string | undefined, Sex> = new Map([
  ['female', 'female'],
  ['female-typical', 'female'],
  ['male', 'male'],
  ['male-typical', 'male'],
])

const extensions = (holder: unknown, url: string): readonly unknown[] =>
  list(holder, 'extension').filter((one) => field(one, 'url') === url)

/** Stated, and neither: "specified" is told setting by setting, and two that differ tell nothing. */
const IS_STATED: ReadonlySet<string | undefined> = new Set([...CLINICAL_SEX.keys(), 'specified'])

/** Only where the record states it: never guessed from administrative or legal sex. */
function sexForClinicalUse(resource: unknown): Sex | undefined {
  const holders = [
    ...extensions(resource, EPIC_SEX),
    ...extensions(resource, HL7_SEX).flatMap((one) => extensions(one, 'value')),
  ]
  const codings = holders.flatMap((one) => readCodings(field(one, 'valueCodeableConcept')))
  const stated = new Set(codings.filter(({ code }) => IS_STATED.has(code)).map(({ code }) => CLINICAL_SEX.get(code)))
  if (stated.size === 0) return undefined
  return stated.size === 1 ? ([...stated][0] ?? 'unknown') : 'unknown'
}

const BIRTH_SEX = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex'

/** Only `F` and `M`: every other code says that it is not known. https://hl7.org/fhir/us/core/STU6.1/ValueSet-birthsex.html */
function sexAtBirth(resource: unknown): Patient['sexAtBirth'] {
  const codes = new Set(extensions(resource, BIRTH_SEX).map((one) => field(one, 'valueCode')))
  const [code] = codes
  return codes.size !== 1 ? undefined : code === 'F' ? 'female' : code === 'M' ? 'male' : undefined
}

const IDENTIFIER_TYPES = [
  'http://terminology.hl7.org/CodeSystem/v2-0203',
  'http://hl7.org/fhir/v2/0203',
  'http://hl7.org/fhir/identifier-type',
]

const SSN = ['urn:oid:2.16.840.1.113883.4.1', 'http://hl7.org/fhir/sid/us-ssn']

/** Epic's own identity types of a patient, the first of which (0) is the number of the whole enterprise. */
const EPIC_IDENTITY = /^urn:oid:1\.2\.840\.114350\.1\.13\.\d+\.\d+\.7\.5\.737384\.[1-9]\d*$/
/** Ids of machines, and of Care Everywhere: no one reads those aloud at a desk. */
const TECHNICAL = /fhir|mychart|wprinternal|^(?:ceid|internal|external)$|payer/i

type Identifier = Patient['identifiers'][number] & { readonly rank: number }

function readIdentifier(value: unknown): Identifier | undefined {
  const type = field(value, 'type')
  const shown = text(value, 'value')
  const codings = readCodings(type)
  const system = text(value, 'system') ?? ''
  // A social security number helps nobody to recognise a patient and must not stand on a printed sheet. Epic sends it
  // without a type, under its system alone.
  const secret =
    hasCode(codings, IDENTIFIER_TYPES, ['SS', 'SB']) ||
    SSN.includes(system) ||
    /^ssn\b|social security/i.test(text(type, 'text') ?? '')
  if (shown === undefined || field(value, 'use') === 'old' || secret) return undefined
  const coded = hasCode(codings, IDENTIFIER_TYPES, ['MR'])
  const words = text(type, 'text') ?? codings.find((coding) => coding.display !== undefined)?.display
  const payers = system.endsWith('/PayerMemberId')
  const label = words ?? (coded ? 'MRN' : (conceptText(type) ?? (payers ? 'Payer member ID' : 'ID')))
  const record = coded || /mrn\b|medical record/i.test(label)
  const rank = record ? 0 : TECHNICAL.test(label) ? 3 : EPIC_IDENTITY.test(system) ? 1 : 2
  return { label, value: shown, rank }
}

/** Medical record numbers first, then what Epic identifies patients by, technical ids last; one of each kind and value. */
function identifiersOf(resource: unknown): Patient['identifiers'] {
  const found = present(list(resource, 'identifier').map(readIdentifier)).toSorted((a, b) => a.rank - b.rank)
  return [...new Map(found.map(({ label, value }) => [`${label}\n${value}`, { label, value }])).values()]
}

function deathOf(resource: unknown): Pick<Patient, 'deceased' | 'deceasedDate'> | UnreadableReason {
  const at = field(resource, 'deceasedDateTime')
  if (at !== undefined) return { deceased: true, deceasedDate: date(resource, 'deceasedDateTime') }
  const flag = field(resource, 'deceasedBoolean')
  if (flag !== undefined && typeof flag !== 'boolean') return unreadable('deceased')
  return { deceased: flag === true, deceasedDate: undefined }
}

/** Patient. https://hl7.org/fhir/R4/patient.html */
export const readPatient: Reader<Patient> = (resource) => {
  const head = opened(resource, 'Patient')
  if (isUnreadable(head)) return head
  // After a merge the old record may still be served; what is recorded under it is no longer this person's whole chart.
  if (list(resource, 'link').some((link) => field(link, 'type') === 'replaced-by')) return unreadable('replaced')
  const death = deathOf(resource)
  if (isUnreadable(death)) return death
  return {
    id: head.id,
    name: personName(resource, 'listed') ?? 'Name not recorded',
    calledName: calledName(resource),
    birthDate: date(resource, 'birthDate'),
    sex: oneOf(field(resource, 'gender'), SEXES) ?? 'unknown',
    sexForClinicalUse: sexForClinicalUse(resource),
    sexAtBirth: sexAtBirth(resource),
    ...death,
    identifiers: identifiersOf(resource),
  }
}
