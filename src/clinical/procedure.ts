import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

export type Procedure = Fact & {
  readonly concept: Concept
  readonly status:
    'preparation' | 'in-progress' | 'not-done' | 'on-hold' | 'stopped' | 'completed' | 'entered-in-error' | 'unknown'
  readonly performed: PartialDate | undefined
  readonly performedEnd: PartialDate | undefined
  readonly performedText: string | undefined
  readonly performers: readonly string[]
  readonly outcome: string | undefined
  /** What was written beside it, in free text. */
  readonly notes: readonly string[]
  /** Where on the body, with the side where the record says it; empty where it does not. */
  readonly bodySites: readonly Concept[]
}
