import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

/** One rendition of a document. `url` is as sent (usually `Binary/…`), fetched only on demand and only from the FHIR base. */
export type Attachment = {
  readonly contentType: string | undefined
  readonly url: string | undefined
  /** Base64, where the content came inline. */
  readonly data: string | undefined
  readonly title: string | undefined
  readonly size: number | undefined
}

/** A DiagnosticReport (`report`) or DocumentReference (`document`). */
export type ChartDocument = Fact & {
  readonly kind: 'report' | 'document'
  readonly type: Concept
  readonly categories: readonly Concept[]
  readonly title: string
  readonly status: string
  /** `preliminary`, `final`, `amended`, …; undefined where the record does not say. */
  readonly docStatus: string | undefined
  readonly date: PartialDate | undefined
  /** Of a report that does not say when it was done: `date` is when it was issued. */
  readonly issuedOnly: boolean
  readonly authors: readonly string[]
  readonly attachments: readonly Attachment[]
  /** The impression or conclusion of a report, as plain text. */
  readonly conclusion: string | undefined
  /** `Observation/…` references of a report's results. */
  readonly resultIds: readonly string[]
  readonly encounterId: string | undefined
}

/** The document itself, or what is written in it: neither may be told as if it stood. */
export const isInError = ({ status, docStatus }: ChartDocument): boolean =>
  status === 'entered-in-error' || docStatus === 'entered-in-error'
