import { screen } from '#clinical/screening/evaluate.ts'
import { readOverlay, withOverlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import { ageOn } from '#clinical/screening/day.ts'
import { type EcqmCase, type Json, codesIn, codesNamed, startOf, typeOf } from './cases.ts'
import { chartOf } from './convert.ts'
import type { Measure } from './measures.ts'

/** `agree`, `differ`, or not convertible, with the reason. */
export type Outcome = { readonly measure: string; readonly case: string } & (
  { readonly kind: 'agree' | 'differ'; readonly words: string } | { readonly kind: 'excluded'; readonly reason: string }
)

/** What a measure leaves out for its own arithmetic, and a screening rule only flags. */
const MEASURE_ONLY: readonly (readonly [name: RegExp, reason: string])[] = [
  [/hospice/i, 'hospice: a measure exclusion, here a flag only'],
  [/palliative/i, 'palliative care: a measure exclusion, here a flag only'],
  [
    /frailty|advanced illness|dementia/i,
    'frailty and advanced illness: a measure exclusion, no reason not to speak of it',
  ],
  [/long.?term|nursing facility|housing/i, 'long-term care: a measure exclusion'],
]
// LOINC questions the measures ask: hospice in the MDS, housing status, palliative FACIT-Pal, equipment used.
const MEASURE_ONLY_LOINC: ReadonlyMap<string, string> = new Map([
  ['45755-6', 'hospice: a measure exclusion, here a flag only'],
  ['71802-3', 'long-term care: a measure exclusion'],
  ['71007-9', 'palliative care: a measure exclusion, here a flag only'],
  ['98181-1', 'frailty and advanced illness: a measure exclusion, no reason not to speak of it'],
  ['428361000124107', 'hospice: a measure exclusion, here a flag only'],
  ['428371000124100', 'hospice: a measure exclusion, here a flag only'],
])

let known: readonly (readonly [codes: ReadonlySet<string>, reason: string])[] | undefined

function measureOnly(resources: readonly Json[]): string | undefined {
  known ??= MEASURE_ONLY.map(([name, reason]) => [codesNamed(name), reason] as const)
  const codes = resources.filter((each) => typeOf(each) !== 'Patient').flatMap(codesIn)
  for (const code of codes) {
    const reason = MEASURE_ONLY_LOINC.get(code)
    if (reason !== undefined) return reason
  }
  return known.find(([set]) => codes.some((code) => set.has(code)))?.[1]
}

const isInside = (day: string | undefined, [start, end]: EcqmCase['period']): boolean =>
  day !== undefined && day >= start && day <= end

/** Whether a visit of the period is there that could put the patient into the measure at all. */
function hasVisit({ resources, period }: EcqmCase, qualifying: ReadonlySet<string>): boolean {
  return resources.some(
    (each) =>
      typeOf(each) === 'Encounter' &&
      each['status'] === 'finished' &&
      isInside(startOf(each), period) &&
      codesIn({ type: each['type'] }).some((code) => qualifying.has(code)),
  )
}

let visits: ReadonlySet<string> | undefined
const qualifyingVisits = (): ReadonlySet<string> =>
  (visits ??= codesNamed(
    /visit|encounter|wellness|preventive care|consultation|telephone|telehealth|virtual|nutrition|home healthcare|ophthalm|eval/i,
  ))

export function compare(measure: Measure, each: EcqmCase): Outcome {
  const head = { measure: each.measure, case: each.case }
  const excluded = (reason: string): Outcome => ({ ...head, kind: 'excluded', reason })
  const expected = each.expected[0] ?? {}
  const result = evaluate(measure, each)
  const inside = (expected['initial-population'] ?? 0) > 0
  const out = (expected['denominator-exclusion'] ?? 0) > 0
  const judged = (agrees: boolean, words: string): Outcome => ({ ...head, kind: agrees ? 'agree' : 'differ', words })
  const words = (what: string): string =>
    `${what}; the rule says ${result.status.kind}${'because' in result.status ? ` because ${result.status.because}` : ''}`

  const own = measure.convert?.(each, expected, result)
  if (own !== undefined) return typeof own === 'string' ? excluded(own) : judged(own, words(JSON.stringify(expected)))
  if ((expected['denominator-exception'] ?? 0) > 0)
    return excluded('an exception for a reason written by a person, which is the clinician’s say here')

  const applies = result.status.kind !== 'not-applicable'
  if (!inside) {
    if (!applies) return judged(true, 'not in the population')
    if (!hasVisit(each, qualifyingVisits()))
      return excluded('the measure wants a visit in its period; a person may be screened without one')
    return judged(false, words('not in the population'))
  }
  if (out) {
    if (!applies || result.status.kind === 'needs-review') return judged(true, 'excluded')
    const reason = measureOnly(each.resources)
    return reason === undefined ? judged(false, words('excluded')) : excluded(reason)
  }
  const wanted = (expected['numerator'] ?? 0) > 0
  return judged(
    applies && measure.complete(result, each) === wanted,
    words(wanted ? 'in the numerator' : 'not in the numerator'),
  )
}

/** Done, and still lasting at the end of the period. */
export function isDone(result: RuleResult, [, end]: EcqmCase['period']): boolean {
  const { last } = result
  return last !== undefined && (last.next === undefined || last.next > end)
}

export function evaluate(measure: Measure, each: EcqmCase, rule = measure.rule): RuleResult {
  const { patient, chart } = chartOf(each)
  const change = measure.change
  const overlay = readOverlay({ id: 'ecqm', version: '1', rules: { [rule]: change } }, PACK)
  const pack = withOverlay(PACK, overlay)
  const { results } = screen({
    patient: measure.ageAt === 'start' ? aged(patient, each.period) : patient,
    today: Temporal.PlainDate.from(each.period[1]),
    chart,
    pack: { ...pack, rules: pack.rules.filter(({ id }) => id === rule) },
    says: [],
  })
  const [result] = results
  if (!result) throw new Error(`no rule ${rule}`)
  return result
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
