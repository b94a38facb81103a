import { newestFirst } from '#lib/dates.ts'
import { applyingIndications } from '../chapter-5-relevant-series.ts'
import type { Evaluation } from '../chapter-3-logic-concepts.ts'
import type { GroupForecast } from '../chapter-9-vaccine-group.ts'
import { addSpan, formatDay, type Day } from '../day.ts'
import type { Schedule } from '../schedule.ts'
import type { PlacedDose, UnplacedDose } from './doses.ts'
import type { ImmunizationChart } from './forecast-record.ts'
import type { Observed } from './observations.ts'
import type { JudgedDose, VaccineForecast, VaccineStatus } from './status.ts'
import { evaluationWords, stoppedWords, UNPLACED_WORDS } from './words.ts'

export type ChartFacts = {
  readonly chart: ImmunizationChart
  readonly schedule: Schedule
  readonly today: Day
  readonly birth: Day
  readonly placed: readonly PlacedDose[]
  readonly unplaced: readonly UnplacedDose[]
  readonly observed: Observed
  /** Records dated to the month or year only. */
  readonly vague: ReadonlySet<string>
}

/** Recommended within so many days is due soon. */
const SOON = 30
const ADULT = { months: 19 * 12, days: 0 }
/** From this age HPV vaccine is by shared decision (ACIP 2019, MMWR 68:698). */
const HPV_SHARED = { months: 27 * 12, days: 0 }

type Said = { readonly status: VaccineStatus; readonly why: string }

/** CDC's forecast of a vaccine group in a clinician's terms. `other` is the same with vague dates on their first day. */
export function toVaccineForecast(
  forecast: GroupForecast,
  other: GroupForecast | undefined,
  facts: ChartFacts,
): VaccineForecast {
  const { schedule, observed } = facts
  const said = settledBeforehand(forecast, other, facts) ?? statusOf(forecast, facts)
  const isDated = ['overdue', 'due', 'due-soon', 'due-from', 'shared-decision', 'no-record'].includes(said.status)
  const day = (value: Day | undefined): string | undefined =>
    isDated && value !== undefined ? formatDay(value) : undefined
  return {
    id: `${forecast.group}/${forecast.kind}/${forecast.series[0]?.series.seriesGroup ?? ''}`,
    group: forecast.group,
    kind: forecast.kind,
    ...said,
    doseNumber: isDated ? forecast.doseNumber : undefined,
    earliest: day(forecast.earliest),
    recommended: day(forecast.recommended),
    pastDue: day(forecast.pastDue),
    latest: day(forecast.latest),
    shared: isShared(forecast, facts),
    because: becauseOf(forecast, facts).map((code) => ({
      name: schedule.observations.get(code)?.name ?? code,
      sources: observed.sources.get(code) ?? [],
    })),
    vaccines: isDated ? forecast.vaccines.map((cvx) => schedule.vaccines.get(cvx)?.name ?? `CVX ${cvx}`) : [],
    caveats: caveatsOf(forecast, facts),
    doses: judgedDoses(forecast, facts),
  }
}

/** What settles the matter before the dates are looked at: data past their season, or doses that cannot be placed. */
function settledBeforehand(
  forecast: GroupForecast,
  other: GroupForecast | undefined,
  facts: ChartFacts,
): Said | undefined {
  const { status } = forecast
  if (status === 'contraindicated' || status === 'immune' || status === 'aged out') return undefined
  const ended = seasonEnd(forecast)
  if (ended !== undefined && facts.today > ended) {
    return {
      status: 'schedule-out-of-date',
      why: `The schedule's season ended on ${formatDay(ended)}; newer data are needed`,
    }
  }
  const cannotTell = (why: string): Said => ({ status: 'cannot-tell', why })
  if (lacksReferenceDate(forecast, facts))
    return cannotTell('It is counted from a date that the record does not give, such as the start of pregnancy')
  const group = groupRecords(forecast, facts)
  const isVague = group.placed.some(({ record }) => facts.vague.has(record.id))
  if (
    isVague &&
    (other === undefined ||
      other.status !== status ||
      other.doseNumber !== forecast.doseNumber ||
      vagueDoseFails(forecast, other, facts))
  ) {
    return cannotTell('A dose is dated to the month or year only, and the day decides')
  }
  if (status !== 'not complete') return undefined
  const { chart } = facts
  if (!chart.immunizations.complete) return cannotTell('The immunizations could not be read whole')
  const doubtful = group.unplaced.find(({ reason }) => reason !== 'not given' && reason !== 'twice')
  return doubtful && cannotTell(`A recorded dose cannot be judged: ${UNPLACED_WORDS[doubtful.reason]}`)
}

function statusOf(forecast: GroupForecast, facts: ChartFacts): Said {
  const { today, birth } = facts
  if (forecast.status !== 'not complete') {
    const { status, words } = stoppedWords(forecast)
    return { status, why: words }
  }
  const { recommended, pastDue, earliest } = forecast
  if (recommended === undefined) return { status: 'cannot-tell', why: 'The schedule gives no date' }
  const adult = addSpan(birth, ADULT)
  const isChildhood = forecast.kind === 'standard' && recommended < adult
  if (today >= adult && isChildhood && groupRecords(forecast, facts).placed.length === 0) {
    return {
      status: 'no-record',
      why: 'No dose is recorded of a vaccine that is given in childhood: ask, and look in the registry',
    }
  }
  if (isShared(forecast, facts) && recommended <= today)
    return { status: 'shared-decision', why: 'For shared decision with the patient' }
  const dose = `Dose ${forecast.doseNumber ?? 1}`
  if (pastDue !== undefined && today > pastDue)
    return { status: 'overdue', why: `${dose} should have been given by ${formatDay(pastDue)}` }
  if (recommended <= today) return { status: 'due', why: `${dose} is recommended since ${formatDay(recommended)}` }
  const early = earliest !== undefined && earliest <= today ? ', and may be given now' : ''
  const soon = recommended - today <= SOON
  return {
    status: soon ? 'due-soon' : 'due-from',
    why: `${dose} is recommended from ${formatDay(recommended)}${early}`,
  }
}

/** By shared decision: the series says so, or it is HPV vaccine from 27 years on. */
function isShared(forecast: GroupForecast, { birth, today }: ChartFacts): boolean {
  if (forecast.series.some(({ series }) => series.shared)) return true
  return forecast.group === 'HPV' && forecast.kind === 'standard' && today >= addSpan(birth, HPV_SHARED)
}

/** The last day of the season the data know; a season without an end is over after a year. */
function seasonEnd({ series }: GroupForecast): Day | undefined {
  const ends = series.flatMap(({ series: { doses } }) =>
    doses
      .filter(({ seasonStart }) => seasonStart !== undefined)
      .map(({ seasonStart, seasonEnd: end }) => end ?? addSpan(seasonStart ?? 0, { months: 12, days: -1 })),
  )
  return ends.length === 0 ? undefined : Math.max(...ends)
}

/** A series that counts from an observation (onset of pregnancy, transplant) cannot be judged without its date. */
const lacksReferenceDate = ({ series }: GroupForecast, { observed }: ChartFacts): boolean =>
  series.some(({ series: { doses } }) =>
    doses.some(({ intervals }) =>
      intervals.some(({ fromObservation: code }) => code !== undefined && observed.dates.get(code) === undefined),
    ),
  )

function vagueDoseFails(forecast: GroupForecast, other: GroupForecast, { vague }: ChartFacts): boolean {
  const fails = ({ dose, status }: Evaluation): boolean => vague.has(dose.id) && status !== 'valid'
  return [forecast, other].some(({ series }) => series.some(({ evaluations }) => evaluations.some(fails)))
}

/** The doses of a group, with those that could not be judged. */
function groupRecords({ group }: GroupForecast, { schedule, placed, unplaced }: ChartFacts) {
  const antigens = schedule.groups.find(({ name }) => name === group)?.antigens ?? []
  const isOf = ({ cvx }: { readonly cvx: string | undefined }): boolean =>
    cvx !== undefined &&
    (schedule.vaccines.get(cvx)?.antigens.some(({ antigen }) => antigens.includes(antigen)) ?? false)
  return { placed: placed.filter(isOf), unplaced: unplaced.filter(isOf) }
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
