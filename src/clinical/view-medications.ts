import { newestFirst } from '#lib/dates.ts'
import type { Medication } from './medication.ts'

export type MedicationView = {
  readonly active: readonly Medication[]
  /** On hold, drafted, or of unknown status: neither active nor over. */
  readonly unsettled: readonly Medication[]
  readonly ended: readonly Medication[]
  readonly setAside: readonly Medication[]
}

const PLACE: Record<Medication['status'], keyof MedicationView> = {
  active: 'active',
  'on-hold': 'unsettled',
  draft: 'unsettled',
  unknown: 'unsettled',
  stopped: 'ended',
  completed: 'ended',
  cancelled: 'ended',
  'entered-in-error': 'setAside',
}

/** Medications by what the record says of them, newest start first; each stands in exactly one list. */
export function viewMedications(medications: readonly Medication[]): MedicationView {
  const view: Record<keyof MedicationView, Medication[]> = { active: [], unsettled: [], ended: [], setAside: [] }
  for (const medication of medications.toSorted((a, b) => newestFirst(a.started, b.started))) {
    view[PLACE[medication.status]].push(medication)
  }
  return view
}
