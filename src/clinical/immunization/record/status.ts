import type { PartialDate } from '#lib/dates.ts'
import type { Source } from '../../source.ts'

/** What a clinician is told of a vaccine group, the most urgent first. */
const STATUSES = [
  'overdue',
  'due',
  'shared-decision',
  'due-soon',
  'no-record',
  'cannot-tell',
  'schedule-out-of-date',
  'due-from',
  'contraindicated',
  'complete',
  'immune',
  'not-recommended',
  'aged-out',
] as const
export type VaccineStatus = (typeof STATUSES)[number]

/** A recorded dose in the light of the schedule. */
export type JudgedDose = {
  readonly id: string
  readonly vaccine: string
  readonly date: PartialDate | undefined
  readonly verdict: 'counts' | 'does-not-count' | 'extra' | 'not-judged'
  /** In words: `given before the minimum age`; undefined where it counts without more. */
  readonly why: string | undefined
  readonly source: Source
}

export type VaccineForecast = {
  /** Unique within a forecast. */
  readonly id: string
  /** `DTaP/Tdap/Td`. */
  readonly group: string
  /** For everyone of that age, or because of a risk named in `because`. */
  readonly kind: 'standard' | 'risk'
  readonly status: VaccineStatus
  /** The reason in words. */
  readonly why: string
  readonly doseNumber: number | undefined
  /** Days such as `2026-11-23`. `pastDue` is the last day that is on time. */
  readonly earliest: string | undefined
  readonly recommended: string | undefined
  readonly pastDue: string | undefined
  readonly latest: string | undefined
  /** By shared or individual decision. */
  readonly shared: boolean
  /** What of the record makes it a risk, immune or contraindicated. */
  readonly because: readonly { readonly name: string; readonly sources: readonly Source[] }[]
  /** Every CVX of the group, by which other recommendations are laid beside it. */
  readonly cvx: readonly string[]
  /** Names of recommended vaccines. */
  readonly vaccines: readonly string[]
  /** What was not read and could change this. */
  readonly caveats: readonly string[]
  /** Oldest first; undated last. */
  readonly doses: readonly JudgedDose[]
}

export const byUrgency = (a: VaccineForecast, b: VaccineForecast): number =>
  STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0)
