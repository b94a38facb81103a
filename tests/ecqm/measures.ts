import type { RuleResult } from '#clinical/screening/result.ts'
import { type Said, evaluate, isDone } from './agree.ts'
import type { EcqmCase } from './cases.ts'
import { type Expected, type Why, counted, inside, oldPregnancy, out, resourcesOf } from './exclusions.ts'
import {
  anyOf,
  bodyMassWhy,
  breastWhy,
  cervicalWhy,
  chlamydiaWhy,
  eyeWhy,
  hivWhy,
  isPositive,
  newestValue,
  pressureScreenWhy,
  pressureWhy,
  statinWhy,
  tobaccoWhy,
} from './why-not.ts'

type Change = Readonly<Record<string, unknown>>

/** A measure, the rule that speaks of the same service, and the measure's own ages and windows. */
export type Measure = {
  readonly name: string
  readonly rule: string
  readonly ageAt: 'start' | 'end'
  readonly change: Change | ((year: number) => Change)
  /** Whether the rule says what the numerator says. */
  readonly complete: (result: RuleResult, each: EcqmCase) => boolean
  /** Why a case cannot be converted, from the case alone. */
  readonly whyNot?: Why
  /** A verdict of its own; undefined: the ordinary way. */
  readonly judge?: (each: EcqmCase, expected: Expected, said: Said) => boolean | undefined
  /** Which visits put a patient into the measure, and whether they must be in person. */
  readonly visit?: { readonly kinds: RegExp; readonly present: boolean }
  /** Groups of patients with populations of their own: reasons and verdict are the measure's own. */
  readonly anyGroup?: boolean
}

type Judge = NonNullable<Measure['judge']>

const done = (result: RuleResult, each: EcqmCase): boolean => isDone(result, each.period)
const years = (min: number, max?: number) => (max === undefined ? { min } : { min, max })
const judged = (expected: Expected): boolean => inside(expected) && !out(expected)

/** The measure counts the bad: above 9 %, or not measured. */
const glycaemia: Judge = (each, expected, { result }) => {
  if (!judged(expected)) return undefined
  const value = newestValue(resourcesOf(each, 'Observation'), '4548-4')
  return (done(result, each) && (value === undefined || value <= 9)) !== counted(expected)
}

/** Without a sign of sexual activity the measure has no population; the rule asks. */
const chlamydia: Judge = (_, expected, { result }) =>
  inside(expected) ? undefined : ['not-applicable', 'cannot-tell'].includes(result.status.kind)

/** Whether a positive screen was followed up, only the measure asks; the rule must have seen it, and leave it to a person. */
const depression: Judge = (each, expected, { result }) =>
  judged(expected) && isPositive(resourcesOf(each, 'Observation'))
    ? counted(expected)
      ? done(result, each) && result.status.kind === 'needs-review'
      : !['up-to-date', 'due-soon'].includes(result.status.kind)
    : undefined

/** What is high is reviewed; that it was measured is what the numerator needs of the rule. */
const pressureScreen: Judge = (each, expected, { result }) =>
  judged(expected) && counted(expected) ? done(result, each) : undefined

const statin: Judge = (each, _, { result, flagged }) => {
  const applies = result.status.kind !== 'not-applicable'
  // Outside the measure's groups the rule may ask, as between 10 and 20 % risk, and must not say that it is due.
  if (!anyOf(each, 'initial-population')) return !applies || result.status.kind === 'cannot-tell'
  if (anyOf(each, 'denominator-exclusion') || anyOf(each, 'denominator-exception'))
    return !applies || result.status.kind === 'needs-review' || flagged
  return applies && (result.status.kind === 'up-to-date') === anyOf(each, 'numerator')
}

const measure = (
  name: string,
  rule: string,
  ageAt: 'start' | 'end',
  change: Measure['change'],
  more: Partial<Measure> = {},
): Measure => ({
  name,
  rule,
  ageAt,
  change,
  complete: done,
  ...more,
})

export const MEASURES: readonly Measure[] = [
  // 52 to 74 in the period of 2025; 42 to 74 from 2026.
  measure(
    'BreastCancerScreeningFHIR',
    'breast-cancer',
    'end',
    (year) => ({
      age: years(year < 2026 ? 52 : 42, 74),
      months: { mammography: 27 },
    }),
    { whyNot: breastWhy },
  ),
  measure('CervicalCancerScreeningFHIR', 'cervical-cancer', 'end', { age: years(24, 64) }, { whyNot: cervicalWhy }),
  measure('ColonCancerScreeningFHIR', 'colorectal-cancer', 'end', { age: years(46, 75) }),
  measure(
    'ControllingHighBloodPressureFHIR',
    'blood-pressure-control',
    'end',
    { age: years(18, 85) },
    {
      complete: (result) => result.status.kind === 'up-to-date' || result.status.kind === 'due-soon',
      whyNot: pressureWhy,
    },
  ),
  measure(
    'DiabetesGlycemicStatusAssessmentGreaterThan9PercentFHIR',
    'diabetes-a1c',
    'end',
    {
      age: years(18, 75),
      months: { a1c: 12, gmi: 12 },
    },
    { judge: glycaemia },
  ),
  measure('DiabetesEyeExamFHIR', 'diabetes-eye', 'end', { age: years(18, 75) }, { whyNot: eyeWhy }),
  measure(
    'KidneyHealthEvaluationFHIR',
    'diabetes-uacr',
    'start',
    // A test in the period counts, whatever it said.
    { age: years(18, 85) },
    {
      complete: (result, each) => done(result, each) && done(evaluate(kidney(), each, 'diabetes-egfr').result, each),
    },
  ),
  measure('FallsScreeningForFutureFallRiskFHIR', 'falls', 'start', {}),
  measure(
    'PreventiveCareAndTobaccoUseScreeningAndCessationInterventionFHIR',
    'tobacco',
    'start',
    { age: years(12) },
    {
      whyNot: tobaccoWhy,
    },
  ),
  // A test before the 66th birthday; one year less, because the age at the start of the year is taken.
  measure('HIVScreeningFHIR', 'hiv', 'start', { age: years(15, 65), maxAgeAtTest: { test: 64 } }, { whyNot: hivWhy }),
  measure(
    'ChlamydiaScreeninginWomenFHIR',
    'chlamydia',
    'end',
    { age: years(16, 24) },
    { whyNot: chlamydiaWhy, judge: chlamydia },
  ),
  measure(
    'WeightAssessmentandCounselingforNutritionandPhysicalActivityforChildrenandAdolescentsFHIR',
    'child-bmi',
    'end',
    { age: years(3, 17) },
    { whyNot: oldPregnancy },
  ),
  measure(
    'PCSDepressionScreenAndFollowUpFHIR',
    'depression',
    'start',
    { age: years(12) },
    {
      visit: { kinds: /^Encounter to Screen for Depression$/, present: false },
      judge: depression,
    },
  ),
  measure(
    'PCSBMIScreenAndFollowUpFHIR',
    'body-mass-index',
    'start',
    { age: years(18) },
    {
      visit: { kinds: /^Encounter to Evaluate BMI$/, present: true },
      whyNot: bodyMassWhy,
    },
  ),
  measure(
    'PCSBPScreeningFollowUpFHIR',
    'blood-pressure',
    'start',
    { age: years(18) },
    {
      visit: { kinds: /^Encounter to Screen for Blood Pressure$/, present: true },
      whyNot: pressureScreenWhy,
      judge: pressureScreen,
    },
  ),
  measure(
    'StatinTherapyforthePreventionandTreatmentofCardiovascularDiseaseFHIR',
    'statin',
    'start',
    { age: years(0) },
    {
      anyGroup: true,
      whyNot: statinWhy,
      judge: statin,
    },
  ),
]

const kidney = (): Measure => ({
  ...MEASURES.find(({ rule }) => rule === 'diabetes-uacr')!,
  change: { age: years(18, 85) },
})

/** Measures without a rule, each with its reason. */
export const NOT_MAPPED: Readonly<Record<string, string>> = {
  AppropriateDXAScansForWomenUnder65FHIR:
    'counts scans that should not have been done; the rule before 65 only asks about risk',
  HIVSTITestingFHIR:
    'asks for an HIV test around each infection, also where HIV is known; the rule asks for one in a life',
  ChildhoodImmunizationStatusFHIR: 'vaccines are forecast by the CDC schedule, not by these rules',
  DementiaCognitiveAssessmentFHIR: 'care of a disease; none of our services',
}
