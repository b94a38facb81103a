import type { Evaluation } from '../chapter-3-logic-concepts.ts'
import type { GroupForecast } from '../chapter-9-vaccine-group.ts'
import { addSpan, type Day } from '../day.ts'
import { dayWords, groupRecords, type ChartFacts } from './facts.ts'
import type { VaccineStatus } from './status.ts'
import { AGED_OUT_WORDS, stoppedWords, UNPLACED_WORDS } from './words.ts'

/** Recommended within so many days is due soon. */
const SOON = 30
const ADULT = { months: 19 * 12, days: 0 }
/**
 * From these ages on, in years, a vaccine may be given by shared decision; CDC's data say it in words only. HPV, with a risk too: ACIP 2019,
 * MMWR 68:698. Hepatitis B, without a risk: ACIP 2022, MMWR 71:477.
 */
const SHARED_FROM: Readonly<Record<string, { readonly from: number; readonly withRisk: boolean }>> = {
  HPV: { from: 27, withRisk: true },
  HepB: { from: 60, withRisk: false },
}

type Said = {
  readonly status: VaccineStatus
  readonly why: string
  /** In place of the schedule's days, which would be those of someone never vaccinated; undefined for none. */
  readonly instead?: { readonly recommended: Day | undefined }
}

/** What settles the matter before the dates are looked at: data past their season, or doses that cannot be placed. */
export function settledBeforehand(
  forecast: GroupForecast,
  other: GroupForecast | undefined,
  facts: ChartFacts,
): Said | undefined {
  const { status } = forecast
  if (status === 'contraindicated' || status === 'immune' || status === 'aged out') return undefined
  const ended = seasonEnd(forecast)
  if (ended !== undefined && facts.today > ended) {
    if (isTooOld(forecast, facts)) return { status: 'aged-out', why: AGED_OUT_WORDS }
    return {
      status: 'schedule-out-of-date',
      why: `The schedule's season ended on ${dayWords(ended)}; newer data are needed`,
    }
  }
  const cannotTell = (why: string): Said => ({ status: 'cannot-tell', why })
  if (lacksReferenceDate(forecast, facts))
    return cannotTell('It is counted from a date that the record does not give, such as the start of pregnancy')
  const group = groupRecords(forecast, facts)
  const isVague = group.placed.some(({ record }) => facts.vague.has(record.id))
  if (isVague && !agree(forecast, other, facts)) {
    return cannotTell('A dose is dated to the month or year only, and the day decides')
  }
  if (status !== 'not complete') return undefined
  const { chart } = facts
  if (!chart.immunizations.complete) return cannotTell('The immunizations could not be read whole')
  const doubtful = group.unplaced.find(({ reason }) => reason !== 'not given' && reason !== 'twice')
  return doubtful && cannotTell(`A recorded dose cannot be judged: ${UNPLACED_WORDS[doubtful.reason]}`)
}

/** Status and reason by the forecast's dates. */
export function statusOf(forecast: GroupForecast, facts: ChartFacts): Said {
  const { today, birth } = facts
  if (forecast.status !== 'not complete') {
    const { status, words } = stoppedWords(forecast)
    return { status, why: words }
  }
  const { recommended, pastDue, earliest, doseNumber = 1 } = forecast
  if (recommended === undefined) return { status: 'cannot-tell', why: 'The schedule gives no date' }
  if (isShared(forecast, facts) && recommended <= today) {
    return { status: 'shared-decision', why: 'For shared decision with the patient' }
  }
  const adult = addSpan(birth, ADULT)
  if (today >= adult && forecast.kind === 'standard') {
    const unrecorded = isOfChildhood(forecast, adult) ? unrecordedDoses(forecast, facts) : undefined
    const said = unrecorded ?? boostersAlone(forecast, facts)
    if (said) return said
  }
  const dose = `Dose ${doseNumber}`
  // When an adult's risk began is not known: what was due of it in childhood is due now, not overdue since.
  const isLate =
    pastDue !== undefined && today > pastDue && (today < adult || forecast.kind === 'standard' || pastDue >= adult)
  if (isLate) return { status: 'overdue', why: `${dose} should have been given by ${dayWords(pastDue)}` }
  if (recommended <= today) {
    const since = today - recommended < 730 ? ` since ${dayWords(recommended)}` : ''
    return { status: 'due', why: `${dose} is recommended${since}` }
  }
  const hindered = hinderedUntil(forecast, facts)
  if (hindered !== undefined) {
    return { status: 'due', why: `${dose} is recommended; not with a live vaccine before ${dayWords(hindered)}` }
  }
  const early = earliest !== undefined && earliest <= today ? ', and may be given now' : ''
  const soon = recommended - today <= SOON
  return { status: soon ? 'due-soon' : 'due-from', why: `${dose} is recommended from ${dayWords(recommended)}${early}` }
}

/** By age alone, whatever a dose of another vaccine moved it to. */
const isOfChildhood = ({ series }: GroupForecast, adult: Day): boolean =>
  series.every(({ dates }) => dates === undefined || dates.unadjustedRecommended < adult)

/** An adult's childhood doses that nobody recorded are not overdue: most were given. */
function unrecordedDoses(forecast: GroupForecast, facts: ChartFacts): Said | undefined {
  if (forecast.series.some(({ evaluations }) => evaluations.length > 0)) return undefined
  const presumed = presumedImmune(forecast, facts)
  return {
    status: 'no-record',
    why: `No dose is recorded of a vaccine given in childhood: ask, and look in the registry${presumed}`,
    instead: { recommended: undefined },
  }
}

/** Tetanus boosters build on childhood doses; with boosters alone on record only the ten years since the last can be told. */
function boostersAlone(forecast: GroupForecast, facts: ChartFacts): Said | undefined {
  const { placed } = groupRecords(forecast, facts)
  const seven = addSpan(facts.birth, { months: 7 * 12, days: 0 })
  if (forecast.group !== BOOSTED || placed.length === 0 || placed.some(({ date }) => date < seven)) return undefined
  const again = addSpan(Math.max(...placed.map(({ latest }) => latest)), { months: 120, days: 0 })
  const instead = { recommended: again }
  return again <= facts.today
    ? { status: 'due', why: 'The last booster is ten years old or more; childhood doses are not recorded', instead }
    : {
        status: 'no-record',
        instead,
        why: `Childhood doses are not recorded: ask. If they were given, the next booster is due on ${dayWords(again)}`,
      }
}

/**
 * CDC's rule (CALCDTCONFLICT-3) holds a dose back for weeks after a live vaccine if any preferable vaccine is live, even where another is
 * not: influenza after MMR. Such a dose is due now, and until when it must not be live is said.
 */
function hinderedUntil({ series, earliest }: GroupForecast, { today }: ChartFacts): Day | undefined {
  const dates = series.map((each) => each.dates).filter((each) => each !== undefined)
  const isFree = dates.length > 0 && dates.every(({ unhindered }) => unhindered <= today)
  const isOnlyHindrance = dates.every(
    (each) =>
      each.unhindered < each.earliest &&
      (each.unadjustedRecommended <= today || each.unadjustedRecommended === each.earliest),
  )
  return isFree && isOnlyHindrance ? earliest : undefined
}

const BOOSTED = 'DTaP/Tdap/Td'

/** Where birth before a date in a country counts as immunity, and the record does not say the country. */
function presumedImmune({ series }: GroupForecast, { schedule, birth, observed }: ChartFacts): string {
  const rule = series
    .flatMap((each) => schedule.antigens.get(each.series.antigen)?.immuneIfBorn ?? [])
    .find(
      ({ before, country, unless }) =>
        country !== undefined && birth < before && !unless.some((code) => observed.dates.has(code)),
    )
  return rule ? `. Birth in the ${rule.country} before ${dayWords(rule.before)} counts as immunity` : ''
}

/** By shared decision: the series says so, or the vaccine is one of those that are from an age on. */
export function isShared(forecast: GroupForecast, { birth, today }: ChartFacts): boolean {
  if (forecast.series.some(({ series }) => series.shared)) return true
  const shared = SHARED_FROM[forecast.group]
  if (shared === undefined || (forecast.kind === 'risk' && !shared.withRisk)) return false
  return today >= addSpan(birth, { months: shared.from * 12, days: 0 })
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

/** Past the maximum age of every dose. */
const isTooOld = ({ series }: GroupForecast, { birth, today }: ChartFacts): boolean =>
  series.every(({ series: { doses } }) =>
    doses.every(
      ({ ages }) => ages.length > 0 && ages.every(({ max }) => max !== undefined && today >= addSpan(birth, max)),
    ),
  )

/** A series that counts from an observation (onset of pregnancy, transplant) cannot be judged without its date. */
const lacksReferenceDate = ({ series }: GroupForecast, { observed }: ChartFacts): boolean =>
  series.some(({ series: { doses } }) =>
    doses.some(({ intervals }) =>
      intervals.some(({ fromObservation: code }) => code !== undefined && observed.dates.get(code) === undefined),
    ),
  )

/** Whether the first and the last day that a vague date can mean come to the same, with every vague dose good on both. */
function agree(forecast: GroupForecast, other: GroupForecast | undefined, { vague }: ChartFacts): boolean {
  if (other === undefined || other.status !== forecast.status || other.doseNumber !== forecast.doseNumber) return false
  if (forecast.status === 'complete') return true
  const fails = ({ dose, status }: Evaluation): boolean => vague.has(dose.id) && status === 'not valid'
  return ![forecast, other].some(({ series }) => series.some(({ evaluations }) => evaluations.some(fails)))
}
