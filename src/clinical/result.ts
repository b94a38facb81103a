import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

export type ResultCategory = 'laboratory' | 'vital-signs' | 'social-history' | 'other'

/** The reasons that stand where the record gave none. */
export const NO_VALUE = 'No value recorded'
export const IN_PARTS = 'Recorded in parts'

/** A measured or stated value. `comparator` is kept: `<0.5` is not 0.5. A missing unit stays missing. */
export type ResultValue =
  | {
      readonly kind: 'quantity'
      readonly value: number
      readonly comparator: '<' | '<=' | '>' | '>=' | undefined
      readonly unit: string | undefined
    }
  | { readonly kind: 'text'; readonly text: string; readonly codings: Concept['codings'] }
  | { readonly kind: 'absent'; readonly reason: string }

/** The range that came with this very value. `low: 0` is a bound, not "none". */
export type ReferenceRange = {
  readonly low: number | undefined
  readonly high: number | undefined
  readonly unit: string | undefined
  readonly text: string | undefined
}

/** What the laboratory says of the value, else what its own range says; undefined where neither speaks. */
export type Flag = 'low' | 'high' | 'critically-low' | 'critically-high' | 'abnormal' | 'normal'

export type ResultPart = {
  readonly concept: Concept
  readonly value: ResultValue
  readonly range: ReferenceRange | undefined
  readonly flag: Flag | undefined
}

/** An observation: laboratory result, vital sign or social history. */
export type Result = Fact &
  ResultPart & {
    readonly category: ResultCategory
    readonly status:
      'registered' | 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'entered-in-error' | 'unknown'
    readonly when: PartialDate | undefined
    /** The bare id of the visit it was made at. */
    readonly encounterId: string | undefined
    /** Such as systolic and diastolic. */
    readonly parts: readonly ResultPart[]
    readonly comment: string | undefined
  }
