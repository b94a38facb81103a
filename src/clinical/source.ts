import type { PartialDate } from '#lib/dates.ts'

/** One code of a concept. `system` is the URI as sent; codes are never compared without it. */
export type Coding = {
  readonly system: string | undefined
  readonly code: string | undefined
  readonly display: string | undefined
}

/** What something is: the words to show, and every code it was given. */
export type Concept = { readonly text: string; readonly codings: readonly Coding[] }

/** Where a fact comes from, so that every line on the screen and in the note can be opened. */
export type Source = {
  readonly resourceType: string
  readonly id: string
  /** When it was recorded, issued or authored; else the clinical date. */
  readonly date: PartialDate | undefined
  readonly author: string | undefined
  readonly codings: readonly Coding[]
  /** The search that found it, without the patient: `Condition?category=problem-list-item`. */
  readonly query: string
}

/** What every noun read from the record has. `id` is `ResourceType/id`, unique within a chart. */
export type Fact = { readonly id: string; readonly source: Source }
