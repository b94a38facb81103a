import type { ChartDocument } from '#clinical/document.ts'
import { readAttachment } from './attachment.ts'
import { concept, concepts } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, joined, list, oneOf, present, text, unique } from './json.ts'
import { isUnreadable, opened, type Reader } from './reader.ts'
import { namesOf, referencedId } from './reference.ts'

const STATUSES = ['current', 'superseded', 'entered-in-error'] as const

/** DocumentReference. https://hl7.org/fhir/R4/documentreference.html */
export const readDocument: Reader<ChartDocument> = (resource, context) => {
  const head = opened(resource, 'DocumentReference')
  if (isUnreadable(head)) return head
  const attachments = list(resource, 'content').map((content) => readAttachment(field(content, 'attachment')))
  const type = concept(resource, 'type')
  const about = field(resource, 'context')
  const authors = unique(namesOf(resource, list(resource, 'author'), context))
  const written = date(resource, 'date') ?? date(field(about, 'period'), 'start')
  const titled = attachments.find((attachment) => attachment?.title !== undefined)?.title
  return {
    ...fact('DocumentReference', head.id, context, {
      date: written,
      author: joined(authors, ', '),
      codings: type?.codings ?? [],
    }),
    kind: 'document',
    type: type ?? { text: 'Document', codings: [] },
    categories: concepts(resource, 'category'),
    title: text(resource, 'description') ?? type?.text ?? titled ?? 'Untitled document',
    status: oneOf(field(resource, 'status'), STATUSES) ?? 'unknown',
    docStatus: text(resource, 'docStatus'),
    date: written,
    issuedOnly: false,
    authors,
    attachments: present(attachments),
    conclusion: undefined,
    resultIds: [],
    encounterId: list(about, 'encounter')
      .map((encounter) => referencedId(encounter, 'Encounter'))
      .find((id) => id !== undefined),
  }
}
