import { useEffect, useState } from 'react'
import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import type { VaccineScheduleName } from '#lib/vaccine-schedules.ts'
import { askForecast } from './ask-forecast.ts'
import type { ForecastReply } from './forecast-messages.ts'

/** A forecast, or why there is none, and the chart it is of. */
type Answer = { readonly of: ImmunizationChart; readonly reply: ForecastReply }

/**
 * The forecast of a chart; no answer while its first is reckoned, or while the chart is still being read. Of the same
 * sign-in the last one stands until the next is there: what is open in it, and being typed, stays.
 */
export function useForecast(
  key: string,
  chart: ImmunizationChart | undefined,
  today: string,
  schedule: VaccineScheduleName | undefined,
): { readonly answer: Answer | undefined; readonly again: () => void } {
  const [tries, setTries] = useState(0)
  const [answer, setAnswer] = useState<Answer & { readonly key: string; readonly tries: number }>()
  useEffect(() => {
    if (!chart) return
    let wanted = true
    const ask = async () => {
      const reply = await askForecast(chart, today, schedule)
      if (wanted) setAnswer({ key, of: chart, tries, reply })
    }
    void ask()
    return () => {
      wanted = false
    }
  }, [key, chart, today, schedule, tries])
  const isCurrent = answer !== undefined && answer.of === chart && answer.tries === tries
  const stands = answer?.key === key && chart !== undefined && (isCurrent || answer.reply.kind === 'forecast')
  return { answer: stands ? answer : undefined, again: () => setTries(tries + 1) }
}
