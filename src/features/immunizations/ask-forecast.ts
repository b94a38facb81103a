import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import type { TrustedTypes } from '#lib/trusted-types.ts'
import { VACCINE_SCHEDULES, type VaccineScheduleName } from '#lib/vaccine-schedules.ts'
// oxlint-disable-next-line import/default -- Vite makes this module
import workerUrl from './forecast-worker.ts?worker&url'
import { isReply, type ForecastFailure, type ForecastReply, type ForecastRequest } from './forecast-messages.ts'

/** A forecast takes some milliseconds, and its first some hundred: after so long the worker is stuck. */
const LIMIT_MS = 20_000

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (reply: ForecastReply) => void>()

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
  worker ??= start()
  const own = worker
  const limit = setTimeout(() => giveUp(own, { why: 'slow' }), LIMIT_MS)
  return new Promise((resolve) => {
    waiting.set(request.id, (reply) => {
      clearTimeout(limit)
      resolve(reply)
    })
    own.postMessage(request, [])
  })
}

const types: TrustedTypes | undefined = globalThis.trustedTypes
const policy = types?.createPolicy('healthprep-worker', { createScriptURL: ownWorker })

/** The one script address ever made from text. */
function ownWorker(address: string): string {
  if (address !== workerUrl) throw new TypeError('Not our worker')
  return address
}

function start(): Worker {
  const started = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isReply(data)) return
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  started.addEventListener('error', () => giveUp(started, { why: 'fault' }))
  return started
}

/** All who wait are told, and the next question starts a new worker. */
function giveUp(broken: Worker, failure: ForecastFailure): void {
  if (worker !== broken) return
  broken.terminate()
  worker = undefined
  for (const [id, resolve] of waiting) resolve({ kind: 'failed', id, failure })
  waiting.clear()
}
