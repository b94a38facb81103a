/**
 * A rule as data, capped on purpose: eligibility, exclusions, guards, modalities with intervals, and nothing else. What
 * does not fit is a named function of `named-tests.ts` that the rule refers to. One to one to a FHIR PlanDefinition.
 */
export const SOURCES = [
  'problems',
  'diagnoses',
  'concerns',
  'medications',
  'allergies',
  'laboratory',
  'vitals',
  'socialHistory',
  /** Questionnaires and their scores: `category=survey`. */
  'assessments',
  'procedures',
  'reports',
  'documents',
  'encounters',
] as const

/** A reading of the record that rules reason over; the names are those of `fhir/readings.ts`. */
export type SourceName = (typeof SOURCES)[number]

/** Short names of code systems, as in `loinc|4548-4`. */
export const SYSTEMS = ['loinc', 'sct', 'icd10', 'icd10pcs', 'hcpcs', 'rxnorm', 'cvx', 'cdt'] as const
export type SystemName = (typeof SYSTEMS)[number]

/** Codes that mean one thing to a rule, and the readings they are looked for in. */
export type CodeSet = {
  readonly id: string
  readonly title: string
  readonly in: readonly SourceName[]
  /** `system|code`; an ICD-10 code may end in `*`: that code and all below it. */
  readonly codes: readonly string[]
  /** Generic names of medications and allergens, matched as whole words. Only for sets looked for in these. */
  readonly names: readonly string[]
  /**
   * Patterns as of titles, for a condition that has no code of ICD-10-CM or SNOMED CT. Known by them it is never sure: a
   * person is asked, where "no diabetes recorded" would be wrong.
   */
  readonly words: readonly string[]
  /** Codes that leave the side to `bodySite`: the sets that an entry of the left, of the right, of both is of as well. */
  readonly bySide: { readonly left: string; readonly right: string } | undefined
}

/** Something recorded of the patient: any one of the sets, or (`all`) one of each. */
export type Criterion = {
  readonly id: string
  /** Completes "not applicable because …" or "needs review because …". */
  readonly text: string
  readonly any: readonly string[]
  readonly all: readonly string[]
  /** Also what is resolved or inactive: a history of cancer, an organ removed. */
  readonly ever: boolean
  /** Only what was recorded within so many months, such as a pregnancy. */
  readonly withinMonths: number | undefined
  /** A named function of `named-ends.ts`: what another entry may have ended is not sure. */
  readonly endedBy: string | undefined
}

/** A limit of a result: reached at it and above, or under it. */
export type ResultBound = ({ readonly atLeast: number } | { readonly below: number }) & {
  readonly unit: string | undefined
}

/** After such a result the next one is sooner. */
export type NextByResult = ResultBound & { readonly months: number }

export type Modality = {
  readonly id: string
  readonly title: string
  readonly codes: readonly string[]
  /** Words of a title that make it probable evidence: `colonoscopy`, `ultrasound|us abdominal aorta`. */
  readonly titles: readonly string[]
  /** The same of results, in the readings of its own codes: for tests that have no code which says them everywhere. */
  readonly resultTitles: readonly string[]
  /** How long it lasts; undefined: once in a life, or, with `active`, while it is active. */
  readonly months: number | undefined
  readonly active: boolean
  readonly minAgeAtTest: number | undefined
  /** Age from which it no longer counts, such as a test that must be before the 66th birthday. */
  readonly maxAgeAtTest: number | undefined
  /** `number`: only a number counts; `clear`: what says neither normal nor abnormal is offered, and does not count. */
  readonly needsResult: boolean | 'number' | 'clear'
  /** Its abnormal result needs a person, unless one of `resolvedBy` was done on that day or later. */
  readonly abnormal:
    | {
        /** Counts for ever, not only as the newest result: a positive HPV test. */
        readonly stays: boolean
        readonly resolvedBy: readonly string[]
        readonly bounds: readonly ResultBound[]
      }
    | undefined
  readonly nextByResult: readonly NextByResult[]
  /** Lasts so long, or a part of it, instead where a named function of `named-intervals.ts` holds: it hangs on more than the one result. */
  readonly interval: { readonly name: string; readonly months: number } | undefined
  /** A set of codes: what was done before the newest of it closes nothing, such as a test before an exposure. */
  readonly after: string | undefined
  /** A named function of `named-wholes.ts`: what is only a part of the test is offered, and closes nothing by itself. */
  readonly whole: string | undefined
  /** Not where it is known to have been measured at an emergency or inpatient visit. */
  readonly office: boolean
  /** ICD-10 codes of an encounter "for screening": intent, shown, never counted. */
  readonly intent: readonly string[]
}

type Age = {
  readonly min: number
  readonly max: number | undefined
  /** Said to who is younger, or older: by what risk it may be for them too, which the record does not tell. */
  readonly younger: string | undefined
  readonly older: string | undefined
}

/** Another guideline that says the same or more, such as an edition that came later. */
type Also = { readonly organisation: string; readonly says: string; readonly issued: string; readonly url: string }

type RuleSource = {
  readonly organisation: string
  readonly grade: string
  readonly issued: string
  readonly url: string
  readonly reviewBy: string
  readonly also: readonly Also[]
}

export type Rule = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly kind: 'screening' | 'monitoring'
  /** `consider`: a shared decision or a risk the record cannot tell; never due by itself. */
  readonly decide: 'recommend' | 'consider'
  readonly source: RuleSource
  readonly eligibility: {
    /** In completed years, both included: 74 means until the day before the 75th birthday. */
    readonly age: Age
    readonly sex: 'female' | 'male' | undefined
    /** Any one of these makes the rule apply; without it, it does not. */
    readonly conditions: readonly Criterion[]
    /** Any one of these makes the rule apply; without it, ask: the record rarely holds it. */
    readonly risk: { readonly any: readonly Criterion[]; readonly ask: string } | undefined
    /** A named function of `named-tests.ts`. */
    readonly test: string | undefined
  }
  readonly exclusions: readonly Criterion[]
  readonly guards: readonly Criterion[]
  /** A named function of `named-reviews.ts`. */
  readonly review: string | undefined
  readonly modalities: readonly Modality[]
  readonly dueSoonDays: number
  readonly graceDays: number
  /** One line for the clinician. */
  readonly advice: string
}

export type RulePack = {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly codeSets: ReadonlyMap<string, CodeSet>
  readonly rules: readonly Rule[]
  /** Services of the guidelines that no rule covers, with the reason. */
  readonly omitted: readonly { readonly service: string; readonly reason: string }[]
  /** Criteria for limited life expectancy: a flag on every result, never a decision. */
  readonly flags: readonly Criterion[]
  /** Over the content, so that two sheets can be compared. */
  readonly hash: string
}
