import { useState } from 'react'
import type { ChartSays } from '#clinical/immunization/record/chart-advice.ts'
import type { JudgedDose, VaccineForecast } from '#clinical/immunization/record/status.ts'
import { asideWords, wasNotGiven, type StatedDose } from '#clinical/immunization/record/vaccine-say.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { SectionProps } from '#features/section.ts'
import { formatDate } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Tag } from '#ui/Tag.tsx'
import { DoseTimeline } from './DoseTimeline.tsx'
import type { VaccineWord } from './use-vaccine-says.ts'
import { VaccineSaid } from './VaccineSaid.tsx'
import { becauseText, dateOf, dayText, forecastText, statedText, STATUS_TONES, STATUS_WORDS } from './forecast-words.ts'

type ForecastRowProps = {
  readonly forecast: VaccineForecast
  /** `CDC CDSi 4.64`. */
  readonly schedule: string
  readonly born: Temporal.PlainDate
  /** The chart's own recommendation for this vaccine, where it has one. */
  readonly chartSays?: ChartSays | undefined
  /** The clinician's own word that sets it aside. */
  readonly aside?: Say | undefined
  /** Doses said to have been given elsewhere: shown, not counted. */
  readonly stated?: readonly StatedDose[] | undefined
  /** Undefined where there is nothing to say, or while the draft cannot be changed. */
  readonly word?: VaccineWord | undefined
} & Pick<SectionProps, 'ticks' | 'openSource' | 'today'>

const VERDICTS: Readonly<Record<JudgedDose['verdict'], string>> = {
  counts: 'counts',
  'does-not-count': 'does not count',
  extra: 'extra',
  'not-judged': 'not judged',
}

/** What was not given, or cannot be judged, is no dose. */
function openWords(doses: readonly JudgedDose[]): string {
  const judged = doses.filter(({ verdict }) => verdict !== 'not-judged').length
  if (judged > 0) return judged === 1 ? '1 dose recorded' : `${judged} doses recorded`
  if (doses.length === 0) return 'No dose recorded'
  return doses.every(wasNotGiven) ? 'Recorded as not given' : 'No dose that counts here'
}

/** A vaccine group: its status and reason; the dates and every dose with what became of it open below. */
export function ForecastRow(props: ForecastRowProps) {
  const { forecast, schedule, born, chartSays, aside, stated = [], word, ticks, openSource, today } = props
  const [open, setOpen] = useState(false)
  const { id, group, status, why, doseNumber, because, caveats, vaccines, doses, earliest, recommended, pastDue } =
    forecast
  const text = forecastText(forecast, schedule, { chartSays, stated })
  const sources = [
    ...because.flatMap((each) => each.sources),
    ...doses.map(({ source }) => source),
    ...(chartSays?.differs ? [chartSays.source] : []),
  ]
  const toggle = () => ticks.toggle({ id: `forecast ${id}`, section: 'due', text, sources })
  const dates = [
    earliest !== undefined && `earliest ${dayText(earliest)}`,
    recommended !== undefined && `recommended ${dayText(recommended)}`,
    pastDue !== undefined && `on time until ${dayText(pastDue)}`,
    vaccines.length > 0 && vaccines.join(' or '),
  ].filter(Boolean)
  const dose = (each: JudgedDose) => (
    <Row
      key={each.id}
      date={each.date ? formatDate(each.date) : 'undated'}
      reason={[VERDICTS[each.verdict], each.why].filter(Boolean).join(': ')}
      onSource={() => openSource(each.source)}
    >
      {each.vaccine}
    </Row>
  )
  return (
    <Row
      tick={{ checked: ticks.has(`forecast ${id}`), onToggle: toggle, label: text }}
      date={dateOf(forecast)}
      reason={
        <>
          {aside && `${asideWords(aside)} `}
          {[why, because.length > 0 && becauseText(because), ...caveats].filter(Boolean).join(' · ')}
          {(doses.length > 0 || dates.length > 0 || word) && (
            <div>
              <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {openWords(doses)} {open ? '▾' : '▸'}
              </Button>
            </div>
          )}
          {stated.length > 0 && <div className="stated">{statedText(stated)}</div>}
          {chartSays && (
            <div className="chart-says">
              {chartSays.differs && <Tag tone="ask">Differs</Tag>} The chart’s own recommendation: {chartSays.words}{' '}
              <Button variant="link" onClick={() => openSource(chartSays.source)}>
                Source
              </Button>
            </div>
          )}
        </>
      }
      more={
        open ? (
          <>
            {dates.length > 0 && <p className="quiet dates">{dates.join(' · ')}</p>}
            <DoseTimeline born={born} today={today} doses={doses} next={recommended} />
            <RowList items={doses} row={dose} label={`Doses for ${group}`} />
            {word && <VaccineSaid group={group} born={born} today={today} aside={aside} stated={stated} word={word} />}
          </>
        ) : undefined
      }
    >
      <Tag tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Tag> {group}
      {doseNumber !== undefined && doseNumber > 1 && <span className="quiet"> dose {doseNumber}</span>}
    </Row>
  )
}
