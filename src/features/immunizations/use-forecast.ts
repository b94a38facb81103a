import { useEffect, useState } from 'react'
import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import type { VaccineScheduleName } from '#lib/vaccine-schedules.ts'
import { askForecast } from './ask-forecast.ts'
import type { ForecastReply } from './forecast-messages.ts'

/** The forecast of a chart; no answer while it is reckoned, or while the chart is still being read. */
export function useForecast(
  chart: ImmunizationChart | undefined,
  today: string,
  schedule: VaccineScheduleName | undefined,
): { readonly answer: ForecastReply | undefined; readonly again: () => void } {
  const [tries, setTries] = useState(0)
  const [answer, setAnswer] = useState<{
    readonly to: ImmunizationChart
    readonly tries: number
    readonly reply: ForecastReply
  }>()
  useEffect(() => {
    if (!chart) return
    let wanted = true
    const ask = async () => {
      const reply = await askForecast(chart, today, schedule)
      if (wanted) setAnswer({ to: chart, tries, reply })
    }
    void ask()
    return () => {
      wanted = false
    }
  }, [chart, today, schedule, tries])
  const isCurrent = answer !== undefined && answer.to === chart && answer.tries === tries
  return { answer: isCurrent ? answer.reply : undefined, again: () => setTries(tries + 1) }
}
