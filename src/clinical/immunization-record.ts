import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

/** A dose given, or recorded as not given. */
export type ImmunizationRecord = Fact & {
  readonly vaccine: Concept
  readonly status: 'completed' | 'not-done' | 'entered-in-error' | 'unknown'
  readonly statusReason: string | undefined
  readonly given: PartialDate | undefined
  /** Occurrence as free text, where no date was given. */
  readonly givenText: string | undefined
  /** False where the record says the dose was reported, not given here; undefined where it does not say. */
  readonly primarySource: boolean | undefined
  readonly lot: string | undefined
  readonly doseNumber: string | undefined
}
