import { ageOn } from '#clinical/screening/day.ts'
import { screen } from '#clinical/screening/evaluate.ts'
import { readOverlay, withOverlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import { type EcqmCase, codesNamed } from './cases.ts'
import { chartOf } from './convert.ts'
import { VISITS, counted, hasVisit, inside, measureOnly, out } from './exclusions.ts'
import type { Measure } from './measures.ts'

/** `agree`, `differ`, or not convertible, with the reason. */
export type Outcome = { readonly measure: string; readonly case: string } & (
  { readonly kind: 'agree' | 'differ'; readonly words: string } | { readonly kind: 'excluded'; readonly reason: string }
)

/** What one rule says, and whether the chart is flagged for a limited life expectancy. */
export type Said = { readonly result: RuleResult; readonly flagged: boolean }

const visits = new Map<string, ReadonlySet<string>>()
const visitsOf = (name: RegExp): ReadonlySet<string> => {
  const known = visits.get(name.source) ?? codesNamed(name)
  visits.set(name.source, known)
  return known
}

/** Why a case cannot be converted, from the case alone; undefined where it can. */
function whyNot(measure: Measure, each: EcqmCase): string | undefined {
  const expected = each.expected[0] ?? {}
  const own = measure.whyNot?.(each, expected)
  if (own !== undefined) return own
  if (measure.anyGroup !== true && (expected['denominator-exception'] ?? 0) > 0) {
    return 'an exception for a reason written by a person, which is the clinician’s say here'
  }
  const visit = measure.visit ?? { kinds: VISITS, present: false }
  if (!inside(expected) && measure.anyGroup !== true && !hasVisit(each, visitsOf(visit.kinds), visit.present)) {
    return 'the measure wants a visit of its kind in its period; a person may be screened without one'
  }
  return measureOnly(each, expected)
}

/** One case against one rule: excluded for a reason of the case, or asked and held against what the measure expects. */
export function compare(measure: Measure, each: EcqmCase): Outcome {
  const head = { measure: each.measure, case: each.case }
  const reason = whyNot(measure, each)
  if (reason !== undefined) return { ...head, kind: 'excluded', reason }
  const expected = each.expected[0] ?? {}
  const said = evaluate(measure, each)
  const agrees = measure.judge?.(each, expected, said) ?? ordinary(measure, each, said)
  const { status } = said.result
  const words = `${JSON.stringify(expected)}; the rule says ${status.kind}${'because' in status ? ` because ${status.because}` : ''}`
  return { ...head, kind: agrees ? 'agree' : 'differ', words }
}

/** Outside the population: not applicable. Excluded: not applicable, to a person, or flagged. Else: done or not. */
function ordinary(measure: Measure, each: EcqmCase, { result, flagged }: Said): boolean {
  const expected = each.expected[0] ?? {}
  const applies = result.status.kind !== 'not-applicable'
  if (!inside(expected)) return !applies
  if (out(expected)) return !applies || result.status.kind === 'needs-review' || flagged
  return applies && measure.complete(result, each) === counted(expected)
}

/** Done, and still lasting at the end of the period. */
export function isDone(result: RuleResult, [, end]: EcqmCase['period']): boolean {
  const { last } = result
  return last !== undefined && (last.next === undefined || last.next > end)
}

/** The rule with the measure's own ages and windows, on the last day of its period. */
export function evaluate(measure: Measure, each: EcqmCase, rule = measure.rule): Said {
  const { patient, chart } = chartOf(each)
  const change =
    typeof measure.change === 'function' ? measure.change(Number(each.period[1].slice(0, 4))) : measure.change
  const overlay = readOverlay({ id: 'ecqm', version: '1', rules: { [rule]: change } }, PACK)
  const pack = withOverlay(PACK, overlay)
  const { results, flags } = screen({
    patient: measure.ageAt === 'start' ? aged(patient, each.period) : patient,
    today: Temporal.PlainDate.from(each.period[1]),
    chart,
    pack: { ...pack, rules: pack.rules.filter(({ id }) => id === rule) },
    says: [],
  })
  const [result] = results
  if (!result) throw new Error(`no rule ${rule}`)
  return { result, flagged: flags.length > 0 }
}

/** For a measure that takes the age at the start of its period: born as much later as the period is long. */
function aged<T extends { readonly birthDate: { readonly text: string } | undefined }>(
  patient: T,
  [start, end]: EcqmCase['period'],
): T {
  const born = patient.birthDate
  if (!born) return patient
  const years = ageOn(born.text, end) - ageOn(born.text, start)
  const later = `${Number(born.text.slice(0, 4)) + years}${born.text.slice(4)}`
  return {
    ...patient,
    birthDate: {
      ...born,
      text: later === `${Number(born.text.slice(0, 4)) + years}-02-29` ? later.replace('-02-29', '-03-01') : later,
    },
  }
}
