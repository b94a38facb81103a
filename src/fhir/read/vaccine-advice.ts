import type { VaccineAdvice, VaccineRecommendation } from '#clinical/vaccine-advice.ts'
import type { PartialDate } from '#lib/dates.ts'
import { coded, concept, concepts, conceptText, hasCode, readCodings } from './codeable-concept.ts'
import { doseNumber } from './dose-number.ts'
import { fact } from './fact.ts'
import { date, field, list, present } from './json.ts'
import { isUnreadable, opened, type Reader, unreadable } from './reader.ts'
import { authorOf } from './reference.ts'

/** https://hl7.org/fhir/R4/valueset-immunization-recommendation-status.html */
const STATUS_SYSTEM = 'http://terminology.hl7.org/CodeSystem/immunization-recommendation-status'
const STATUSES = {
  due: 'due',
  overdue: 'overdue',
  immune: 'immune',
  contraindicated: 'contraindicated',
  complete: 'complete',
} as const

/** https://hl7.org/fhir/R4/valueset-immunization-recommendation-date-criterion.html */
const CRITERIA = { earliest: '30981-5', due: '30980-7', overdue: '59778-1' } as const

function criterion(recommendation: unknown, name: keyof typeof CRITERIA): PartialDate | undefined {
  const found = list(recommendation, 'dateCriterion').find((one) =>
    hasCode(readCodings(field(one, 'code')), ['http://loinc.org'], [CRITERIA[name]]),
  )
  return date(found, 'value')
}

/** Undefined where it does not say of which vaccine or disease, or not what of it. */
function readRecommendation(recommendation: unknown): VaccineRecommendation | undefined {
  const vaccines = concepts(recommendation, 'vaccineCode')
  const disease = concept(recommendation, 'targetDisease')
  const statusText = conceptText(field(recommendation, 'forecastStatus'))
  if ((vaccines.length === 0 && disease === undefined) || statusText === undefined) return undefined
  const status = coded(recommendation, 'forecastStatus', STATUS_SYSTEM, STATUSES)
  return {
    vaccines,
    disease,
    status: status === 'absent' || status === 'unknown' ? 'other' : status,
    statusText,
    earliest: criterion(recommendation, 'earliest'),
    due: criterion(recommendation, 'due'),
    overdue: criterion(recommendation, 'overdue'),
    doseNumber: doseNumber(recommendation),
  }
}

/** ImmunizationRecommendation. https://hl7.org/fhir/R4/immunizationrecommendation.html */
export const readVaccineAdvice: Reader<VaccineAdvice> = (resource, context) => {
  const head = opened(resource, 'ImmunizationRecommendation')
  if (isUnreadable(head)) return head
  const sent = list(resource, 'recommendation')
  const recommendations = present(sent.map(readRecommendation))
  // One that is dropped could be the one that contradicts.
  if (sent.length === 0 || recommendations.length < sent.length) return unreadable('recommendation')
  const made = date(resource, 'date')
  return {
    ...fact('ImmunizationRecommendation', head.id, context, {
      date: made,
      author: authorOf(resource, context, 'authority'),
      codings: [],
    }),
    made,
    recommendations,
  }
}
