import { addSpan, NEVER, type Day } from './day.ts'
import {
  ageDate,
  ageRuleAt,
  earliestOf,
  inForce,
  intervalDate,
  latestOf,
  referenceDate,
  withinAges,
  type Context,
  type PatientSeries,
  type SeriesStatus,
  type TargetDose,
} from './chapter-3-logic-concepts.ts'
import { canSkip } from './chapter-6-conditional-skip.ts'
import { contraindicatedVaccines, evidenceOfImmunity, seriesContraindications } from './chapter-7-contraindications.ts'
import type { Antigen } from './schedule.ts'

/** Dates of a forecast (table 7-13). */
export type ForecastDates = {
  readonly earliest: Day
  readonly recommended: Day
  readonly pastDue: Day | undefined
  readonly latest: Day | undefined
  /** The earliest date for vaccines that no vaccine already given stands in the way of; ours, not of the specification. */
  readonly unhindered: Day
  readonly unadjustedRecommended: Day
  readonly unadjustedPastDue: Day | undefined
}

export type ForecastReason =
  | 'series complete'
  | 'immunization history'
  | 'evidence of immunity'
  | 'contraindication'
  | 'past season'
  | 'past maximum age'
  | 'cannot finish before maximum age'

/** A patient series forecast: status and, where another dose is needed, its number, dates and vaccines. */
export type SeriesForecast = PatientSeries & {
  readonly status: SeriesStatus
  readonly reason: ForecastReason | undefined
  /** Observation codes behind immunity or a contraindication; `birth date` for immunity by birth. */
  readonly because: readonly string[]
  readonly target: TargetDose | undefined
  readonly doseNumber: number | undefined
  readonly dates: ForecastDates | undefined
  /** FORECASTPRIORITY-1. */
  readonly priority: boolean
  /** CVX of recommended vaccines (FORECASTRECVAC-1). */
  readonly vaccines: readonly string[]
}

/** Chapter 7: forecasts the next target dose of an evaluated series. Marks the target doses it skips. */
export function forecastSeries(evaluated: PatientSeries, antigen: Antigen, context: Context): SeriesForecast {
  const { targets, series } = evaluated
  const { assessment, person } = context
  const stop = (status: SeriesStatus, reason: ForecastReason, because: readonly string[] = []): SeriesForecast => ({
    ...evaluated,
    status,
    reason,
    because,
    target: undefined,
    doseNumber: undefined,
    dates: undefined,
    priority: false,
    vaccines: [],
  })
  const immunity = evidenceOfImmunity(antigen, context)
  const contraindications = seriesContraindications(antigen, series, context)
  for (;;) {
    const target = nextTarget(evaluated, context)
    // Section 7.4, table 7-10, its columns from the left.
    if (target === undefined) {
      return targets.some(({ status }) => status === 'satisfied')
        ? stop('complete', 'series complete')
        : stop('not recommended', 'immunization history')
    }
    if (immunity !== undefined) return stop('immune', 'evidence of immunity', [immunity])
    if (contraindications.length > 0) return stop('contraindicated', 'contraindication', contraindications)
    if (assessment > (target.rule.seasonEnd ?? NEVER)) return stop('not recommended', 'past season')
    const maximum = ageDate(person, ageRuleAt(target.rule, assessment)?.max) ?? NEVER
    if (assessment >= maximum) return stop('aged out', 'past maximum age')
    const dates = forecastDates(evaluated, target, context)
    if (dates.earliest >= maximum) return stop('aged out', 'cannot finish before maximum age')
    // Section 7.6: a dose that would be skipped on the day it may first be given is no recommendation.
    if (canSkip(target.rule, evaluated, context, { context: 'forecast', reference: dates.earliest })) {
      target.status = 'skipped'
      continue
    }
    const { intervals } = target.rule
    return {
      ...evaluated,
      status: 'not complete',
      reason: undefined,
      because: [],
      target,
      doseNumber: doseNumber(evaluated),
      dates,
      priority: intervals.length > 0 && intervals.every(({ priority }) => priority),
      vaccines: recommendedVaccines(target, dates, antigen, context),
    }
  }
}

/** Section 7.1: the first target dose that is not satisfied and cannot be skipped today. */
function nextTarget(evaluated: PatientSeries, context: Context): TargetDose | undefined {
  for (const target of evaluated.targets) {
    if (target.status !== 'not satisfied') continue
    if (!canSkip(target.rule, evaluated, context, { context: 'forecast', reference: context.assessment })) return target
    target.status = 'skipped'
  }
  return undefined
}

/** Section 7.5 (FORECASTDTCAN-1, FORECASTDT-1 to FORECASTDT-6). */
function forecastDates(evaluated: PatientSeries, { rule }: TargetDose, context: Context): ForecastDates {
  const { person, assessment } = context
  const ages = ageRuleAt(rule, assessment)
  const intervals = rule.intervals
    .filter((interval) => inForce(interval, assessment))
    .map((interval) => ({ interval, since: referenceDate(interval, evaluated, context) }))
  // Nobody is vaccinated before birth, which the rule need not say of real seasons and ages.
  const allowed = Math.max(
    person.birth,
    latestOf([
      ageDate(person, ages?.min),
      ...intervals.map(({ interval, since }) => intervalDate(since, interval.min)),
      rule.seasonStart,
      ...evaluated.evaluations.map(({ dose }) => dose.date),
    ]) ?? person.birth,
  )
  const fitting = rule.preferable.filter((vaccine) => withinAges(person, vaccine, Math.max(allowed, assessment)))
  const earliest = Math.max(allowed, ...rule.preferable.map(({ cvx }) => conflictEnd(cvx, context) ?? allowed))
  const unhindered = Math.min(
    earliest,
    ...fitting.map(({ cvx }) => Math.max(allowed, conflictEnd(cvx, context) ?? allowed)),
  )
  const unadjustedRecommended =
    ageDate(person, ages?.earliest) ??
    latestOf(intervals.map(({ interval, since }) => intervalDate(since, interval.earliest))) ??
    earliest
  const latestAge = ageDate(person, ages?.latest)
  const latestInterval = latestOf(intervals.map(({ interval, since }) => intervalDate(since, interval.latest)))
  const lastOnTime = latestAge ?? latestInterval
  const unadjustedPastDue = lastOnTime === undefined ? undefined : lastOnTime - 1
  const maximum = ageDate(person, ages?.max)
  return {
    earliest,
    recommended: Math.max(earliest, unadjustedRecommended),
    pastDue: unadjustedPastDue === undefined ? undefined : Math.max(earliest, unadjustedPastDue),
    latest: maximum === undefined ? undefined : maximum - 1,
    unhindered,
    unadjustedRecommended,
    unadjustedPastDue,
  }
}

/** CALCDTCONFLICT-3: the day on which a vaccine already given no longer forbids this one. */
function conflictEnd(cvx: string, { schedule, person }: Context): Day | undefined {
  const ends = schedule.conflicts
    .filter(({ of }) => of.has(cvx))
    .map(({ after, end }) => {
      const last = person.doses.findLast((dose) => after.has(dose.cvx))
      return last === undefined ? undefined : addSpan(last.date, end)
    })
  return latestOf(ends)
}

/** FORECASTDN-1: in a season, only doses given in it are counted. */
const doseNumber = ({ targets }: PatientSeries): number =>
  1 +
  targets.filter(
    ({ status, by, rule }) =>
      status === 'satisfied' && (rule.seasonStart === undefined || (by !== undefined && by.date >= rule.seasonStart)),
  ).length

/** FORECASTRECVAC-1. */
function recommendedVaccines({ rule }: TargetDose, dates: ForecastDates, antigen: Antigen, context: Context): string[] {
  const forbidden = contraindicatedVaccines(antigen, context)
  const fits = rule.preferable.filter(
    (vaccine) =>
      vaccine.forecast &&
      !forbidden.has(vaccine.cvx) &&
      (withinAges(context.person, vaccine, dates.earliest) || withinAges(context.person, vaccine, dates.recommended)),
  )
  return [...new Set(fits.map(({ cvx }) => cvx))]
}

/** SELECTB-12: the earliest date of the forecast plus the longest minimum interval of the target doses after it. */
export function finishDate({ targets, target, dates }: SeriesForecast, { assessment }: Context): Day | undefined {
  if (target === undefined || dates === undefined) return undefined
  const spans = targets
    .slice(targets.indexOf(target) + 1)
    .flatMap(({ rule }) => rule.intervals.filter((interval) => inForce(interval, assessment)))
    .map(({ min }) => intervalDate(dates.earliest, min))
  return latestOf([dates.earliest, ...spans])
}

/** The earliest day over several forecasts. */
export const earliestAmong = (
  forecasts: readonly SeriesForecast[],
  which: (dates: ForecastDates) => Day | undefined,
): Day | undefined => earliestOf(forecasts.map(({ dates }) => (dates === undefined ? undefined : which(dates))))
