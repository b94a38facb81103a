import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import type { Forecast } from '#clinical/immunization/record/forecast-record.ts'

/** Schedules that a site can choose from. */
export type ScheduleName = 'cdc-cdsi'

/** To the worker. `today` is a day such as `2026-11-23`. */
export type ForecastRequest = {
  readonly kind: 'forecast'
  readonly id: number
  readonly chart: ImmunizationChart
  readonly today: string
  readonly schedule: ScheduleName
}

/** From the worker. `field` names what is wrong with the schedule file; undefined where it is not the file. */
export type ForecastReply =
  | { readonly kind: 'forecast'; readonly id: number; readonly forecast: Forecast }
  | { readonly kind: 'failed'; readonly id: number; readonly field: string | undefined }

const isMessage = (data: unknown): data is { readonly kind: unknown; readonly id: unknown } =>
  typeof data === 'object' && data !== null && 'kind' in data && 'id' in data && typeof data.id === 'number'

export const isRequest = (data: unknown): data is ForecastRequest => isMessage(data) && data.kind === 'forecast'
export const isReply = (data: unknown): data is ForecastReply =>
  isMessage(data) && (data.kind === 'forecast' || data.kind === 'failed')
