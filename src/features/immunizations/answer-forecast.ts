import { ScheduleFault } from '#clinical/immunization/field.ts'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { forecastRecord } from '#clinical/immunization/record/forecast-record.ts'
import type { Schedule } from '#clinical/immunization/schedule.ts'
import type { VaccineScheduleName } from '#lib/vaccine-schedules.ts'
import type { ForecastReply, ForecastRequest } from './forecast-messages.ts'

/** Where a schedule comes from. Sources disagree today, so which one is a site's to say; each is fetched only when asked for. */
const SOURCES: Readonly<Record<VaccineScheduleName, () => Promise<string>>> = {
  'cdc-cdsi': async () => (await import('#clinical/immunization/schedule/cdc-cdsi.json?raw')).default,
}

const read = new Map<VaccineScheduleName, Promise<Schedule>>()

function scheduleOf(name: VaccineScheduleName): Promise<Schedule> {
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
    const failure =
      error instanceof ScheduleFault ? ({ why: 'schedule', field: error.field } as const) : ({ why: 'fault' } as const)
    return { kind: 'failed', id, failure }
  }
}
