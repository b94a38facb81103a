import type { SectionProps } from '#features/section.ts'
import { ForecastGroups } from './ForecastGroups.tsx'
import { NoForecast } from './NoForecast.tsx'
import { useChartAdvice } from './use-chart-advice.ts'
import { useForecast } from './use-forecast.ts'
import { useImmunizationChart } from './use-immunization-chart.ts'
import './forecast.css'

const NONE = {
  'birth date': 'The birth date is not recorded to the day, so no vaccine can be forecast',
  'not born': 'The birth date is in the future, so no vaccine can be forecast',
  died: 'No vaccine is forecast for someone who has died',
} as const

/** What is due by the schedule, or why nothing can be forecast. */
export function ForecastList(props: SectionProps) {
  const { session, today } = props
  const chart = useImmunizationChart(session)
  const read = typeof chart === 'string' ? undefined : chart
  const { answer, again } = useForecast(session.key, read, today.toString(), session.issuer.vaccineSchedule)
  // Here, where it outlasts each new forecast: asked from below it would be broken off and asked again.
  const advice = useChartAdvice(session, answer !== undefined)
  if (chart === 'unread') {
    return <p className="note-warn">Nothing is forecast: patient or immunizations could not be read</p>
  }
  if (!answer) return <p className="waiting">Comparing with the schedule…</p>
  const { of, reply } = answer
  if (reply.kind === 'failed') return <NoForecast failure={reply.failure} again={again} />
  const { none } = reply.forecast
  const { birthDate } = of.patient
  if (none !== undefined || !birthDate) return <p className="note-warn">{NONE[none ?? 'birth date']}</p>
  return <ForecastGroups {...props} advice={advice} forecast={reply.forecast} birthDate={birthDate} />
}
