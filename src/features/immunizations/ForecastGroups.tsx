import { besideForecast, type OtherAdvice } from '#clinical/immunization/record/chart-advice.ts'
import type { Forecast, UnplacedRecord } from '#clinical/immunization/record/forecast-record.ts'
import type { VaccineForecast, VaccineStatus } from '#clinical/immunization/record/status.ts'
import { setAside, statedDoses } from '#clinical/immunization/record/vaccine-say.ts'
import { onlyNewestWords } from '#clinical/screening/say-line.ts'
import type { SectionProps } from '#features/section.ts'
import { earliestDay, formatDate, type PartialDate } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { dayText } from './forecast-words.ts'
import { ForecastRow } from './ForecastRow.tsx'
import { adviceNote, type ChartAdvice } from './use-chart-advice.ts'
import { useVaccineSays } from './use-vaccine-says.ts'

/** What a clinician can set aside. */
const OPEN: ReadonlySet<VaccineStatus> = new Set(['overdue', 'due', 'shared-decision', 'due-soon', 'no-record'])
const NOW: ReadonlySet<VaccineStatus> = new Set([...OPEN, 'cannot-tell', 'schedule-out-of-date', 'contraindicated'])

const UNPLACED = {
  'not given': 'not given',
  'unknown status': 'whether it was given is not recorded',
  'unknown vaccine': 'the schedule does not know this vaccine: it is not counted',
  'no date': 'no date: it is not counted',
  future: 'dated in the future: it is not counted',
  'before birth': 'dated before birth: it is not counted',
  twice: 'recorded twice: counted once',
} as const

type ForecastGroupsProps = SectionProps & {
  readonly forecast: Forecast
  readonly advice: ChartAdvice
  readonly birthDate: PartialDate
}

/** The vaccines, most urgent first; the schedule and its date are always said. */
export function ForecastGroups({
  session,
  ticks,
  today,
  openSource,
  forecast,
  advice,
  birthDate,
}: ForecastGroupsProps) {
  const { vaccines, unplaced, schedule } = forecast
  const { says, unread, onlyNewest, wordOn } = useVaccineSays(session, ticks, vaccines)
  const held = advice.kind === 'read' ? advice.reading.items : []
  const { says: chartSays, others } = besideForecast(vaccines, held, today.toString())
  const note = adviceNote(advice)
  const source = `${schedule.source} ${schedule.version}`
  const asideOf = ({ group, status }: VaccineForecast) =>
    OPEN.has(status) ? setAside(says, group, today.toString()) : undefined
  const row = (each: VaccineForecast) => {
    return (
      <ForecastRow
        key={each.id}
        forecast={each}
        schedule={source}
        born={earliestDay(birthDate)}
        chartSays={chartSays.get(each.id)}
        aside={asideOf(each)}
        stated={statedDoses(says, each.group, each.doses, today.toString())}
        word={OPEN.has(each.status) && !ticks.frozen ? wordOn(each.group) : undefined}
        ticks={ticks}
        today={today}
        openSource={openSource}
      />
    )
  }
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
  const aside = vaccines.filter((each) => asideOf(each) !== undefined)
  // What the chart itself says otherwise is never folded away.
  const now = vaccines.filter(
    (each) => !aside.includes(each) && (NOW.has(each.status) || chartSays.get(each.id)?.differs === true),
  )
  const rest = vaccines.filter((each) => !aside.includes(each) && !now.includes(each))
  const folds = [
    [aside, 'declined, deferred or not applicable'],
    [rest.filter(({ status }) => status !== 'due-from'), 'complete or not needed'],
    [rest.filter(({ status }) => status === 'due-from'), 'later in life'],
  ] as const
  return (
    <div className="forecast">
      {now.length === 0 && <p className="none">Nothing is due by this schedule.</p>}
      <RowList items={now} row={row} label="Vaccines due" />
      {folds.map(
        ([items, label]) =>
          items.length > 0 && (
            <Fold key={label} label={`${items.length} ${label}`}>
              <RowList items={items} row={row} label={label} />
            </Fold>
          ),
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
      {unread && (
        <p className="note-warn">
          An earlier note could not be read: what it recorded as declined, deferred or given elsewhere is not known
          here.
        </p>
      )}
      {onlyNewest !== undefined && <p className="footnote">{onlyNewestWords(onlyNewest)}</p>}
      <p className="footnote">
        Forecast by {source}, published {dayText(schedule.published)}. Other schedules differ today.
        {note && !note.warns && ` ${note.text}`}
        {advice.kind === 'on-request' && (
          <>
            {' '}
            <Button variant="link" onClick={advice.ask}>
              Compare with the chart’s own recommendations
            </Button>
          </>
        )}
      </p>
    </div>
  )
}
