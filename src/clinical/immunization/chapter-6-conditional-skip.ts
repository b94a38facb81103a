import { addSpan, ALWAYS, NEVER, type Day } from './day.ts'
import { inForce, withinAges, type Context, type Dose, type PatientSeries } from './chapter-3-logic-concepts.ts'
import type { SeriesDose, SkipCondition, SkipSet } from './schedule.ts'

/** For what a target dose may be skipped; `reference` is the conditional skip reference date (CONDSKIP-2). */
export type SkipPurpose =
  { readonly context: 'evaluation'; readonly dose: Dose } | { readonly context: 'forecast'; readonly reference: Day }

/** Section 6.2 (used by 7.1 and 7.6 too): whether the target dose can be skipped (table 6-11). */
export function canSkip(
  rule: SeriesDose,
  patientSeries: PatientSeries,
  context: Context,
  purpose: SkipPurpose,
): boolean {
  // RELEVANT-1 and RELEVANT-2: a set is chosen by the date of the dose, or by the assessment date.
  const anchor = purpose.context === 'evaluation' ? purpose.dose.date : context.assessment
  return rule.skips.some(({ context: skipContext, sets, allSets }) => {
    if (skipContext !== 'both' && skipContext !== purpose.context) return false
    const relevant = sets.filter((set) => inForce(set, anchor))
    if (relevant.length === 0) return false
    const met = (set: SkipSet): boolean => isSetMet(set, patientSeries, context, purpose)
    return allSets ? relevant.every(met) : relevant.some(met)
  })
}

/** Table 6-10. */
function isSetMet(set: SkipSet, patientSeries: PatientSeries, context: Context, purpose: SkipPurpose): boolean {
  const met = (condition: SkipCondition): boolean => isConditionMet(condition, patientSeries, context, purpose)
  return set.any ? set.conditions.some(met) : set.conditions.every(met)
}

function isConditionMet(
  condition: SkipCondition,
  patientSeries: PatientSeries,
  context: Context,
  purpose: SkipPurpose,
): boolean {
  const reference = purpose.context === 'evaluation' ? purpose.dose.date : purpose.reference
  switch (condition.type) {
    // Table 6-6, CALCDTSKIP-3, CALCDTSKIP-4.
    case 'age':
      return withinAges(context.person, condition, reference)
    // Table 6-7.
    case 'completed':
      return condition.seriesGroups.some((group) => context.hasCompleteSeries(patientSeries.series.antigen, group))
    // Table 6-8, CALCDTSKIP-5.
    case 'interval': {
      const previous = patientSeries.evaluations.at(-1)
      return previous !== undefined && reference >= addSpan(previous.dose.date, condition.after)
    }
    // Table 6-9.
    case 'count': {
      const given = countDoses(condition, patientSeries, context, purpose)
      switch (condition.logic) {
        case 'more':
          return given > condition.count
        case 'equal':
          return given === condition.count
        case 'fewer':
          return given < condition.count
      }
    }
  }
}

/**
 * CONDSKIP-1: doses given before the one being evaluated, or all when forecasting. Where the schedule names vaccines they are sought in
 * the whole history (Td counts in a pertussis series, though it holds no pertussis); where it names none, the antigen's own doses count.
 */
function countDoses(
  condition: Extract<SkipCondition, { readonly type: 'count' }>,
  { evaluations }: PatientSeries,
  { person }: Context,
  purpose: SkipPurpose,
): number {
  const fits = (dose: Dose): boolean =>
    dose.date >= (condition.start ?? ALWAYS) &&
    dose.date < (condition.end ?? NEVER) &&
    (condition.vaccines.size === 0 || condition.vaccines.has(dose.cvx)) &&
    withinAges(person, condition, dose.date)
  if (condition.valid || condition.vaccines.size === 0) {
    return evaluations.filter(({ dose, status }) => (!condition.valid || status === 'valid') && fits(dose)).length
  }
  const end = purpose.context === 'evaluation' ? person.doses.indexOf(purpose.dose) : person.doses.length
  return person.doses.slice(0, end).filter(fits).length
}
