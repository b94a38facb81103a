import type { Procedure } from '#clinical/procedure.ts'
import { concept, concepts, conceptText } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, joined, list, oneOf, text, unique } from './json.ts'
import { quantityText, rangeText } from './quantity.ts'
import { isUnreadable, opened, type Reader, unreadable } from './reader.ts'
import { authorOf, namesOf } from './reference.ts'

const STATUSES = [
  'preparation',
  'in-progress',
  'not-done',
  'on-hold',
  'stopped',
  'completed',
  'entered-in-error',
  'unknown',
] as const

/** Procedure. https://hl7.org/fhir/R4/procedure.html */
export const readProcedure: Reader<Procedure> = (resource, context) => {
  const head = opened(resource, 'Procedure')
  if (isUnreadable(head)) return head
  const named = concept(resource, 'code')
  if (named === undefined) return unreadable('procedure')
  const period = field(resource, 'performedPeriod')
  const performed = date(resource, 'performedDateTime') ?? date(period, 'start')
  const performedEnd = date(period, 'end')
  const actors = list(resource, 'performer').map((one) => field(one, 'actor'))
  const performers = unique(namesOf(resource, actors, context))
  return {
    ...fact('Procedure', head.id, context, {
      date: performed ?? performedEnd,
      author: authorOf(resource, context, 'recorder', 'asserter') ?? joined(performers, ', '),
      codings: named.codings,
    }),
    concept: named,
    status: oneOf(field(resource, 'status'), STATUSES) ?? 'unknown',
    performed,
    performedEnd,
    performedText:
      text(resource, 'performedString') ??
      quantityText(field(resource, 'performedAge')) ??
      rangeText(field(resource, 'performedRange')),
    performers,
    outcome: conceptText(field(resource, 'outcome')),
    notes: list(resource, 'note').flatMap((note) => text(note, 'text') ?? []),
    bodySites: concepts(resource, 'bodySite'),
  }
}
