import { ALWAYS, NEVER, type Day } from './day.ts'
import {
  ageDate,
  ageRuleAt,
  inForce,
  intervalDate,
  referenceDate,
  withinAges,
  type Context,
  type Dose,
  type Evaluation,
  type EvaluationReason,
  type PatientSeries,
  type Person,
} from './chapter-3-logic-concepts.ts'
import { addSpan } from './day.ts'
import type { IntervalRule, PreferableVaccine, SeriesDose } from './schedule.ts'

type Verdict = { readonly ok: boolean; readonly reasons: readonly EvaluationReason[] }

/** Section 6.1 (table 6-3, CALCDTLOTEXP-1): why a dose cannot be evaluated; undefined where it can. */
export function doseCondition(dose: Dose): EvaluationReason | undefined {
  if (dose.date > (dose.lotExpires ?? NEVER)) return 'expired'
  return dose.faulty ? 'faulty' : undefined
}

/** Sections 6.3 to 6.10: holds a dose against a target dose that is not skipped (table 6-31). */
export function evaluateDose(dose: Dose, rule: SeriesDose, patientSeries: PatientSeries, context: Context): Evaluation {
  const result = (status: Evaluation['status'], reasons: readonly EvaluationReason[]): Evaluation => ({
    dose,
    status,
    reasons,
    target: rule.number,
  })
  // Section 6.3, table 6-13.
  if (rule.inadvertent.has(dose.cvx)) return result('not valid', ['inadvertent vaccine'])
  const age = evaluateAge(dose, rule, context.person)
  if (age.reasons.includes('too old')) return result('extraneous', age.reasons)
  const verdicts = [
    age,
    evaluateIntervals(dose, rule, patientSeries, context),
    evaluateConflict(dose, patientSeries, context),
    evaluateVaccine(dose, rule, context.person),
  ]
  const valid = verdicts.every(({ ok }) => ok)
  return result(
    valid ? 'valid' : 'not valid',
    verdicts.filter(({ ok }) => valid || !ok).flatMap(({ reasons }) => reasons),
  )
}

/** Section 6.4, table 6-15. */
function evaluateAge({ date }: Dose, rule: SeriesDose, person: Person): Verdict {
  const ages = ageRuleAt(rule, date)
  if (ages === undefined) return { ok: true, reasons: [] }
  if (date < (ageDate(person, ages.absoluteMin) ?? ALWAYS)) return { ok: false, reasons: ['too young'] }
  if (date >= (ageDate(person, ages.max) ?? NEVER)) return { ok: false, reasons: ['too old'] }
  return { ok: true, reasons: date < (ageDate(person, ages.min) ?? ALWAYS) ? ['age grace period'] : [] }
}

/** Sections 6.5 and 6.6 (tables 6-18 and 6-21): all preferable intervals, or else all allowable ones where there are any. */
function evaluateIntervals(dose: Dose, rule: SeriesDose, patientSeries: PatientSeries, context: Context): Verdict {
  const since = (interval: IntervalRule): Day | undefined => referenceDate(interval, patientSeries, context, dose)
  const isLongEnough = (interval: IntervalRule): boolean =>
    dose.date >= (intervalDate(since(interval), interval.absoluteMin) ?? ALWAYS)
  const preferable = rule.intervals.filter((interval) => inForce(interval, dose.date))
  if (preferable.every(isLongEnough)) {
    const early = preferable.some((interval) => dose.date < (intervalDate(since(interval), interval.min) ?? ALWAYS))
    return { ok: true, reasons: early ? ['interval grace period'] : [] }
  }
  const allowable = rule.allowableIntervals.filter((interval) => inForce(interval, dose.date))
  const ok = allowable.length > 0 && allowable.every(isLongEnough)
  return { ok, reasons: ok ? [] : ['too soon'] }
}

/** Section 6.7 (CONFLICT-3, CALCDTCONFLICT-1, CALCDTCONFLICT-2): too soon after another vaccine. */
function evaluateConflict(dose: Dose, { evaluations }: PatientSeries, { schedule, person }: Context): Verdict {
  const conflicts = schedule.conflicts.filter(({ of }) => of.has(dose.cvx))
  if (conflicts.length === 0) return { ok: true, reasons: [] }
  const earlier = person.doses.slice(0, person.doses.indexOf(dose))
  const isImpacted = conflicts.some(({ after, begin, minEnd, end }) =>
    earlier.some((previous) => {
      if (!after.has(previous.cvx) || dose.date < addSpan(previous.date, begin)) return false
      const status = evaluations.find((each) => each.dose === previous)?.status
      return dose.date < addSpan(previous.date, status === undefined || status === 'valid' ? minEnd : end)
    }),
  )
  return { ok: !isImpacted, reasons: isImpacted ? ['vaccine conflict'] : [] }
}

/** Sections 6.8 and 6.9 (tables 6-26 and 6-29): a preferable vaccine, or else an allowable one. */
function evaluateVaccine(dose: Dose, rule: SeriesDose, person: Person): Verdict {
  const same = rule.preferable.filter(({ cvx }) => cvx === dose.cvx)
  const rightAge = same.filter((vaccine) => withinAges(person, vaccine, dose.date))
  const preferred = rightAge.find((vaccine) => isBrand(dose, vaccine))
  if (preferred) {
    const low = dose.volume !== undefined && preferred.volume !== undefined && dose.volume < preferred.volume
    return { ok: true, reasons: low ? ['low volume'] : [] }
  }
  const allowed = rule.allowable.filter(({ cvx }) => cvx.has(dose.cvx))
  if (allowed.some((vaccine) => withinAges(person, vaccine, dose.date))) return { ok: true, reasons: [] }
  if (rightAge.length > 0) return { ok: false, reasons: ['wrong brand'] }
  return { ok: false, reasons: [same.length > 0 || allowed.length > 0 ? 'wrong age for vaccine' : 'wrong vaccine'] }
}

/** A brand is asked for in few places; manufacturer and CVX together name it as well as its trade name does. */
function isBrand(dose: Dose, { tradeName, mvx }: PreferableVaccine): boolean {
  if (tradeName === undefined) return true
  if (mvx !== undefined && dose.mvx === mvx) return true
  return dose.tradeName !== undefined && letters(dose.tradeName).includes(letters(tradeName))
}

const letters = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
