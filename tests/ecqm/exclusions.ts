import { PACK } from '#clinical/screening/pack.ts'
import { type EcqmCase, type Json, codesIn, codesNamed, startOf, typeOf } from './cases.ts'

/**
 * Why a case says nothing of a rule. Every reason is decided from the case alone, before the rule is asked: a reason that
 * looked at the rule's answer would only hide what disagrees.
 */
export type Expected = Readonly<Record<string, number>>
export type Why = (each: EcqmCase, expected: Expected) => string | undefined

export const inside = (expected: Expected): boolean => (expected['initial-population'] ?? 0) > 0
export const out = (expected: Expected): boolean => (expected['denominator-exclusion'] ?? 0) > 0
export const counted = (expected: Expected): boolean => (expected['numerator'] ?? 0) > 0
export const resourcesOf = ({ resources }: EcqmCase, ...types: readonly string[]): readonly Json[] =>
  resources.filter((each) => types.includes(typeOf(each)))
export const codesOf = (each: EcqmCase, ...types: readonly string[]): readonly string[] =>
  resourcesOf(each, ...types).flatMap((one) => codesIn({ code: one['code'], type: one['type'] }))

/** The codes of one of our own sets, without their systems. */
export const heldIn = (set: string): ReadonlySet<string> =>
  new Set((PACK.codeSets.get(set)?.codes ?? []).map((code) => code.slice(code.lastIndexOf('|') + 1)))

const isInside = (day: string | undefined, [start, end]: EcqmCase['period']): boolean =>
  day !== undefined && day >= start && day <= end

/** We hold no code of CPT: a visit of the measure's population that is coded in it is taken to be of a kind it wants. */
export const isByCpt = (visit: Json): boolean => JSON.stringify(visit['type'] ?? '').includes('ama-assn')

/** A finished visit of the period, not over a distance if the measure wants presence, of one of the measure's kinds. */
export function hasVisit(each: EcqmCase, kinds: ReadonlySet<string>, present: boolean): boolean {
  return resourcesOf(each, 'Encounter').some((visit) => {
    const virtual = JSON.stringify(visit['class'] ?? '').includes('"VR"')
    return (
      visit['status'] === 'finished' &&
      isInside(startOf(visit), each.period) &&
      !(present && virtual) &&
      (isByCpt(visit) || codesIn({ type: visit['type'] }).some((code) => kinds.has(code)))
    )
  })
}

/** The common kinds of visits of the measures. */
export const VISITS =
  /^(office visit|annual wellness visit|preventive care|home healthcare|telephone visits|virtual encounter|outpatient|nutrition services|ophthalmologic|nursing facility|care services in|psych visit|encounter to|contact or office)/i

type Kind = readonly [name: RegExp, codes: readonly string[], words: string]
const MEASURE_ONLY: readonly Kind[] = [
  [/hospice/i, ['45755-6', '428361000124107', '428371000124100'], 'hospice'],
  [/palliative/i, ['71007-9'], 'palliative care'],
  [/frailty|advanced illness|dementia med/i, ['98181-1'], 'frailty with advanced illness'],
  [/long.?term residential|nursing facility/i, ['71802-3', '160734000'], 'long-term care'],
]
const PLACES: Readonly<Record<string, string>> = {
  ServiceRequest: 'only by an order, which never counts',
  DeviceRequest: 'only by an order, which never counts',
  Observation: 'only by an answer to a question that no rule asks',
  Encounter: 'only by a visit of a kind that is not flagged',
}

/** Where what we flag is told, and under which field of the resource. */
const FLAGGED: Readonly<Record<string, readonly string[]>> = {
  Condition: ['code'],
  Procedure: ['code'],
  Observation: ['code'],
  Encounter: ['type', 'hospitalization'],
  MedicationRequest: ['medicationCodeableConcept'],
}
let flags: ReadonlySet<string> | undefined

/** Whether the case holds, in a resource that we read, a code that our flags know. */
export const isFlagged = ({ resources }: EcqmCase): boolean => {
  flags ??= new Set(PACK.flags.flatMap(({ any }) => any.flatMap((set) => [...heldIn(set)])))
  return resources.some((one) =>
    (FLAGGED[typeOf(one)] ?? []).some((field) => codesIn({ [field]: one[field] }).some((code) => flags?.has(code))),
  )
}

let kinds: readonly (readonly [codes: ReadonlySet<string>, words: string])[] | undefined

/** What a measure leaves out for its own arithmetic, where it is told by something that our flags do not see. */
export const measureOnly: Why = (each, expected) => {
  if (!out(expected) || isFlagged(each)) return undefined
  kinds ??= MEASURE_ONLY.map(([name, codes, words]) => [new Set([...codesNamed(name), ...codes]), words] as const)
  for (const [codes, words] of kinds) {
    const found = each.resources.filter(
      (one) => typeOf(one) !== 'Patient' && codesIn(one).some((code) => codes.has(code)),
    )
    if (found.length === 0) continue
    const place = found.map((one) => PLACES[typeOf(one)]).find((each) => each !== undefined)
    return `${words}: a measure exclusion, ${place ?? 'and no reason for us not to speak of it'}`
  }
  return undefined
}

/** A pregnancy that began longer ago than one lasts; the measure only asks that it overlaps its period. */
export const oldPregnancy: Why = (each, expected) => {
  if (!out(expected)) return undefined
  const pregnancies = resourcesOf(each, 'Condition').filter((one) => codesIn({ code: one['code'] }).some(isPregnancy))
  const end = each.period[1]
  const limit = `${end.slice(0, 4)}-02-28`
  return pregnancies.length > 0 && pregnancies.every((one) => (startOf(one) ?? '') < limit)
    ? 'a pregnancy begun more than ten months before the end of the period'
    : undefined
}
let pregnant: ReadonlySet<string> | undefined
const isPregnancy = (code: string): boolean => (pregnant ??= codesNamed(/^pregnancy/i)).has(code)
