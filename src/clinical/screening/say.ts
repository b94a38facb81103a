import type { PartialDate } from '#lib/dates.ts'
import type { Source } from '../source.ts'
import type { Day } from './day.ts'

/** What the clinician says of a rule. Kept in the draft, written into the note, found again in earlier notes. */
export type Say = { readonly rule: string; readonly said: Day } & (
  | {
      readonly kind: 'confirmed'
      readonly modality: string
      readonly on: PartialDate
      /** The report or document, as `DocumentReference/…`; undefined when it comes from an earlier note. */
      readonly evidence: string | undefined
      readonly source: Source | undefined
    }
  | { readonly kind: 'done-elsewhere'; readonly modality: string; readonly on: PartialDate; readonly place: string }
  | { readonly kind: 'declined' }
  | { readonly kind: 'deferred'; readonly until: Day }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  /** What earlier notes hold of this rule is not so, or not so any more. */
  | { readonly kind: 'withdrawn' }
)

export type SayKind = Say['kind']

/** Of what was said of one rule, the last word of each kind that bears on it; ties go to the later in the list. */
export const saysOf = (says: readonly Say[], rule: string, today: Day): readonly Say[] =>
  says.filter((say) => say.rule === rule && say.said <= today)
