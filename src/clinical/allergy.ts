import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

/**
 * An entry of the allergy list. Not every one is an allergy or intolerance: `none` is somebody's assertion that there is none,
 * `not-asked` says that nobody has asked yet, so that allergies are unknown.
 */
export type Allergy = Fact & {
  /** Also what is absent (`No known drug allergies`), or the words for not knowing (`Not on File`). */
  readonly substance: Concept
  readonly says: 'allergy' | 'none' | 'not-asked'
  readonly kind: 'allergy' | 'intolerance' | undefined
  readonly categories: readonly string[]
  readonly reactions: readonly string[]
  readonly criticality: 'low' | 'high' | 'unable-to-assess' | undefined
  readonly status: 'active' | 'inactive' | 'resolved' | 'unknown'
  readonly verification: 'confirmed' | 'unconfirmed' | 'refuted' | 'entered-in-error' | 'unknown'
  readonly onset: PartialDate | undefined
  readonly recorded: PartialDate | undefined
}
