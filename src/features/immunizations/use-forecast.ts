import { useEffect, useState } from 'react'
import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import { askForecast } from './ask-forecast.ts'
import type { ForecastReply } from './forecast-messages.ts'

/** The forecast of a chart; undefined while it is reckoned, or while the chart is still being read. */
export function useForecast(chart: ImmunizationChart | undefined, today: string): ForecastReply | undefined {
  const [answer, setAnswer] = useState<{ readonly to: ImmunizationChart; readonly reply: ForecastReply }>()
  useEffect(() => {
    if (!chart) return
    let wanted = true
    const ask = async () => {
      const reply = await askForecast(chart, today)
      if (wanted) setAnswer({ to: chart, reply })
    }
    void ask()
    return () => {
      wanted = false
    }
  }, [chart, today])
  return answer?.to === chart ? answer?.reply : undefined
}
