import { ScheduleFault } from '#clinical/immunization/field.ts'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { forecastRecord } from '#clinical/immunization/record/forecast-record.ts'
import type { Schedule } from '#clinical/immunization/schedule.ts'
import type { ForecastReply, ForecastRequest } from './forecast-messages.ts'

let schedule: Promise<Schedule> | undefined

const loadSchedule = async (): Promise<Schedule> =>
  readSchedule((await import('#clinical/immunization/schedule/cdc-cdsi.json?raw')).default)

/** Forecasts; a schedule that cannot be used is said, and nothing is forecast. */
export async function answerForecast({ id, chart, today }: ForecastRequest): Promise<ForecastReply> {
  try {
    schedule ??= loadSchedule()
    return { kind: 'forecast', id, forecast: forecastRecord(await schedule, chart, today) }
  } catch (error) {
    schedule = undefined
    return { kind: 'failed', id, field: error instanceof ScheduleFault ? error.field : undefined }
  }
}
