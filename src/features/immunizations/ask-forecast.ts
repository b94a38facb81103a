import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import { isReply, type ForecastReply, type ForecastRequest, type ScheduleName } from './forecast-messages.ts'

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (reply: ForecastReply) => void>()

/** Forecasts off the main thread; where there are no workers, here. Never rejects: what failed is a reply too. */
export async function askForecast(
  chart: ImmunizationChart,
  today: string,
  schedule: ScheduleName = 'cdc-cdsi',
): Promise<ForecastReply> {
  asked += 1
  const request: ForecastRequest = { kind: 'forecast', id: asked, chart, today, schedule }
  if (typeof Worker === 'undefined') {
    const { answerForecast } = await import('./answer-forecast.ts')
    return answerForecast(request)
  }
  worker ??= start()
  const own = worker
  return new Promise((resolve) => {
    waiting.set(request.id, resolve)
    own.postMessage(request, [])
  })
}

function start(): Worker {
  const started = new Worker(new URL('./forecast-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isReply(data)) return
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  started.addEventListener('error', () => {
    started.terminate()
    worker = undefined
    for (const [id, resolve] of waiting) resolve({ kind: 'failed', id, field: undefined })
    waiting.clear()
  })
  return started
}
