import type { Day, Span } from './day.ts'

/** The schedule as the engine uses it, made by read-schedule.ts from the compact file. Terms are those of CDC's logic specification 4.6. */
export type Schedule = {
  /** `CDC CDSi`. */
  readonly source: string
  /** `4.64`. */
  readonly version: string
  /** The day of the release, `2025-11-10`. */
  readonly published: string
  readonly groups: readonly VaccineGroup[]
  /** By CVX. */
  readonly vaccines: ReadonlyMap<string, Vaccine>
  readonly conflicts: readonly Conflict[]
  /** By CDC's observation code. */
  readonly observations: ReadonlyMap<string, ObservationKind>
  readonly antigens: ReadonlyMap<string, Antigen>
}

/** `full`: all its antigens are to be given together (administer full vaccine group flag). */
export type VaccineGroup = { readonly name: string; readonly antigens: readonly string[]; readonly full: boolean }

type Ages = { readonly from: Span | undefined; readonly until: Span | undefined }
export type Vaccine = {
  readonly name: string
  readonly antigens: readonly (Ages & { readonly antigen: string })[]
}

/** An impacted vaccine too soon after a conflicting one (section 6.7). Keys are CVX. */
type Conflict = {
  readonly begin: Span
  readonly minEnd: Span
  readonly end: Span
  readonly after: ReadonlySet<string>
  readonly of: ReadonlySet<string>
}

/** What of the record says so: SNOMED CT codes, and CVX of a dose (immune globulin) or of an allergy's substance. */
export type ObservationKind = {
  readonly name: string
  readonly snomed: readonly string[]
  readonly cvx: readonly string[]
}

export type Antigen = {
  readonly name: string
  readonly immuneBy: readonly string[]
  readonly immuneIfBorn: readonly {
    readonly before: Day
    readonly country: string | undefined
    readonly unless: readonly string[]
  }[]
  readonly notIf: readonly (Ages & { readonly code: string })[]
  readonly notVaccineIf: readonly {
    readonly code: string
    readonly vaccines: readonly (Ages & { readonly cvx: string })[]
  }[]
  readonly series: readonly Series[]
}

export type Series = {
  readonly antigen: string
  readonly name: string
  readonly group: string
  readonly type: 'standard' | 'risk' | 'evaluation'
  /** Required gender; empty for anyone. */
  readonly sexes: readonly string[]
  readonly seriesGroup: string
  readonly equivalent: readonly string[]
  readonly isDefault: boolean
  readonly isProduct: boolean
  /** `A` comes before `B`. */
  readonly priority: string
  /** 1 is the best. */
  readonly preference: number
  readonly startBy: Span | undefined
  /** By shared or individual decision. */
  readonly shared: boolean
  readonly indications: readonly (Ages & { readonly code: string })[]
  readonly doses: readonly SeriesDose[]
}

type InForce = { readonly effective: Day | undefined; readonly ceased: Day | undefined }

export type SeriesDose = {
  /** Counted from 1. */
  readonly number: number
  readonly ages: readonly AgeRule[]
  readonly intervals: readonly IntervalRule[]
  readonly allowableIntervals: readonly IntervalRule[]
  readonly preferable: readonly PreferableVaccine[]
  readonly allowable: readonly (Ages & { readonly cvx: ReadonlySet<string> })[]
  readonly inadvertent: ReadonlySet<string>
  readonly skips: readonly Skip[]
  readonly recurs: boolean
  readonly seasonStart: Day | undefined
  readonly seasonEnd: Day | undefined
}

export type AgeRule = InForce & {
  readonly absoluteMin: Span | undefined
  readonly min: Span | undefined
  readonly earliest: Span | undefined
  readonly latest: Span | undefined
  readonly max: Span | undefined
}

export type IntervalRule = InForce & {
  readonly fromPrevious: boolean
  readonly fromTarget: number | undefined
  readonly fromVaccine: ReadonlySet<string>
  readonly fromObservation: string | undefined
  readonly absoluteMin: Span | undefined
  readonly min: Span | undefined
  readonly earliest: Span | undefined
  readonly latest: Span | undefined
  readonly priority: boolean
}

export type PreferableVaccine = Ages & {
  readonly cvx: string
  readonly tradeName: string | undefined
  readonly mvx: string | undefined
  readonly volume: number | undefined
  readonly forecast: boolean
}

export type Skip = {
  readonly context: 'evaluation' | 'forecast' | 'both'
  readonly allSets: boolean
  readonly sets: readonly SkipSet[]
}
export type SkipSet = InForce & { readonly any: boolean; readonly conditions: readonly SkipCondition[] }
export type SkipCondition =
  | (Ages & { readonly type: 'age' })
  | { readonly type: 'interval'; readonly after: Span }
  | { readonly type: 'completed'; readonly seriesGroups: readonly string[] }
  | (Ages & {
      readonly type: 'count'
      readonly start: Day | undefined
      readonly end: Day | undefined
      /** Empty for any. */
      readonly vaccines: ReadonlySet<string>
      readonly valid: boolean
      readonly logic: 'more' | 'equal' | 'fewer'
      readonly count: number
    })
