import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

/** An allergy or intolerance, or somebody's assertion that there is none (`assertsNone`). */
export type Allergy = Fact & {
  readonly substance: Concept
  /** What is asserted to be absent: `No known allergies`, `No known drug allergies`. */
  readonly assertsNone: boolean
  readonly kind: 'allergy' | 'intolerance' | undefined
  readonly categories: readonly string[]
  readonly reactions: readonly string[]
  readonly criticality: 'low' | 'high' | 'unable-to-assess' | undefined
  readonly status: 'active' | 'inactive' | 'resolved' | 'unknown'
  readonly verification: 'confirmed' | 'unconfirmed' | 'refuted' | 'entered-in-error' | 'unknown'
  readonly onset: PartialDate | undefined
  readonly recorded: PartialDate | undefined
}
