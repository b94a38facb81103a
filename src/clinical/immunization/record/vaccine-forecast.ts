import { newestFirst } from '#lib/dates.ts'
import { applyingIndications } from '../chapter-5-relevant-series.ts'
import type { GroupForecast } from '../chapter-9-vaccine-group.ts'
import { formatDay, type Day } from '../day.ts'
import type { PlacedDose } from './doses.ts'
import { codesOf, groupRecords, type ChartFacts } from './facts.ts'
import { isShared, settledBeforehand, statusOf } from './status-of.ts'
import type { JudgedDose, VaccineForecast } from './status.ts'
import { besideWords, evaluationWords, UNPLACED_WORDS } from './words.ts'

const NO_DATES = { doseNumber: undefined, earliest: undefined, pastDue: undefined, latest: undefined }

/** CDC's forecast of a vaccine group in a clinician's terms. `other` is the same with vague dates on their first day. */
export function toVaccineForecast(
  forecast: GroupForecast,
  other: GroupForecast | undefined,
  facts: ChartFacts,
): VaccineForecast {
  const { schedule, observed } = facts
  const { instead, ...said } = settledBeforehand(forecast, other, facts) ?? statusOf(forecast, facts)
  const { doseNumber, earliest, recommended, pastDue, latest } =
    instead === undefined ? forecast : { ...NO_DATES, ...instead }
  const isDated = ['overdue', 'due', 'due-soon', 'due-from', 'shared-decision', 'no-record'].includes(said.status)
  const day = (value: Day | undefined): string | undefined =>
    isDated && value !== undefined ? formatDay(value) : undefined
  return {
    id: `${forecast.group}/${forecast.kind}/${forecast.series[0]?.series.seriesGroup ?? ''}`,
    group: forecast.group,
    kind: forecast.kind,
    ...said,
    why: [said.why, ...(isDated ? besideWords(forecast) : [])].join('. '),
    doseNumber: isDated ? doseNumber : undefined,
    earliest: day(earliest),
    recommended: day(recommended),
    pastDue: day(pastDue),
    latest: day(latest),
    shared: isShared(forecast, facts),
    because: becauseOf(forecast, facts).map((code) => ({
      name: schedule.observations.get(code)?.name ?? code,
      sources: observed.sources.get(code) ?? [],
    })),
    cvx: codesOf(forecast, schedule),
    vaccines: isDated ? forecast.vaccines.map((cvx) => schedule.vaccines.get(cvx)?.name ?? `CVX ${cvx}`) : [],
    caveats: caveatsOf(forecast, facts),
    doses: judgedDoses(forecast, facts),
  }
}

/** Observation codes behind a risk, an immunity or a contraindication. */
function becauseOf(
  { series, kind, status }: GroupForecast,
  { schedule, observed, birth, today }: ChartFacts,
): readonly string[] {
  const stopped = series.flatMap(({ because }) => because).filter((code) => code !== 'birth date')
  if (status === 'immune' || status === 'contraindicated' || kind === 'standard') return [...new Set(stopped)]
  const person = { birth, sex: 'unknown' as const, birthCountry: undefined, observations: observed.dates, doses: [] }
  const context = { schedule, person, assessment: today, hasCompleteSeries: () => false }
  return [...new Set(series.flatMap((each) => applyingIndications(each.series, context)))]
}

/** What was not read and could change a due date into a contraindication. */
function caveatsOf({ status, group }: GroupForecast, { chart, observed, schedule }: ChartFacts): readonly string[] {
  if (status !== 'not complete') return []
  const antigens = schedule.groups.find(({ name }) => name === group)?.antigens ?? []
  const forbids = new Set(
    antigens.flatMap((name) => {
      const antigen = schedule.antigens.get(name)
      return [...(antigen?.notIf ?? []), ...(antigen?.notVaccineIf ?? [])].map(({ code }) => code)
    }),
  )
  const possible = observed.unresolved.filter(({ code }) => forbids.has(code))
  return [
    ...(chart.problems.complete
      ? []
      : ['Problems could not be read whole: a contraindication or a risk may be missing']),
    ...(chart.allergies.complete ? [] : ['Allergies could not be read whole: a contraindication may be missing']),
    ...new Set(
      possible.map(({ code }) => `Recorded without its severity: ${schedule.observations.get(code)?.name ?? code}`),
    ),
  ]
}

const VERDICTS = {
  valid: 'counts',
  'not valid': 'does-not-count',
  'sub-standard': 'does-not-count',
  extraneous: 'extra',
} as const
/** Of several antigens in one vaccine the worst is said, but a dose one of them still needed is not extra. */
const WORST = ['sub-standard', 'not valid', 'valid', 'extraneous'] as const

function judgedDoses(forecast: GroupForecast, facts: ChartFacts): readonly JudgedDose[] {
  const { placed, unplaced } = groupRecords(forecast, facts)
  const evaluations = forecast.series.flatMap((each) => each.evaluations)
  const judged = placed.map(({ record }): JudgedDose => {
    const own = evaluations.filter(({ dose }) => dose.id === record.id)
    const evaluation = WORST.map((status) => own.find((each) => each.status === status)).find(
      (each) => each !== undefined,
    )
    return {
      ...shownAs(record),
      verdict: evaluation ? VERDICTS[evaluation.status] : 'not-judged',
      why: evaluation ? evaluationWords(evaluation) : 'Given at an age at which it counts for another vaccine',
    }
  })
  const rest = unplaced.map(({ record, reason }): JudgedDose => ({
    ...shownAs(record),
    verdict: 'not-judged',
    why:
      record.statusReason === undefined ? UNPLACED_WORDS[reason] : `${UNPLACED_WORDS[reason]}: ${record.statusReason}`,
  }))
  return [...judged, ...rest].toSorted((a, b) =>
    a.date && b.date ? newestFirst(b.date, a.date) : newestFirst(a.date, b.date),
  )
}

const shownAs = ({ id, vaccine, given, source }: PlacedDose['record']) => ({
  id,
  vaccine: vaccine.text,
  date: given,
  source,
})
