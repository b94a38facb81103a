import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

/** What the EHR itself recommends: one statement, of a day, about any number of vaccines. */
export type VaccineAdvice = Fact & {
  readonly made: PartialDate | undefined
  readonly recommendations: readonly VaccineRecommendation[]
}

export type VaccineRecommendation = {
  readonly vaccines: readonly Concept[]
  readonly disease: Concept | undefined
  readonly status: 'due' | 'overdue' | 'immune' | 'contraindicated' | 'complete' | 'other'
  /** The status in the server's own words. */
  readonly statusText: string
  readonly earliest: PartialDate | undefined
  readonly due: PartialDate | undefined
  readonly overdue: PartialDate | undefined
  /** `2`, `2 of 3`. */
  readonly doseNumber: string | undefined
}
