import type { PartialDate } from '#lib/dates.ts'
import type { Coding, Fact } from './source.ts'

/** An encounter or an appointment. Only an encounter can take a note. */
export type Visit = Fact & {
  readonly kind: 'encounter' | 'appointment'
  /** The bare FHIR id, as the note's `context.encounter` needs it. */
  readonly bareId: string
  /** `system|value` of its own numbers: Epic gives an appointment and the encounter it became the same one. */
  readonly numbers: readonly string[]
  readonly status: 'planned' | 'in-progress' | 'finished' | 'cancelled' | 'no-show' | 'entered-in-error' | 'unknown'
  /** `Office visit`, `Emergency`, … */
  readonly type: string
  readonly start: PartialDate | undefined
  readonly end: PartialDate | undefined
  /** At an emergency department, or as an inpatient; undefined: it may be, its kind is not said. */
  readonly inHospital: boolean | undefined
  readonly location: string | undefined
  readonly clinicians: readonly { readonly name: string; readonly id: string | undefined }[]
  readonly reasons: readonly string[]
  /** Where the patient went from it, such as home with hospice care. */
  readonly dischargedTo: readonly Coding[]
}

/** Still in progress though its time is over: Epic says so of a visit whose encounter nobody has closed, for years if need be. */
export const isUnclosed = ({ status, end }: Visit, today: string): boolean =>
  status === 'in-progress' && end !== undefined && end.text < today.slice(0, end.text.length)
