import { type Json, codesIn, codesNamed, startOf } from './cases.ts'
import {
  VISITS,
  type Why,
  codesOf,
  counted,
  hasVisit,
  heldIn,
  inside,
  isByCpt,
  isFlagged,
  measureOnly,
  oldPregnancy,
  out,
  resourcesOf,
} from './exclusions.ts'

/** The reasons of single measures, each from the case alone: see `exclusions.ts`. */
const textOf = (resources: readonly Json[]): string => JSON.stringify(resources)

const first =
  (...reasons: readonly Why[]): Why =>
  (each, expected) => {
    for (const reason of reasons) {
      const why = reason(each, expected)
      if (why !== undefined) return why
    }
    return undefined
  }

const secondHalf: Why = (each, expected) =>
  !inside(expected) &&
  resourcesOf(each, 'Condition').some((one) => (startOf(one) ?? '') > `${each.period[0].slice(0, 4)}-06-30`)
    ? 'hypertension found in the second half of the period: the measure waits, the rule does not'
    : undefined
const visitByCpt: Why = (each, expected) =>
  out(expected) &&
  !isFlagged(each) &&
  measureOnly(each, expected) === undefined &&
  resourcesOf(each, 'Encounter').some(isByCpt)
    ? 'a measure exclusion only by a CPT code of a visit, which we may not hold'
    : undefined
export const pressureWhy = first(secondHalf, visitByCpt)

export const eyeWhy: Why = (each, expected) => {
  const exams = resourcesOf(each, 'Procedure', 'Observation')
  return counted(expected) && exams.length > 0 && exams.every((one) => (startOf(one) ?? '') < each.period[0])
    ? 'an examination of the year before without retinopathy: two years in the measure, here only while HbA1c is at goal'
    : undefined
}

let answers: ReadonlySet<string> | undefined
export const tobaccoWhy: Why = (each, expected) => {
  if (!inside(expected) && resourcesOf(each, 'Encounter').length < 2)
    return 'the measure wants two visits, or one for prevention'
  answers ??= codesNamed(/^Tobacco (Non )?User$/)
  const said = resourcesOf(each, 'Observation').flatMap((one) => snomedIn(one['valueCodeableConcept']))
  return inside(expected) && !out(expected) && said.length > 0 && !said.some((code) => answers?.has(code))
    ? 'the answer is none of the measure’s answers; the rule counts that it was asked'
    : undefined
}
const snomedIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value ?? '').matchAll(/"system":"[^"]*snomed[^"]*"[^}]*?"code":"([^"]+)"/g)].flatMap(
    (m) => m[1] ?? [],
  )

const newInfection: Why = (each, expected) =>
  inside(expected) &&
  !out(expected) &&
  resourcesOf(each, 'Condition').some(
    (one) =>
      codesIn({ code: one['code'] }).some((code) => heldIn('hiv').has(code)) && (startOf(one) ?? '') >= each.period[0],
  )
    ? 'HIV infection found within the period: the measure leaves out only who had it before'
    : undefined

/** The measure is met by the mere presence of a result; the integer stands in for one, and no laboratory sends such. */
const placeholderWhy =
  (...sets: readonly string[]): Why =>
  (each, expected) => {
    const results = resourcesOf(each, 'Observation').filter((one) =>
      codesIn({ code: one['code'] }).some((code) => sets.some((set) => heldIn(set).has(code))),
    )
    return counted(expected) && results.length > 0 && results.every((one) => typeof one['valueInteger'] === 'number')
      ? 'a bare integer in place of a result: the measure counts that there is one, the rule asks a person what it means'
      : undefined
  }

/** The measure counts every code of its value set, also those of a part of the test. */
const partWhy =
  (whole: string, parts: readonly string[], words: string): Why =>
  (each, expected) => {
    const codes = resourcesOf(each, 'Observation', 'DiagnosticReport', 'Procedure')
      .flatMap((one) => codesIn({ code: one['code'] }))
      .filter((code) => heldIn(whole).has(code))
    return counted(expected) && codes.length > 0 && codes.every((code) => parts.some((set) => heldIn(set).has(code)))
      ? words
      : undefined
  }

export const breastWhy = partWhy(
  'mammography',
  ['mammography-left', 'mammography-right', 'mammography-one', 'mammography-limited'],
  'a mammogram of one breast or of limited views: the measure counts it, the rule offers it',
)

export const hivWhy = first(
  newInfection,
  placeholderWhy('hiv-test'),
  partWhy(
    'hiv-test',
    ['hiv-part'],
    'a test of HIV-2 or of one protein only: the measure counts it, the rule offers it',
  ),
)

export const cervicalWhy = first(
  placeholderWhy('cervical-cytology', 'hpv-test'),
  partWhy(
    'hpv-test',
    ['hpv-16', 'hpv-18', 'hpv-other', 'hpv-31'],
    'an HPV test of single types only: the measure counts it, the rule offers it',
  ),
)
const orderedTest: Why = (each, expected) =>
  out(expected) && resourcesOf(each, 'ServiceRequest').length > 0
    ? 'a pregnancy test ordered before an X-ray or isotretinoin, or hospice by an order: orders are not read'
    : undefined
export const chlamydiaWhy = first(orderedTest, placeholderWhy('chlamydia-test'))

const POSITIVE = '428181000124104'
export const isPositive = (resources: readonly Json[]): boolean => textOf(resources).includes(POSITIVE)

/** The number of the newest result of a code. */
export function newestValue(resources: readonly Json[], code: string): number | undefined {
  const found = resources.filter((one) => codesIn({ code: one['code'] }).includes(code))
  const [newest] = found.toSorted((a, b) => ((startOf(a) ?? '') < (startOf(b) ?? '') ? 1 : -1))
  const value = newest && /"valueQuantity":\{"value":([\d.]+)/.exec(JSON.stringify(newest))?.[1]
  return value === undefined ? undefined : Number(value)
}

const outOfRange: Why = (each, expected) => {
  const value = newestValue(resourcesOf(each, 'Observation'), '39156-5')
  return inside(expected) &&
    !out(expected) &&
    !counted(expected) &&
    value !== undefined &&
    (value < 18.5 || value >= 25)
    ? 'a body mass index out of range without follow-up: the measure counts the follow-up, the rule the measurement'
    : undefined
}
export const bodyMassWhy = first(oldPregnancy, outOfRange)

export const pressureScreenWhy: Why = (each, expected) => {
  if ((expected['initial-population'] ?? 0) > 1) return 'several visits: the measure counts visits, the rule a person'
  return inside(expected) &&
    !out(expected) &&
    !counted(expected) &&
    codesOf(each, 'Observation').some((code) => ['85354-9', '8480-6', '8462-4'].includes(code))
    ? 'a pressure measured without what the measure wants after it, which the rule leaves to the clinician'
    : undefined
}

const any = (each: Parameters<Why>[0], name: string): boolean => each.expected.some((group) => (group[name] ?? 0) > 0)
export const anyOf = any

const statinOrders = (each: Parameters<Why>[0]): readonly Json[] =>
  resourcesOf(each, 'MedicationRequest').filter((one) =>
    codesIn({ code: one['medicationCodeableConcept'] }).some((code) => heldIn('statin').has(code)),
  )

const GUARDED = ['statin-unsuitable', 'statin-allergy'] as const
/** Whether a reason against a statin stands where the rule looks for it. */
function isGuarded(each: Parameters<Why>[0]): boolean {
  const codes = resourcesOf(each, 'Condition', 'AllergyIntolerance', 'Procedure').flatMap((one) =>
    codesIn({ code: one['code'] }),
  )
  return isFlagged(each) || GUARDED.some((set) => codes.some((code) => heldIn(set).has(code)))
}

const isOver = (order: Json, end: string): boolean =>
  [...JSON.stringify(order).matchAll(/"end":"(\d{4}-\d\d-\d\d)/g)].some(([, day]) => (day ?? '') < end)

const DISEASES =
  /^(cerebrovascular disease|carotid intervention|cabg|chronic liver disease|hepatitis [ab]$|pci$|myocardial)/i
let unheld: ReadonlySet<string> | undefined
let ours: ReadonlySet<string> | undefined
const anyHeld = () => (ours ??= new Set([...heldIn('ascvd'), ...heldIn('statin-unsuitable')]))

let kinds: ReadonlySet<string> | undefined
export const statinWhy: Why = (each) => {
  if (textOf(resourcesOf(each, 'Procedure')).includes('ama-assn'))
    return 'cardiovascular disease by a CPT code, which we may not hold'
  const missing = (unheld ??= codesNamed(DISEASES))
  const codes = resourcesOf(each, 'Condition', 'Procedure').flatMap((one) => codesIn({ code: one['code'] }))
  if (codes.some((code) => /^\d{6,}$/.test(code) && missing.has(code) && !anyHeld().has(code)))
    return 'vascular or liver disease by a SNOMED CT code that we do not ship; charts bring ICD-10 beside it'
  if (any(each, 'denominator-exception')) {
    if (isGuarded(each)) return undefined
    return statinOrders(each).some((one) => one['doNotPerform'] === true)
      ? 'an order not to give a statin, for a reason written by a person: the clinician’s say here'
      : 'an exception by a visit, an order, an answer to a question or an adverse event, none of which the rule reads'
  }
  if (!any(each, 'initial-population') && !hasVisit(each, (kinds ??= codesNamed(VISITS)), false))
    return 'the measure wants a visit of its kind in its period; a person may be treated without one'
  const orders = statinOrders(each).filter((one) => one['doNotPerform'] !== true)
  if (any(each, 'numerator') && orders.every((one) => one['status'] !== 'active' || isOver(one, each.period[1])))
    return 'a statin whose order is completed or has ended: the measure counts the order, the rule what is active'
  return any(each, 'initial-population') && !any(each, 'numerator') && orders.some((one) => one['status'] === 'active')
    ? 'a statin ordered outside the period and still active: the rule counts it'
    : undefined
}
