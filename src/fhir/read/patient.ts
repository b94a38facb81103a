import type { Patient, Sex } from '#clinical/patient.ts'
import { conceptText, hasCode, readCodings } from './codeable-concept.ts'
import { date, field, list, oneOf, present, text } from './json.ts'
import { personName } from './person-name.ts'
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

/** Only where the record states it, and states one: never guessed from administrative or legal sex. */
function sexForClinicalUse(resource: unknown): Sex | undefined {
  const holders = [
    ...extensions(resource, EPIC_SEX),
    ...extensions(resource, HL7_SEX).flatMap((one) => extensions(one, 'value')),
  ]
  const codings = holders.flatMap((one) => readCodings(field(one, 'valueCodeableConcept')))
  const stated = new Set(codings.map((coding) => CLINICAL_SEX.get(coding.code)))
  return stated.size === 1 ? [...stated][0] : undefined
}

const IDENTIFIER_TYPES = [
  'http://terminology.hl7.org/CodeSystem/v2-0203',
  'http://hl7.org/fhir/v2/0203',
  'http://hl7.org/fhir/identifier-type',
]

type Identifier = Patient['identifiers'][number] & { readonly rank: number }

function readIdentifier(value: unknown): Identifier | undefined {
  const type = field(value, 'type')
  const shown = text(value, 'value')
  const codings = readCodings(type)
  // A social security number helps nobody to recognise a patient and must not stand on a printed sheet.
  const secret = hasCode(codings, IDENTIFIER_TYPES, ['SS', 'SB'])
  if (shown === undefined || field(value, 'use') === 'old' || secret) return undefined
  const coded = hasCode(codings, IDENTIFIER_TYPES, ['MR'])
  const words = text(type, 'text') ?? codings.find((coding) => coding.display !== undefined)?.display
  const label = words ?? (coded ? 'MRN' : (conceptText(type) ?? 'ID'))
  const record = coded || /\bmrn\b|medical record/i.test(label)
  // Epic lists its FHIR and MyChart ids among a patient's identifiers; no one reads those aloud at a desk.
  const technical = /fhir|mychart|wprinternal/i.test(label)
  return { label, value: shown, rank: record ? 0 : technical ? 2 : 1 }
}

/** Medical record numbers first, technical ids last; one of each kind and value. */
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
    birthDate: date(resource, 'birthDate'),
    sex: oneOf(field(resource, 'gender'), SEXES) ?? 'unknown',
    sexForClinicalUse: sexForClinicalUse(resource),
    ...death,
    identifiers: identifiersOf(resource),
  }
}
