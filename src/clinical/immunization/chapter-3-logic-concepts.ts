import { addSpan, ALWAYS, NEVER, toCivil, type Day, type Span } from './day.ts'
import type { AgeRule, IntervalRule, Schedule, Series, SeriesDose, SkipCondition } from './schedule.ts'

/** A vaccine dose administered. */
export type Dose = {
  readonly id: string
  readonly date: Day
  readonly cvx: string
  /** Brand, as the record writes it. */
  readonly tradeName: string | undefined
  /** Manufacturer's MVX code. */
  readonly mvx: string | undefined
  /** In millilitres. */
  readonly volume: number | undefined
  readonly lotExpires: Day | undefined
  /** Dose condition flag: recalled, cold chain broken, misadministered. */
  readonly faulty: boolean
}

/** What is known of the person; observation codes are CDC's, each with its date where one is known. */
export type Person = {
  readonly birth: Day
  readonly sex: 'female' | 'male' | 'unknown'
  /** `U.S.` or another; undefined where the record does not say. */
  readonly birthCountry: string | undefined
  readonly observations: ReadonlyMap<string, Day | undefined>
  /** In order of date. */
  readonly doses: readonly Dose[]
}

/** Table 3-1. */
export type EvaluationStatus = 'valid' | 'not valid' | 'extraneous' | 'sub-standard'

/** Why a dose counted or did not: the evaluation reasons of chapter 6. */
export type EvaluationReason =
  | 'too young'
  | 'too old'
  | 'age grace period'
  | 'too soon'
  | 'interval grace period'
  | 'vaccine conflict'
  | 'inadvertent vaccine'
  | 'wrong vaccine'
  | 'wrong age for vaccine'
  | 'wrong brand'
  | 'low volume'
  | 'expired'
  | 'faulty'
  | 'series complete'

export type Evaluation = {
  readonly dose: Dose
  readonly status: EvaluationStatus
  readonly reasons: readonly EvaluationReason[]
  /** Number of the series dose it was held against. */
  readonly target: number | undefined
}

/** Table 3-2. */
export type TargetDose = {
  readonly rule: SeriesDose
  status: 'not satisfied' | 'satisfied' | 'skipped'
  by: Dose | undefined
}

/** Table 3-3. */
export type SeriesStatus = 'aged out' | 'complete' | 'contraindicated' | 'immune' | 'not complete' | 'not recommended'

/** A relevant patient series while it is worked on (DEFEVALUATION-001 to 009). */
export type PatientSeries = {
  readonly series: Series
  readonly targets: TargetDose[]
  readonly evaluations: Evaluation[]
}

/** What all chapters are given. */
export type Context = {
  readonly schedule: Schedule
  readonly person: Person
  readonly assessment: Day
  /** Whether a series group of the antigen holds a complete series (table 6-7). */
  readonly hasCompleteSeries: (antigen: string, seriesGroup: string) => boolean
}

/** RELEVANT-1 with the date of the dose, RELEVANT-2 with the assessment date (table 3-5). */
export const inForce = (
  rule: { readonly effective: Day | undefined; readonly ceased: Day | undefined },
  anchor: Day,
): boolean => anchor >= (rule.effective ?? ALWAYS) && anchor <= (rule.ceased ?? NEVER)

/**
 * The series dose in the season in which the assessment falls, or else in the next. A release of the data holds one season, and seasons return
 * every year: for an assessment before it, its days are those of an earlier year. A later season is never made up; that needs newer data.
 */
export function inSeasonOf(rule: SeriesDose, assessment: Day): SeriesDose {
  const { seasonStart, seasonEnd } = rule
  if (seasonStart === undefined || seasonEnd === undefined) return rule
  const apart = toCivil(seasonEnd).year - toCivil(assessment).year
  const years = addSpan(seasonEnd, { months: -12 * apart, days: 0 }) >= assessment ? apart : apart - 1
  if (years <= 0) return rule
  const earlier = (day: Day): Day => addSpan(day, { months: -12 * years, days: 0 })
  const inSeason = (condition: SkipCondition): SkipCondition =>
    condition.type === 'count' && condition.start !== undefined && condition.end !== undefined
      ? { ...condition, start: earlier(condition.start), end: earlier(condition.end) }
      : condition
  return {
    ...rule,
    seasonStart: earlier(seasonStart),
    seasonEnd: earlier(seasonEnd),
    skips: rule.skips.map((skip) => ({
      ...skip,
      sets: skip.sets.map((set) => ({ ...set, conditions: set.conditions.map(inSeason) })),
    })),
  }
}

/** CALCDTAGE-1 to 5 and all other dates counted from birth (table 3-7); undefined where the schedule gives no age. */
export const ageDate = (person: Person, age: Span | undefined): Day | undefined =>
  age === undefined ? undefined : addSpan(person.birth, age)

/** Whether a day lies from one age (or always) until before another (or for ever): tables 5-4, 6-6, 6-26, 6-29, 7-5, 7-6. */
export const withinAges = (
  person: Person,
  ages: { readonly from: Span | undefined; readonly until: Span | undefined },
  day: Day,
): boolean => day >= (ageDate(person, ages.from) ?? ALWAYS) && day < (ageDate(person, ages.until) ?? NEVER)

/** The age rule in force; undefined where the target dose has none, and then any age will do. */
export const ageRuleAt = (rule: SeriesDose, anchor: Day): AgeRule | undefined =>
  rule.ages.find((each) => inForce(each, anchor))

/** The latest evaluation of a dose before this one that may serve an interval: not sub-standard, extraneous or inadvertent. */
const counts = ({ status, reasons }: Evaluation): boolean =>
  (status === 'valid' || status === 'not valid') && !reasons.includes('inadvertent vaccine')

/**
 * Reference dose date of an interval: CALCDTINT-1 (previous dose), CALCDTINT-2 (a target dose of the series), CALCDTINT-8 (most recent of
 * certain vaccines) or CALCDTINT-9 (an observation). `before` is the dose being evaluated; absent when forecasting.
 */
export function referenceDate(
  interval: IntervalRule,
  { targets, evaluations }: PatientSeries,
  { person }: Context,
  before?: Dose,
): Day | undefined {
  if (interval.fromPrevious) return evaluations.findLast(counts)?.dose.date
  if (interval.fromTarget !== undefined) {
    return targets.findLast(({ rule, by }) => by !== undefined && rule.number === interval.fromTarget)?.by?.date
  }
  if (interval.fromVaccine.size > 0) {
    const end = before === undefined ? person.doses.length : person.doses.indexOf(before)
    return person.doses
      .slice(0, end)
      .findLast((dose) => interval.fromVaccine.has(dose.cvx) && !isInadvertent(dose, evaluations))?.date
  }
  return interval.fromObservation === undefined ? undefined : person.observations.get(interval.fromObservation)
}

const isInadvertent = (dose: Dose, evaluations: readonly Evaluation[]): boolean =>
  evaluations.some((each) => each.dose === dose && each.reasons.includes('inadvertent vaccine'))

/** CALCDTINT-3 to 6. */
export const intervalDate = (reference: Day | undefined, span: Span | undefined): Day | undefined =>
  reference === undefined || span === undefined ? undefined : addSpan(reference, span)

/** The latest of some days; undefined where there are none. */
export function latestOf(days: readonly (Day | undefined)[]): Day | undefined {
  let latest: Day | undefined
  for (const day of days) if (day !== undefined && (latest === undefined || day > latest)) latest = day
  return latest
}

/** The earliest of some days; undefined where there are none. */
export function earliestOf(days: readonly (Day | undefined)[]): Day | undefined {
  let earliest: Day | undefined
  for (const day of days) if (day !== undefined && (earliest === undefined || day < earliest)) earliest = day
  return earliest
}
