import { besideForecast, type OtherAdvice } from '#clinical/immunization/record/chart-advice.ts'
import type { UnplacedRecord } from '#clinical/immunization/record/forecast-record.ts'
import type { VaccineForecast, VaccineStatus } from '#clinical/immunization/record/status.ts'
import type { SectionProps } from '#features/section.ts'
import { earliestDay, formatDate } from '#lib/dates.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { dayText } from './forecast-words.ts'
import { ForecastRow } from './ForecastRow.tsx'
import { NoForecast } from './NoForecast.tsx'
import { adviceNote, useChartAdvice } from './use-chart-advice.ts'
import { useForecast } from './use-forecast.ts'
import { useImmunizationChart } from './use-immunization-chart.ts'
import './forecast.css'

const NOW: ReadonlySet<VaccineStatus> = new Set([
  'overdue',
  'due',
  'shared-decision',
  'due-soon',
  'no-record',
  'cannot-tell',
  'schedule-out-of-date',
  'contraindicated',
])

const NONE = {
  'birth date': 'The birth date is not recorded to the day, so no vaccine can be forecast',
  'not born': 'The birth date is in the future, so no vaccine can be forecast',
  died: 'No vaccine is forecast for someone who has died',
} as const

const UNPLACED = {
  'not given': 'not given',
  'unknown status': 'whether it was given is not recorded',
  'unknown vaccine': 'the schedule does not know this vaccine: it is not counted',
  'no date': 'no date: it is not counted',
  future: 'dated in the future: it is not counted',
  'before birth': 'dated before birth: it is not counted',
  twice: 'recorded twice: counted once',
} as const

/** What is due by the schedule, most urgent first; the schedule and its date are always said. */
export function ForecastList({ session, ticks, today, openSource }: SectionProps) {
  const chart = useImmunizationChart(session)
  const read = typeof chart === 'string' ? undefined : chart
  const { answer, again } = useForecast(read, today.toString(), session.issuer.vaccineSchedule)
  const advice = useChartAdvice(session, answer?.kind === 'forecast')
  if (chart === 'unread') {
    return <p className="note-warn">Nothing is forecast: patient or immunizations could not be read</p>
  }
  if (!answer || !read) return <p className="waiting">Comparing with the schedule…</p>
  if (answer.kind === 'failed') return <NoForecast failure={answer.failure} again={again} />
  const { vaccines, unplaced, none, schedule } = answer.forecast
  const birthDate = read.patient.birthDate
  if (none !== undefined || !birthDate) return <p className="note-warn">{NONE[none ?? 'birth date']}</p>
  const source = `${schedule.source} ${schedule.version}`
  const held = advice.kind === 'read' ? advice.reading.items : []
  const { says, others } = besideForecast(vaccines, held, today.toString())
  const note = adviceNote(advice)
  const row = (forecast: VaccineForecast) => (
    <ForecastRow
      key={forecast.id}
      forecast={forecast}
      schedule={source}
      born={earliestDay(birthDate)}
      chartSays={says.get(forecast.id)}
      ticks={ticks}
      today={today}
      openSource={openSource}
    />
  )
  const unplacedRow = ({ source: from, vaccine, date, reason, statusReason }: UnplacedRecord) => (
    <Row
      key={from.id}
      date={date ? formatDate(date) : 'undated'}
      reason={[UNPLACED[reason], statusReason].filter(Boolean).join(' · ')}
      onSource={() => openSource(from)}
    >
      {vaccine}
    </Row>
  )
  const otherRow = ({ id, vaccine, words, source: from }: OtherAdvice) => (
    <Row key={id} reason={words} onSource={() => openSource(from)}>
      {vaccine}
    </Row>
  )
  // What the chart itself says otherwise is never folded away.
  const isNow = ({ id, status }: VaccineForecast) => NOW.has(status) || says.get(id)?.differs === true
  const rest = vaccines.filter((each) => !isNow(each))
  const later = rest.filter(({ status }) => status === 'due-from')
  const settled = rest.filter(({ status }) => status !== 'due-from')
  return (
    <div className="forecast">
      <RowList items={vaccines.filter(isNow)} row={row} label="Vaccines due" />
      {settled.length > 0 && (
        <Fold label={`${settled.length} complete or not needed`}>
          <RowList items={settled} row={row} />
        </Fold>
      )}
      {later.length > 0 && (
        <Fold label={`${later.length} later in life`}>
          <RowList items={later} row={row} />
        </Fold>
      )}
      {unplaced.length > 0 && (
        <Fold label={`${unplaced.length} recorded but not counted`}>
          <RowList items={unplaced} row={unplacedRow} />
        </Fold>
      )}
      {others.length > 0 && (
        <Fold label={`${others.length} more of the chart’s own recommendations`}>
          <RowList items={others} row={otherRow} />
        </Fold>
      )}
      {note?.warns && <p className="note-warn">{note.text}</p>}
      <p className="footnote">
        Forecast by {source}, published {dayText(schedule.published)}. Other schedules differ today.
        {note && !note.warns && ` ${note.text}`}
      </p>
    </div>
  )
}
