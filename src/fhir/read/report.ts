import type { ChartDocument } from '#clinical/document.ts'
import { readAttachment } from './attachment.ts'
import { concept, concepts, conceptText } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, joined, list, oneOf, present, prose, unique } from './json.ts'
import { isUnreadable, opened, type Reader } from './reader.ts'
import { namesOf, referencedId } from './reference.ts'

const STATUSES = [
  'registered',
  'partial',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'appended',
  'cancelled',
  'entered-in-error',
] as const

/** DiagnosticReport. https://hl7.org/fhir/R4/diagnosticreport.html */
export const readReport: Reader<ChartDocument> = (resource, context) => {
  const head = opened(resource, 'DiagnosticReport')
  if (isUnreadable(head)) return head
  const type = concept(resource, 'code')
  const attachments = present(list(resource, 'presentedForm').map(readAttachment))
  const status = oneOf(field(resource, 'status'), STATUSES)
  const issued = date(resource, 'issued')
  const period = field(resource, 'effectivePeriod')
  const effective = date(resource, 'effectiveDateTime') ?? date(period, 'start') ?? date(period, 'end')
  const authors = unique(
    namesOf(resource, [...list(resource, 'resultsInterpreter'), ...list(resource, 'performer')], context),
  )
  const coded = joined(list(resource, 'conclusionCode').map(conceptText), '; ')
  return {
    ...fact('DiagnosticReport', head.id, context, {
      date: issued ?? effective,
      author: joined(authors, ', '),
      codings: type?.codings ?? [],
    }),
    kind: 'report',
    type: type ?? { text: 'Report', codings: [] },
    categories: concepts(resource, 'category'),
    title: type?.text ?? attachments.find((one) => one.title !== undefined)?.title ?? 'Untitled report',
    status: status ?? 'unknown',
    docStatus: status,
    date: effective ?? issued,
    issuedOnly: effective === undefined && issued !== undefined,
    authors,
    attachments,
    conclusion: joined([prose(resource, 'conclusion'), coded], '\n'),
    resultIds: present(list(resource, 'result').map((one) => referencedId(one, 'Observation'))).map(
      (id) => `Observation/${id}`,
    ),
    encounterId: referencedId(field(resource, 'encounter'), 'Encounter'),
  }
}
