import { spanText } from './day.ts'
import { ENDS } from './named-ends.ts'
import { INTERVALS } from './named-intervals.ts'
import { REVIEWS } from './named-reviews.ts'
import { TESTS } from './named-tests.ts'
import { WHOLES } from './named-wholes.ts'
import type { Criterion, Modality, ResultBound, Rule, RulePack } from './rule.ts'

/** A rule as FHIR: https://hl7.org/fhir/R4/plandefinition.html. Plain JSON; this layer knows no FHIR types. */
export type PlanDefinition = Readonly<Record<string, unknown>>

const CANONICAL = 'https://healthprep.invalid/PlanDefinition/'

const EXTENSIONS = 'https://healthprep.invalid/StructureDefinition/'

/**
 * A field as an extension: of a list one for each entry, of an object one with a part for each field, by its name. So what
 * PlanDefinition has no element for, or only words, is carried as well. https://hl7.org/fhir/R4/extensibility.html
 */
function extensionsOf(url: string, value: unknown): readonly object[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((each) => extensionsOf(url, each))
  if (typeof value === 'object' && value !== null)
    return [{ url, extension: Object.entries(value).flatMap(([name, each]) => extensionsOf(name, each)) }]
  if (typeof value === 'boolean') return [{ url, valueBoolean: value }]
  if (typeof value === 'number')
    return [Number.isInteger(value) ? { url, valueInteger: value } : { url, valueDecimal: value }]
  return [{ url, valueString: value }]
}

const text = (expression: string) => ({ language: 'text/plain', expression })

const applicability = (description: string) => ({
  kind: 'applicability',
  expression: { description, ...text(description) },
})

const criterionWords = ({ text, any, all, ever, withinMonths, endedBy }: Criterion): string => {
  const sets = [any.join(' or '), all.join(' and ')].filter((part) => part !== '').join(', or ')
  const when = withinMonths === undefined ? (ever ? ', ever' : ', now') : `, within ${withinMonths} months`
  const ended = endedBy === undefined ? '' : `, ${ENDS[endedBy]?.title ?? endedBy}`
  return `${text} [${sets}${when}${ended}]`
}

function conditionsOf({ eligibility, exclusions, guards, review }: Omit<Rule, 'modalities'>) {
  const { age, sex, conditions, risk, test } = eligibility
  return [
    applicability(`age ${age.min}${age.max === undefined ? ' or older' : ` to ${age.max}`} years`),
    ...(sex === undefined ? [] : [applicability(`sex for clinical use is ${sex}`)]),
    ...(conditions.length === 0 ? [] : [applicability(`recorded: ${conditions.map(criterionWords).join(' or ')}`)]),
    ...(test === undefined ? [] : [applicability(`${TESTS[test]?.title ?? test} (function ${test})`)]),
    ...(risk === undefined
      ? []
      : [applicability(`risk: ${[...risk.any.map(criterionWords), risk.ask].join('; else ')}`)]),
    ...exclusions.map((each) => applicability(`not: ${criterionWords(each)}`)),
    ...guards.map((each) => applicability(`to a person if: ${criterionWords(each)}`)),
    ...(review === undefined
      ? []
      : [applicability(`to a person if: ${REVIEWS[review]?.title ?? review} (function ${review})`)]),
  ]
}

const boundWords = (bound: ResultBound): string =>
  'below' in bound ? `less than ${bound.below} ${bound.unit ?? ''}` : `${bound.atLeast} ${bound.unit ?? ''} or more`

function actionOf(modality: Modality, pack: RulePack) {
  const {
    id,
    title,
    codes,
    months,
    active,
    minAgeAtTest,
    maxAgeAtTest,
    needsResult,
    abnormal,
    nextByResult,
    interval,
    after,
    whole,
    office,
  } = modality
  const extras = [
    minAgeAtTest === undefined ? undefined : `counts from ${minAgeAtTest} years of age`,
    maxAgeAtTest === undefined ? undefined : `counts until ${maxAgeAtTest} years of age`,
    needsResult === false
      ? undefined
      : `only with a ${needsResult === true ? 'result' : needsResult === 'number' ? 'number' : 'clear result'}`,
    abnormal &&
      `an abnormal result${abnormal.bounds.map((bound) => ` or ${boundWords(bound)}`).join('')} needs a person`,
    interval && `every ${spanText(interval.months)} ${INTERVALS[interval.name]?.title ?? interval.name}`,
    after && `closes nothing where the newest of “${pack.codeSets.get(after)?.title ?? after}” came after it`,
    whole && `counts only ${WHOLES[whole]?.title ?? whole} (function ${whole})`,
    office ? 'not of an emergency or inpatient visit' : undefined,
    ...nextByResult.map((bound) => `at ${boundWords(bound)} every ${spanText(bound.months)}`),
  ].filter((each) => each !== undefined)
  return {
    id,
    extension: extensionsOf(`${EXTENSIONS}modality`, modality),
    title,
    description: [
      active ? 'while active' : months === undefined ? 'once' : `every ${spanText(months)}`,
      ...extras,
    ].join('; '),
    ...(months === undefined ? {} : { timingTiming: { repeat: { frequency: 1, period: months, periodUnit: 'mo' } } }),
    input: codes.map((set) => ({
      type: 'Any',
      codeFilter: [
        {
          path: 'code',
          code: (pack.codeSets.get(set)?.codes ?? []).map((key) => ({
            system: SYSTEM_URLS.get(key.slice(0, key.lastIndexOf('|'))) ?? key.slice(0, key.lastIndexOf('|')),
            code: key.slice(key.lastIndexOf('|') + 1),
          })),
        },
      ],
    })),
  }
}

const SYSTEM_URLS: ReadonlyMap<string, string> = new Map([
  ['loinc', 'http://loinc.org'],
  ['sct', 'http://snomed.info/sct'],
  ['icd10', 'http://hl7.org/fhir/sid/icd-10-cm'],
  ['icd10pcs', 'http://www.cms.gov/Medicare/Coding/ICD10'],
  ['hcpcs', 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'],
  ['rxnorm', 'http://www.nlm.nih.gov/research/umls/rxnorm'],
  ['cvx', 'http://hl7.org/fhir/sid/cvx'],
  ['cdt', 'http://www.ada.org/cdt'],
])

/**
 * One PlanDefinition for each rule: modalities are its actions, eligibility its conditions, the guideline its artifact; every
 * field as it is, and the flags shown with every rule, are in its extensions.
 */
export const toPlanDefinitions = (pack: RulePack): readonly PlanDefinition[] =>
  pack.rules.map(({ modalities, ...rule }) => ({
    resourceType: 'PlanDefinition',
    id: rule.id,
    extension: [...extensionsOf(`${EXTENSIONS}rule`, rule), ...extensionsOf(`${EXTENSIONS}flag`, pack.flags)],
    url: `${CANONICAL}${rule.id}`,
    version: `${pack.version}-${rule.version}`,
    title: rule.title,
    status: 'active',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule' }] },
    description: rule.advice,
    approvalDate: rule.source.issued,
    effectivePeriod: { start: rule.source.issued, end: rule.source.reviewBy },
    relatedArtifact: [
      {
        type: 'citation',
        label: `${rule.source.organisation}, grade ${rule.source.grade}`,
        url: rule.source.url,
      },
      ...rule.source.also.map(({ organisation, says, issued, url }) => ({
        type: 'citation',
        label: `${organisation}, ${issued}: ${says}`,
        url,
      })),
    ],
    action: [
      {
        title: rule.title,
        selectionBehavior: 'at-most-one',
        condition: conditionsOf(rule),
        action: modalities.map((modality) => actionOf(modality, pack)),
      },
    ],
  }))

/** Rules past the day by which someone should have looked at their source again; for a warning, never a failure. */
export const pastReview = (pack: RulePack, today: string): readonly string[] =>
  pack.rules
    .filter(({ source }) => today > source.reviewBy)
    .map(({ id, source }) => `${id}: review was due ${source.reviewBy}`)
