import type { Day } from './day.ts'
import {
  inSeasonOf,
  withinAges,
  type Context,
  type Dose,
  type Evaluation,
  type PatientSeries,
  type Person,
  type TargetDose,
} from './chapter-3-logic-concepts.ts'
import { relevantSeries } from './chapter-5-relevant-series.ts'
import { canSkip } from './chapter-6-conditional-skip.ts'
import { doseCondition, evaluateDose } from './chapter-6-evaluate-dose.ts'
import { forecastSeries, type SeriesForecast } from './chapter-7-forecast.ts'
import { selectBestSeries } from './chapter-8-select-best-series.ts'
import { forecastGroup, type GroupForecast } from './chapter-9-vaccine-group.ts'
import type { Antigen, Schedule, Series } from './schedule.ts'

/**
 * Chapter 4: the whole of CDC's CDSi Logic Specification 4.6 for one person on one day, a forecast or more for each vaccine group.
 * Doses may come in any order; those before birth or after the assessment must have been left out.
 */
export function forecastImmunizations(schedule: Schedule, given: Person, assessment: Day): readonly GroupForecast[] {
  const person = { ...given, doses: given.doses.toSorted(byDate) }
  const history = organizeHistory(schedule, person)
  const forecasts = new Map<string, readonly SeriesForecast[]>()
  const context: Context = {
    schedule,
    person,
    assessment,
    hasCompleteSeries: (antigen, seriesGroup) =>
      (forecasts.get(antigen) ?? []).some(
        (each) => each.series.seriesGroup === seriesGroup && each.status === 'complete',
      ),
  }
  const best = new Map<string, readonly SeriesForecast[]>()
  for (const antigen of schedule.antigens.values()) {
    const series = relevantSeries(antigen, context)
    const doses = history.get(antigen.name) ?? []
    // Series that ask whether another series group is complete come after it (table 6-7).
    for (const waits of [false, true]) {
      const now = series.filter((each) => asksForComplete(each) === waits)
      const done = now.map((each) => forecastSeries(evaluateHistory(each, doses, context), antigen, context))
      forecasts.set(antigen.name, [...(forecasts.get(antigen.name) ?? []), ...done])
    }
    best.set(antigen.name, selectBestSeries(inOrder(antigen, forecasts.get(antigen.name) ?? []), context))
  }
  return schedule.groups.flatMap((group) => forecastGroup(group, best, context))
}

/** By date; doses of one day in an order that does not depend on the record's. */
const byDate = (a: Dose, b: Dose): number =>
  a.date - b.date || Number(a.cvx) - Number(b.cvx) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Section 4.2: each dose in the history of every antigen it holds, by the age at which it was given. */
function organizeHistory(schedule: Schedule, person: Person): ReadonlyMap<string, readonly Dose[]> {
  const history = new Map<string, Dose[]>()
  for (const dose of person.doses) {
    for (const { antigen, ...ages } of schedule.vaccines.get(dose.cvx)?.antigens ?? []) {
      if (!withinAges(person, ages, dose.date)) continue
      const doses = history.get(antigen)
      if (doses) doses.push(dose)
      else history.set(antigen, [dose])
    }
  }
  return history
}

const asksForComplete = ({ doses }: Series): boolean =>
  doses.some(({ skips }) =>
    skips.some(({ sets }) => sets.some(({ conditions }) => conditions.some(({ type }) => type === 'completed'))),
  )

const inOrder = (antigen: Antigen, all: readonly SeriesForecast[]): readonly SeriesForecast[] =>
  all.toSorted((a, b) => antigen.series.indexOf(a.series) - antigen.series.indexOf(b.series))

/** Section 4.4, figure 4-6: walks target doses and doses given together. */
function evaluateHistory(series: Series, doses: readonly Dose[], context: Context): PatientSeries {
  const targets: TargetDose[] = series.doses.map((rule) => ({
    rule: inSeasonOf(rule, context.assessment),
    status: 'not satisfied',
    by: undefined,
  }))
  const evaluations: Evaluation[] = []
  const patientSeries: PatientSeries = { series, targets, evaluations }
  let at = 0
  for (const dose of doses) {
    const condition = doseCondition(dose)
    if (condition !== undefined) {
      evaluations.push({ dose, status: 'sub-standard', reasons: [condition], target: targets[at]?.rule.number })
      continue
    }
    let target = targets[at]
    while (target !== undefined && canSkip(target.rule, patientSeries, context, { context: 'evaluation', dose })) {
      target.status = 'skipped'
      at += 1
      target = targets[at]
    }
    if (target === undefined) {
      evaluations.push({ dose, status: 'extraneous', reasons: ['series complete'], target: undefined })
      continue
    }
    const evaluation = evaluateDose(dose, target.rule, patientSeries, context)
    evaluations.push(evaluation)
    if (evaluation.status !== 'valid') continue
    target.status = 'satisfied'
    target.by = dose
    at += 1
    if (target.rule.recurs) targets.splice(at, 0, { rule: target.rule, status: 'not satisfied', by: undefined })
  }
  return patientSeries
}
