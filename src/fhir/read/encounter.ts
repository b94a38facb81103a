import type { Concept } from '#clinical/source.ts'
import type { Visit } from '#clinical/visit.ts'
import { concept, concepts, conceptText } from './codeable-concept.ts'
import { clinicians } from './clinician.ts'
import { fact } from './fact.ts'
import { date, field, list, present, text, unique } from './json.ts'
import { isUnreadable, opened, type Reader } from './reader.ts'
import { nameOf, namesOf } from './reference.ts'
import { visitNumbers } from './visit-number.ts'

// https://hl7.org/fhir/R4/valueset-encounter-status.html; Epic also sends `unknown`.
const STATUSES: ReadonlyMap<unknown, Visit['status']> = new Map([
  ['planned', 'planned'],
  ['arrived', 'in-progress'],
  ['triaged', 'in-progress'],
  ['in-progress', 'in-progress'],
  ['onleave', 'in-progress'],
  ['finished', 'finished'],
  ['cancelled', 'cancelled'],
  ['entered-in-error', 'entered-in-error'],
])

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const CLASSES: ReadonlyMap<unknown, string> = new Map([
  ['AMB', 'Ambulatory'],
  ['EMER', 'Emergency'],
  ['FLD', 'Field'],
  ['HH', 'Home health'],
  ['IMP', 'Inpatient'],
  ['ACUTE', 'Inpatient, acute'],
  ['NONAC', 'Inpatient, non-acute'],
  ['OBSENC', 'Observation'],
  ['PRENC', 'Pre-admission'],
  ['SS', 'Short stay'],
  ['VR', 'Virtual'],
])

/** Epic's own list of encounter types, in any environment: `Office Visit`, `Hospital Encounter`. */
const EPIC_TYPE = /^urn:oid:1\.2\.840\.114350\.1\.13\.\d+\.\d+\.7\.10\.698084\.30$/

/** `Hospital Encounter` is a stay as well as an X-ray: the patient class and the scheduled visit type tell which. */
const EPIC_HOSPITAL = 'Hospital Encounter'
const EPIC_DETAIL = /^urn:oid:1\.2\.840\.114350\.1\.13\.\d+\.\d+\.7\.(?:10\.698084\.10110|2\.808267)$/

const isOf = (system: RegExp, { codings }: Concept): boolean =>
  codings.some((coding) => system.test(coding.system ?? ''))

/**
 * What the visit is called. Epic mixes patient class, encounter type, and the billed service in `type`; its encounter type
 * is what its own screens show. `class` is an Epic number with a display such as `Support OP Encounter`, the last resort.
 */
function typeOf(resource: unknown): string {
  const types = concepts(resource, 'type')
  const epic = types.find((one) => isOf(EPIC_TYPE, one))
  if (epic?.text === EPIC_HOSPITAL) {
    const details = unique(types.filter((one) => isOf(EPIC_DETAIL, one)).map((one) => one.text))
    return details.length > 0 ? `${epic.text} (${details.join(', ')})` : epic.text
  }
  const stated = epic ?? types[0]
  const kind = field(resource, 'class')
  const standard = text(kind, 'system') === ACT_CODE ? CLASSES.get(text(kind, 'code')) : undefined
  return stated?.text ?? conceptText(field(resource, 'serviceType')) ?? text(kind, 'display') ?? standard ?? 'Visit'
}

// https://terminology.hl7.org/CodeSystem-v3-ActCode.html, and the visits that CMS165 takes for emergency and inpatient ones.
const HOSPITAL_CLASSES: ReadonlySet<unknown> = new Set(['EMER', 'IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS'])
const HOSPITAL_VISITS: ReadonlySet<unknown> = new Set(['4525004', '183452005', '32485007', '8715000'])
const HOSPITAL_WORDS = /^(?:emergency|inpatient|observation)\b/i
const OUTPATIENT = /\b(?:outpatient|ambulatory)\b/i

/** Epic's class is a number of its own, so its words and the types are asked too. */
function isInHospital(resource: unknown): boolean | undefined {
  const kind = field(resource, 'class')
  const types = concepts(resource, 'type')
  const words = present([text(kind, 'display'), ...types.map((type) => type.text)])
  const isStandard = text(kind, 'system') === ACT_CODE
  if (
    (isStandard && HOSPITAL_CLASSES.has(text(kind, 'code'))) ||
    types.some(({ codings }) => codings.some(({ code }) => HOSPITAL_VISITS.has(code))) ||
    words.some((each) => HOSPITAL_WORDS.test(each))
  )
    return true
  if (isStandard || words.some((each) => OUTPATIENT.test(each))) return false
  // It may be a stay as well as an X-ray, and so may a visit that says nothing of itself.
  return words.includes(EPIC_HOSPITAL) || (kind === undefined && types.length === 0) ? undefined : false
}

/** Encounter. https://hl7.org/fhir/R4/encounter.html */
export const readEncounter: Reader<Visit> = (resource, context) => {
  const head = opened(resource, 'Encounter')
  if (isUnreadable(head)) return head
  const period = field(resource, 'period')
  const start = date(period, 'start')
  const places = list(resource, 'location').map((one) => field(one, 'location'))
  const seenBy = clinicians(resource, 'individual', context)
  const reasons = [
    ...list(resource, 'reasonCode').map(conceptText),
    ...namesOf(resource, list(resource, 'reasonReference'), context),
  ]
  return {
    ...fact('Encounter', head.id, context, {
      date: start ?? date(period, 'end'),
      author: undefined,
      codings: concepts(resource, 'type').flatMap((one) => one.codings),
    }),
    kind: 'encounter',
    bareId: head.id,
    numbers: visitNumbers(resource),
    status: STATUSES.get(field(resource, 'status')) ?? 'unknown',
    type: typeOf(resource),
    start,
    end: date(period, 'end'),
    inHospital: isInHospital(resource),
    location: namesOf(resource, places, context)[0] ?? nameOf(resource, field(resource, 'serviceProvider'), context),
    clinicians: seenBy,
    reasons: unique(present(reasons)),
    dischargedTo: concept(field(resource, 'hospitalization'), 'dischargeDisposition')?.codings ?? [],
  }
}
