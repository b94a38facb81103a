import { ScheduleFault } from '#clinical/immunization/field.ts'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { forecastRecord } from '#clinical/immunization/record/forecast-record.ts'
import type { Schedule } from '#clinical/immunization/schedule.ts'
import type { ForecastReply, ForecastRequest, ScheduleName } from './forecast-messages.ts'

/** Where a schedule comes from. Sources disagree today, so which one is a site's to say; each is fetched only when asked for. */
const SOURCES: Readonly<Record<ScheduleName, () => Promise<string>>> = {
  'cdc-cdsi': async () => (await import('#clinical/immunization/schedule/cdc-cdsi.json?raw')).default,
}

const read = new Map<ScheduleName, Promise<Schedule>>()

function scheduleOf(name: ScheduleName): Promise<Schedule> {
  const known = read.get(name) ?? SOURCES[name]().then(readSchedule)
  read.set(name, known)
  return known
}

/** Forecasts; a schedule that cannot be used is said, and nothing is forecast. */
export async function answerForecast({ id, chart, today, schedule }: ForecastRequest): Promise<ForecastReply> {
  try {
    return { kind: 'forecast', id, forecast: forecastRecord(await scheduleOf(schedule), chart, today) }
  } catch (error) {
    read.delete(schedule)
    return { kind: 'failed', id, field: error instanceof ScheduleFault ? error.field : undefined }
  }
}
