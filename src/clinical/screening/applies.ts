import type { Patient } from '../patient.ts'
import { sexOf } from '../patient.ts'
import { missingOf, missingWords } from './chart.ts'
import { type Context, type Found, endsUnread, firstOf, match, setsOf, sourcesOf } from './criteria.ts'
import { ageOn } from './day.ts'
import type { Entry } from './entry.ts'
import { TESTS } from './named-tests.ts'
import type { Status, Step } from './result.ts'
import type { Criterion, Rule, SourceName } from './rule.ts'

export type Applies = {
  readonly steps: readonly Step[]
  /** Set where it is decided here; undefined: the rule applies, look for evidence. */
  readonly status: Status | undefined
  /** Applies only if a risk is there which the record does not tell: say so, unless it is up to date. */
  readonly ask: string | undefined
}

const notApplicable = (because: string): Status => ({ kind: 'not-applicable', because })
const cannotTell = (because: string, unread = false): Status => ({ kind: 'cannot-tell', because, unread })
const review = (because: string): Status => ({ kind: 'needs-review', because })

/** Recorded, and unconfirmed or perhaps over; where that was not read, it cannot be told. */
function unconfirmed({ criterion }: Found, context: Context, settle: (because: string) => Status): Status {
  const unread = endsUnread(criterion, context)
  return unread.length > 0
    ? cannotTell(`${criterion.text} is recorded, but ${missingText(context, unread)}`, true)
    : settle(`${criterion.text} is recorded, but not confirmed`)
}

const sourcesIn = (entries: readonly Entry[]) => entries.slice(0, 5).map(({ source }) => source)
const named = (entries: readonly Entry[]): string =>
  [...new Set(entries.map(({ text, date }) => (date ? `${text} (${date.text})` : text)))].slice(0, 3).join('; ')

const missingText = ({ chart }: Context, missing: readonly SourceName[]): string =>
  missing.map((source) => missingWords(chart, source)).join('; ')

const ageText = ({ age }: Rule['eligibility']): string =>
  age.max === undefined ? `${age.min} years or older` : `${age.min} to ${age.max} years`

/** Whether the rule speaks of this person at all. Stops at the first thing that settles it. */
export function applies(rule: Rule, patient: Patient, context: Context): Applies {
  const steps: Step[] = []
  const settled = (status: Status): Applies => ({ steps, status, ask: undefined })

  const age = ageStep(rule, context)
  const sex = sexStep(rule, patient)
  steps.push(age, ...(sex ? [sex] : []))
  if (age.holds === 'no') return settled(notApplicable(age.found))
  if (sex?.holds === 'no') return settled(notApplicable(sex.found))

  const exclusion = firstOf(rule.exclusions, context)
  if (exclusion?.match.kind === 'yes') {
    steps.push(
      criterionStep('exclusion', exclusion.criterion, 'yes', named(exclusion.match.entries), exclusion.match.entries),
    )
    return settled(notApplicable(exclusion.criterion.text))
  }

  const { conditions, risk, test } = rule.eligibility
  if (conditions.length > 0) {
    const found = firstOf(conditions, context)
    const missing = missingOf(context.chart, sourcesOf(context.pack, conditions.flatMap(setsOf)))
    const wanted = conditions.map(({ text }) => text).join(' or ')
    const entries = found?.match.entries ?? []
    const holds = found?.match.kind === 'yes' ? 'yes' : found || missing.length > 0 ? 'unknown' : 'no'
    const words = found ? named(entries) : missing.length > 0 ? missingText(context, missing) : 'not recorded'
    steps.push({ part: 'condition', rule: wanted, found: words, holds, sources: sourcesIn(entries) })
    if (holds === 'no') return settled(notApplicable(`no ${wanted} recorded`))
    if (holds === 'unknown') return settled(found ? unconfirmed(found, context, cannotTell) : cannotTell(words, true))
  }

  if (test !== undefined) {
    const named = TESTS[test]
    const answer = named?.decide(context)
    if (named && answer) {
      steps.push({
        part: 'test',
        rule: named.title,
        found: answer.text,
        holds: answer.kind,
        sources: sourcesIn(answer.entries),
      })
      if (answer.kind === 'no') return settled(notApplicable(answer.text))
      if (answer.kind === 'unknown') {
        return settled(cannotTell(answer.text, missingOf(context.chart, named.sources).length > 0))
      }
    }
  }

  if (age.holds === 'unknown') return settled(cannotTell(age.found))
  if (sex?.holds === 'unknown') return settled(cannotTell(sex.found))

  if (exclusion) {
    steps.push(
      criterionStep(
        'exclusion',
        exclusion.criterion,
        'unknown',
        named(exclusion.match.entries),
        exclusion.match.entries,
      ),
    )
    return settled(unconfirmed(exclusion, context, review))
  }
  steps.push(...rule.exclusions.map((each) => absentStep('exclusion', each, context)))

  const guard = firstOf(rule.guards, context)
  if (guard) {
    const sure = guard.match.kind === 'yes'
    steps.push(
      criterionStep(
        'guard',
        guard.criterion,
        sure ? 'yes' : 'unknown',
        named(guard.match.entries),
        guard.match.entries,
      ),
    )
    return settled(sure ? review(guard.criterion.text) : unconfirmed(guard, context, review))
  }
  steps.push(...rule.guards.map((each) => absentStep('guard', each, context)))

  if (!risk) return { steps, status: undefined, ask: undefined }
  const found = firstOf(risk.any, context)
  const sure = found?.match.kind === 'yes'
  steps.push({
    part: 'risk',
    rule: risk.any.length > 0 ? `${risk.any.map(({ text }) => text).join(', ')}; else ask` : 'ask',
    found: found ? named(found.match.entries) : 'not recorded',
    holds: sure ? 'yes' : 'unknown',
    sources: sourcesIn(found?.match.entries ?? []),
  })
  return { steps, status: undefined, ask: sure ? undefined : risk.ask }
}

const also = (exception: string | undefined): string => (exception === undefined ? '' : `; ${exception}`)

function ageStep(rule: Rule, { born, today }: Context): Step {
  const { min, max, younger, older } = rule.eligibility.age
  const [least, most] = [ageOn(born.last, today), ageOn(born.first, today)]
  const inside = (age: number) => age >= min && (max === undefined || age <= max)
  const words = least === most ? `${least} years old` : `${least} or ${most} years old, the birth date is not exact`
  const below = most < min ? `${words}, younger than ${min}${also(younger)}` : undefined
  const above = max !== undefined && least > max ? `${words}, older than ${max}${also(older)}` : undefined
  const out = below ?? above
  const holds = out !== undefined ? 'no' : inside(least) && inside(most) ? 'yes' : 'unknown'
  const found = out ?? (holds === 'unknown' ? `${words}: at the edge of ${ageText(rule.eligibility)}` : words)
  return { part: 'age', rule: ageText(rule.eligibility), found, holds, sources: [] }
}

/** Sex for clinical use where the record states it, else administrative sex; neither is guessed. */
function sexStep({ eligibility: { sex: wanted } }: Rule, patient: Patient): Step | undefined {
  if (wanted === undefined) return undefined
  const { sex, sexForClinicalUse, sexAtBirth } = patient
  const own = sexOf(patient)
  const known = own !== 'unknown'
  const atBirth = sexAtBirth !== undefined && sexAtBirth !== sex ? `, at birth ${sexAtBirth}` : ''
  const found = known
    ? `recorded as ${own}${sexForClinicalUse ? ' for clinical use' : ''}`
    : sexForClinicalUse
      ? 'sex for clinical use is recorded as neither female nor male'
      : `sex for clinical use is not recorded, and sex is ${sex}${atBirth}`
  return { part: 'sex', rule: wanted, found, holds: known ? (own === wanted ? 'yes' : 'no') : 'unknown', sources: [] }
}

const criterionStep = (
  part: Step['part'],
  { text }: Criterion,
  holds: Step['holds'],
  found: string,
  entries: readonly Entry[],
): Step => ({ part, rule: text, found, holds, sources: sourcesIn(entries) })

function absentStep(part: Step['part'], criterion: Criterion, context: Context): Step {
  const missing = missingOf(context.chart, sourcesOf(context.pack, setsOf(criterion)))
  const lapsed = match({ ...criterion, ever: true, withinMonths: undefined }, context)
  const found =
    missing.length > 0
      ? missingText(context, missing)
      : lapsed.kind === 'no'
        ? 'not recorded'
        : `no longer: ${named(lapsed.entries)}`
  return { part, rule: criterion.text, found, holds: missing.length > 0 ? 'unknown' : 'no', sources: [] }
}
