import { answerForecast } from './answer-forecast.ts'
import { isRequest, type ForecastRequest } from './forecast-messages.ts'

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isRequest(data)) void reply(data)
})

const reply = async (request: ForecastRequest): Promise<void> =>
  self.postMessage(await answerForecast(request), { transfer: [] })
