import type { PartialDate } from '#lib/dates.ts'
import { date, field, has } from './json.ts'

/**
 * When an Observation was made, by `effective[x]`: https://hl7.org/fhir/R4/observation-definitions.html#Observation.effective_x_
 * Not `issued`: a result released months later would look newer than the specimen is.
 */
export const effectiveDate = (resource: unknown): PartialDate | undefined =>
  date(resource, 'effectiveDateTime') ??
  date(resource, 'effectiveInstant') ??
  date(field(resource, 'effectivePeriod'), 'start') ??
  date(field(resource, 'effectivePeriod'), 'end')

/** Whether anything was said of it, readable or not. */
export const isEffectiveSent = (resource: unknown): boolean =>
  ['DateTime', 'Instant', 'Period', 'Timing'].some((kind) => has(resource, `effective${kind}`))
