import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

export type ProblemCategory = 'problem-list' | 'encounter-diagnosis' | 'health-concern'

/** A condition. `unknown` status means the record does not say, which is not `inactive`. */
export type Problem = Fact & {
  readonly concept: Concept
  readonly category: ProblemCategory
  readonly status: 'active' | 'inactive' | 'resolved' | 'unknown'
  readonly verification: 'confirmed' | 'unconfirmed' | 'refuted' | 'entered-in-error' | 'unknown'
  readonly onset: PartialDate | undefined
  /** Onset as free text or age, where no date was given. */
  readonly onsetText: string | undefined
  readonly abated: PartialDate | undefined
  readonly recorded: PartialDate | undefined
  readonly severity: string | undefined
  /** Where on the body, with the side where the record says it; empty where it does not. */
  readonly bodySites: readonly Concept[]
}
