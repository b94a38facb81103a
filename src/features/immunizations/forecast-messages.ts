import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import type { Forecast } from '#clinical/immunization/record/forecast-record.ts'
import type { VaccineScheduleName } from '#lib/vaccine-schedules.ts'

/** To the worker. `today` is a day such as `2026-11-23`. */
export type ForecastRequest = {
  readonly kind: 'forecast'
  readonly id: number
  readonly chart: ImmunizationChart
  readonly today: string
  readonly schedule: VaccineScheduleName
}

/** Why there is no forecast: the schedule file cannot be used, with the field that is wrong; a fault of the program; or it took too long. */
export type ForecastFailure =
  { readonly why: 'schedule'; readonly field: string } | { readonly why: 'fault' } | { readonly why: 'slow' }

/** From the worker. */
export type ForecastReply =
  | { readonly kind: 'forecast'; readonly id: number; readonly forecast: Forecast }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: ForecastFailure }

const isMessage = (data: unknown): data is { readonly kind: unknown; readonly id: unknown } =>
  typeof data === 'object' && data !== null && 'kind' in data && 'id' in data && typeof data.id === 'number'

export const isRequest = (data: unknown): data is ForecastRequest => isMessage(data) && data.kind === 'forecast'
export const isReply = (data: unknown): data is ForecastReply =>
  isMessage(data) && (data.kind === 'forecast' || data.kind === 'failed')
