import type { PartialDate } from '#lib/dates.ts'
import type { Concept, Fact } from './source.ts'

/** A medication as ordered or reported: what was recorded, not what is taken. */
export type Medication = Fact & {
  readonly concept: Concept
  readonly status:
    'active' | 'on-hold' | 'cancelled' | 'completed' | 'entered-in-error' | 'stopped' | 'draft' | 'unknown'
  readonly statusReason: string | undefined
  readonly intent: string | undefined
  /** `1 tablet daily`, from the dosage text or its parts. */
  readonly dose: string | undefined
  readonly asNeeded: boolean
  readonly started: PartialDate | undefined
  readonly ended: PartialDate | undefined
  /** Reported by the patient or another source, rather than ordered here. */
  readonly reported: boolean
  readonly requester: string | undefined
}
