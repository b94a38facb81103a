import type { Reading } from '#lib/reading.ts'
import type { Allergy } from '../../allergy.ts'
import type { ImmunizationRecord } from '../../immunization-record.ts'
import type { Patient } from '../../patient.ts'
import type { Problem } from '../../problem.ts'
import type { Result } from '../../result.ts'

/** What of the record is read for a forecast. Plain data, so that it can be sent to a worker. */
export type ImmunizationChart = {
  readonly patient: Patient
  readonly immunizations: Reading<ImmunizationRecord>
  /** Problem list and visit diagnoses. */
  readonly problems: Reading<Problem>
  readonly allergies: Reading<Allergy>
  /** Where pregnancy, last period and due date stand. */
  readonly results: Reading<Result>
}
