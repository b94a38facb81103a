import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import { OwnWorker } from '#lib/own-worker.ts'
import { VACCINE_SCHEDULES, type VaccineScheduleName } from '#lib/vaccine-schedules.ts'
// oxlint-disable-next-line import/default -- Vite makes this module
import workerUrl from './forecast-worker.ts?worker&url'
import { isReply, type ForecastReply, type ForecastRequest } from './forecast-messages.ts'

/** A forecast takes some milliseconds, and its first some hundred: after so long the worker is stuck. */
const LIMIT_MS = 20_000

let worker: OwnWorker<ForecastReply> | undefined
let asked = 0

/** Forecasts off the main thread; where there are no workers, here. Never rejects: what failed is a reply too. */
export async function askForecast(
  chart: ImmunizationChart,
  today: string,
  schedule: VaccineScheduleName = VACCINE_SCHEDULES[0],
): Promise<ForecastReply> {
  asked += 1
  const request: ForecastRequest = { kind: 'forecast', id: asked, chart, today, schedule }
  if (typeof Worker === 'undefined') {
    const { answerForecast } = await import('./answer-forecast.ts')
    return answerForecast(request)
  }
  worker ??= new OwnWorker(workerUrl, isReply, LIMIT_MS)
  const own = worker
  const reply = await own.ask(request)
  if (reply.kind !== 'broken') return reply
  // The next question starts a new one.
  if (worker === own) worker = undefined
  return { kind: 'failed', id: request.id, failure: { why: reply.why } }
}
