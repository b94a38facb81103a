/** A FHIR R4 resource as JSON. The stand-in never needs to know more of it than this. */
export type Resource = { readonly resourceType: string; readonly id: string; readonly [field: string]: unknown }

/** One patient of the stand-in: an ordinary record, a failure with a name, or a chart served from disk. */
export type Chart = {
  /** The name that tests and people use: `ada`, `allergies-503`. */
  readonly slug: string
  /** The FHIR id of the Patient. */
  readonly patientId: string
  /** `Example, Ada Maria`, for the picker. */
  readonly name: string
  /** One line on what is special about this patient, for the picker. */
  readonly line: string
  readonly group: 'ordinary' | 'failure' | 'disk'
  /**
   * The whole record, Patient included; dates are relative to `now`, so that today's visit is always today.
   * Called once per server; the same `now` gives the same record.
   */
  readonly resources: (now: Date) => readonly Resource[]
  /** What goes wrong for this patient; see faults.ts. */
  readonly faults?: readonly string[]
}
