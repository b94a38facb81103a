import type { RuleResult } from '#clinical/screening/result.ts'
import { evaluate, isDone } from './agree.ts'
import { PACK } from '#clinical/screening/pack.ts'
import { type EcqmCase, type Json, codesIn, codesNamed, startOf, typeOf } from './cases.ts'

/** A measure, the rule that speaks of the same service, and the measure's own ages and windows. */
export type Measure = {
  readonly name: string
  readonly rule: string
  readonly ageAt: 'start' | 'end'
  readonly change: Readonly<Record<string, unknown>>
  /** Whether the rule says what the numerator says. */
  readonly complete: (result: RuleResult, each: EcqmCase) => boolean
  /** A verdict of its own, or the reason why the case cannot be converted; undefined: the ordinary way. */
  readonly convert?: (
    each: EcqmCase,
    expected: Readonly<Record<string, number>>,
    result: RuleResult,
  ) => string | boolean | undefined
}

type Convert = NonNullable<Measure['convert']>

const done = (result: RuleResult, each: EcqmCase): boolean => isDone(result, each.period)
const years = (min: number, max?: number) => (max === undefined ? { min } : { min, max })
const resourcesOf = ({ resources }: EcqmCase, type: string): readonly Json[] =>
  resources.filter((each) => typeOf(each) === type)
const inside = (expected: Readonly<Record<string, number>>): boolean => (expected['initial-population'] ?? 0) > 0
const out = (expected: Readonly<Record<string, number>>): boolean => (expected['denominator-exclusion'] ?? 0) > 0

/** The number of the newest result of a code. */
function newestValue(each: EcqmCase, code: string): number | undefined {
  const found = resourcesOf(each, 'Observation').filter((one) => codesIn({ code: one['code'] }).includes(code))
  const [newest] = found.toSorted((a, b) => ((startOf(a) ?? '') < (startOf(b) ?? '') ? 1 : -1))
  const value = newest && /"valueQuantity":\{"value":([\d.]+)/.exec(JSON.stringify(newest))?.[1]
  return value === undefined ? undefined : Number(value)
}

const pressure: Convert = (each, expected, result) => {
  const onset = resourcesOf(each, 'Condition').map(startOf)
  if (!inside(expected) && onset.some((day) => day !== undefined && day > `${each.period[0].slice(0, 4)}-06-30`)) {
    return 'hypertension found in the second half of the period: the measure waits, the rule does not'
  }
  if (
    out(expected) &&
    result.status.kind === 'due' &&
    resourcesOf(each, 'Encounter').some((one) => codesIn({ t: one['type'] }).some(isCpt))
  ) {
    return 'end-stage kidney disease only by a CPT code of a visit, which we may not hold'
  }
  const emergency = resourcesOf(each, 'Encounter').some((one) => codesIn({ t: one['type'] }).includes('4525004'))
  return inside(expected) && !out(expected) && emergency
    ? 'a pressure measured at an emergency visit: vital signs as read do not say where'
    : undefined
}
const isCpt = (code: string): boolean => /^9\d{4}$/.test(code)

const glycaemia: Convert = (each, expected, result) => {
  if (!inside(expected) || out(expected)) return undefined
  // The measure counts the bad: above 9 %, or not measured.
  const value = newestValue(each, '4548-4')
  if (
    JSON.stringify(resourcesOf(each, 'Observation')).includes(
      '"valueCodeableConcept":{"coding":[{"system":"http://snomed',
    )
  ) {
    return 'a test whose value is the word “yes”: no number to judge'
  }
  const good = done(result, each) && (value === undefined || value <= 9)
  return good === ((expected['numerator'] ?? 0) === 0)
}

const eye: Convert = (each, expected, result) =>
  (expected['numerator'] ?? 0) > 0 && result.last?.date !== undefined && result.last.date.text < each.period[0]
    ? 'an examination of the year before without retinopathy counts two years in the measure; the rule keeps one'
    : undefined

const tobacco: Convert = (each, expected, result) => {
  if (!inside(expected) && resourcesOf(each, 'Encounter').length < 2 && result.status.kind !== 'not-applicable') {
    return 'the measure wants two visits, or one for prevention'
  }
  const answers = (known ??= codesNamed(/^Tobacco (Non )?User$/))
  const said = resourcesOf(each, 'Observation').flatMap((one) => keysIn({ value: one['valueCodeableConcept'] }))
  return inside(expected) && !out(expected) && said.length > 0 && !said.some((key) => answers.has(key))
    ? 'the answer is none of the measure’s answers; the rule counts that it was asked'
    : undefined
}
let known: ReadonlySet<string> | undefined
const keysIn = (value: Json): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"system":"([^"]+)"[^}]*?"code":"([^"]+)"/g)].flatMap((m) =>
    m[1]?.includes('snomed') ? [m[2] ?? ''] : [],
  )

const hiv: Convert = (each, expected, result) =>
  inside(expected) &&
  !out(expected) &&
  result.status.kind === 'not-applicable' &&
  resourcesOf(each, 'Condition').some((one) => (startOf(one) ?? '') >= each.period[0])
    ? 'HIV infection found within the period: the measure leaves out only who had it before'
    : undefined

const chlamydia: Convert = (each, expected, result) => {
  if (!inside(expected) && result.status.kind === 'cannot-tell') return true
  return out(expected) &&
    resourcesOf(each, 'ServiceRequest').length > 0 &&
    !('because' in result.status && result.status.kind === 'not-applicable')
    ? 'a pregnancy test ordered before an X-ray or isotretinoin: orders are not read'
    : undefined
}

const depression: Convert = (each, expected) => {
  if (!inside(expected) || out(expected)) return undefined
  const text = JSON.stringify(resourcesOf(each, 'Observation'))
  if (text.includes('428181000124104'))
    return 'a positive screen: the measure counts the follow-up, which the rule leaves to the clinician'
  return text.includes('"valueBoolean"')
    ? 'the value is a bare true: no answer of the measure, but a result'
    : undefined
}

const pregnancy: Convert = (each, expected, result) => {
  const begun = resourcesOf(each, 'Condition').map(startOf)
  return out(expected) &&
    result.status.kind !== 'not-applicable' &&
    begun.some((day) => day !== undefined && day < `${each.period[1].slice(0, 4)}-02-28`)
    ? 'a pregnancy begun more than ten months before the end of the period'
    : undefined
}

const bodyMass: Convert = (each, expected, result) => {
  const pregnant = pregnancy(each, expected, result)
  if (pregnant !== undefined) return pregnant
  if (!inside(expected) && result.status.kind !== 'not-applicable')
    return 'the visit is none of the measure’s visits, or was not in person'
  const value = newestValue(each, '39156-5')
  return inside(expected) && !out(expected) && value !== undefined && (value < 18.5 || value >= 25)
    ? 'a body mass index out of range: the measure counts the follow-up, which the rule leaves to the clinician'
    : undefined
}

/** Diagnoses of the record that are in none of our sets: too many SNOMED CT codes to ship. */
const held = new Set(
  [...PACK.codeSets.values()].flatMap(({ codes }) => codes.map((code) => code.slice(code.lastIndexOf('|') + 1))),
)
let vascular: ReadonlySet<string> | undefined
const statin: Convert = (each, _, result) => {
  const groups = each.expected
  const any = (name: string): boolean => groups.some((group) => (group[name] ?? 0) > 0)
  if (any('denominator-exception'))
    return 'an exception: allergy, muscle or liver disease, palliative care; here a guard or the clinician’s say'
  vascular ??= codesNamed(
    /atheroscl|cerebrovasc|ischemic heart|myocardial infarct|angina|coronary artery disease|pci|cabg|carotid/i,
  )
  const codes = [...resourcesOf(each, 'Condition'), ...resourcesOf(each, 'Procedure')].flatMap((one) =>
    codesIn({ code: one['code'] }),
  )
  if (
    codes.some((code) => vascular?.has(code) && !held.has(code)) ||
    JSON.stringify(each.resources).includes('ama-assn')
  ) {
    return 'cardiovascular disease by a code that we do not hold: one of a thousand of SNOMED CT, or CPT'
  }
  const ages = result.status.kind === 'not-applicable'
  if (
    (groups[3]?.['initial-population'] ?? 0) > 0 &&
    !groups.slice(0, 3).some((group) => (group['initial-population'] ?? 0) > 0)
  ) {
    return 'chosen by a reckoned 10-year risk alone, which the rule does not read'
  }
  if (!any('initial-population')) {
    return ages
      ? true
      : 'the measure wants a visit of its kind or a diagnosis before the period’s end; the rule reads the chart as it is'
  }
  if (any('denominator-exclusion'))
    return ages || result.status.kind === 'needs-review'
      ? true
      : 'breastfeeding, pregnancy or rhabdomyolysis by a code that we do not hold'
  const wanted = any('numerator')
  if (result.status.kind === 'up-to-date' && !wanted && result.last?.date && result.last.date.text < each.period[0]) {
    return 'a statin ordered before the period and still active: the rule counts it'
  }
  if (wanted && result.proof.notCounted.length > 0)
    return 'a statin whose order ended before the end of the period: the rule no longer counts it'
  return !ages && (result.status.kind === 'up-to-date') === wanted
}

export const MEASURES: readonly Measure[] = [
  // 52 to 74 in the period of 2025; 42 to 74 from 2026.
  {
    name: 'BreastCancerScreeningFHIR',
    rule: 'breast-cancer',
    ageAt: 'end',
    change: { age: years(52, 74), months: { mammography: 27 } },
    complete: done,
  },
  {
    name: 'CervicalCancerScreeningFHIR',
    rule: 'cervical-cancer',
    ageAt: 'end',
    change: { age: years(24, 64) },
    complete: done,
  },
  {
    name: 'ColonCancerScreeningFHIR',
    rule: 'colorectal-cancer',
    ageAt: 'end',
    change: { age: years(46, 75) },
    complete: done,
  },
  {
    name: 'ControllingHighBloodPressureFHIR',
    rule: 'blood-pressure-control',
    ageAt: 'end',
    change: { age: years(18, 85) },
    complete: (result) => result.status.kind === 'up-to-date' || result.status.kind === 'due-soon',
    convert: pressure,
  },
  {
    name: 'DiabetesGlycemicStatusAssessmentGreaterThan9PercentFHIR',
    rule: 'diabetes-a1c',
    ageAt: 'end',
    change: { age: years(18, 75), months: { a1c: 12, gmi: 12 } },
    complete: done,
    convert: glycaemia,
  },
  {
    name: 'DiabetesEyeExamFHIR',
    rule: 'diabetes-eye',
    ageAt: 'end',
    change: { age: years(18, 75) },
    complete: done,
    convert: eye,
  },
  {
    name: 'KidneyHealthEvaluationFHIR',
    rule: 'diabetes-uacr',
    ageAt: 'start',
    change: { age: years(18, 85) },
    complete: (result, each) => done(result, each) && done(evaluate(kidney(), each, 'diabetes-egfr'), each),
  },
  { name: 'FallsScreeningForFutureFallRiskFHIR', rule: 'falls', ageAt: 'start', change: {}, complete: done },
  {
    name: 'PreventiveCareAndTobaccoUseScreeningAndCessationInterventionFHIR',
    rule: 'tobacco',
    ageAt: 'start',
    change: { age: years(12) },
    complete: done,
    convert: tobacco,
  },
  // A test before the 66th birthday; one year less, because the age at the start of the year is taken.
  {
    name: 'HIVScreeningFHIR',
    rule: 'hiv',
    ageAt: 'start',
    change: { age: years(15, 65), maxAgeAtTest: { test: 64 } },
    complete: done,
    convert: hiv,
  },
  {
    name: 'ChlamydiaScreeninginWomenFHIR',
    rule: 'chlamydia',
    ageAt: 'end',
    change: { age: years(16, 24) },
    complete: done,
    convert: chlamydia,
  },
  {
    name: 'WeightAssessmentandCounselingforNutritionandPhysicalActivityforChildrenandAdolescentsFHIR',
    rule: 'child-bmi',
    ageAt: 'end',
    change: { age: years(3, 17) },
    complete: done,
    convert: pregnancy,
  },
  {
    name: 'PCSDepressionScreenAndFollowUpFHIR',
    rule: 'depression',
    ageAt: 'start',
    change: { age: years(12) },
    complete: done,
    convert: depression,
  },
  {
    name: 'PCSBMIScreenAndFollowUpFHIR',
    rule: 'body-mass-index',
    ageAt: 'start',
    change: { age: years(18) },
    complete: done,
    convert: bodyMass,
  },
  {
    name: 'StatinTherapyforthePreventionandTreatmentofCardiovascularDiseaseFHIR',
    rule: 'statin',
    ageAt: 'start',
    change: { age: years(0) },
    complete: done,
    convert: statin,
  },
]

const kidney = (): Measure => MEASURES.find(({ rule }) => rule === 'diabetes-uacr')!

/** Measures without a rule, each with its reason. */
export const NOT_MAPPED: Readonly<Record<string, string>> = {
  AppropriateDXAScansForWomenUnder65FHIR:
    'counts scans that should not have been done; the rule before 65 only asks about risk',
  HIVSTITestingFHIR:
    'asks for an HIV test around each sexually transmitted infection, an episode; the rule asks for one in a life',
  ChildhoodImmunizationStatusFHIR: 'vaccines are forecast by the CDC schedule, not by these rules',
  PCSBPScreeningFollowUpFHIR:
    'counts visits and the follow-up ordered at each; the rule speaks of a person and of the measurement',
}
