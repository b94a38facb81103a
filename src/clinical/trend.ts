import { newestFirst } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { Flag, ReferenceRange, Result, ResultPart, ResultValue } from './result.ts'
import { LOINC } from './same-code.ts'
import type { Coding, Concept } from './source.ts'
import { isAbnormal, unitKey, unitOf, valueText } from './value-text.ts'

/** Two numbers read as one: a blood pressure. */
type PairValue = {
  readonly kind: 'pair'
  readonly first: number
  readonly second: number
  readonly unit: string | undefined
}

/** One value of one test, with the resource it came in. */
export type Measured = {
  /** Unique within a chart: the result's id, and for a component its place. */
  readonly id: string
  readonly result: Result
  readonly concept: Concept
  readonly value: ResultValue | PairValue
  readonly range: ReferenceRange | undefined
  readonly flag: Flag | undefined
  readonly when: PartialDate | undefined
}

export type TestHistory = {
  readonly key: string
  readonly concept: Concept
  /** The newest that has a value; the newest of all where none has. */
  readonly latest: Measured
  /** Newest first, undated last. */
  readonly values: readonly Measured[]
}

export type Trends = {
  readonly tests: readonly TestHistory[]
  /** Entered in error or cancelled: never a value, but said to exist. */
  readonly setAside: readonly Result[]
}

export const isVoid = (result: Result): boolean => result.status === 'entered-in-error' || result.status === 'cancelled'

/** What a result says: itself, its components, or both. */
export function measuredOf(result: Result): Measured[] {
  const { id, when, parts } = result
  if (parts.length === 0) return [measured(result, id, result, when)]
  const all = parts.map((part, index) => measured(part, `${id}#${index}`, result, when))
  if (result.value.kind !== 'absent') all.unshift(measured(result, id, result, when))
  return all
}

const measured = (
  { concept, value, range, flag }: ResultPart,
  id: string,
  result: Result,
  when: PartialDate | undefined,
): Measured => ({ id, result, concept, value, range, flag, when })

type Draft = { readonly key: string; readonly loinc: Set<string>; readonly values: Measured[] }

/**
 * Every test with its history. Two values are of one test if they share a code and do not both carry different LOINC
 * codes; without any code, if they carry the same words. One pass, no date arithmetic: charts hold 12,000 of these.
 */
export function groupTests(results: readonly Result[]): Trends {
  const there = known.get(results)
  if (there) return there
  const trends = groupMeasured(results, measuredOf)
  known.set(results, trends)
  return trends
}

// Two sections ask of the same list; it lives as long as the list does.
const known = new WeakMap<readonly Result[], Trends>()

/** As `groupTests`, where a result says something else than itself and its components. */
export function groupMeasured(results: readonly Result[], measure: (result: Result) => readonly Measured[]): Trends {
  const drafts: Draft[] = []
  const index: Index = new Map()
  const setAside: Result[] = []
  for (const result of results) {
    if (isVoid(result)) {
      setAside.push(result)
      continue
    }
    for (const measured of measure(result)) {
      const codings = codedOf(measured.concept)
      let draft = findDraft(index, codings)
      if (!draft) {
        draft = { key: keyOf(codings), loinc: new Set(), values: [] }
        drafts.push(draft)
      }
      draft.values.push(measured)
      for (const { system, code } of codings) {
        if (system === LOINC) draft.loinc.add(code)
        const there = placeOf(index, system, code)
        if (!there.includes(draft)) there.push(draft)
      }
    }
  }
  return { tests: drafts.map(toHistory).toSorted(byConcern), setAside }
}

type Coded = { readonly system: string; readonly code: string }

/** By system, then by code: joining the two into one key would cost more than all the rest. */
type Index = Map<string, Map<string, Draft[]>>

const isCoded = (coding: Coding): coding is Coding & Coded => Boolean(coding.system && coding.code)

/** `Vital signs`: Epic puts it beside the own code of each of them, so it tells no test from another. https://loinc.org/8716-3 */
const ANY_VITAL = '8716-3'

function codedOf({ codings, text }: Concept): readonly Coded[] {
  const coded = codings.filter(isCoded).filter(({ system, code }) => code !== ANY_VITAL || system !== LOINC)
  return coded.length > 0 ? coded : [{ system: 'words', code: text.trim().toLowerCase() }]
}

/** Stays the same while more values come. */
function keyOf(codings: readonly Coded[]): string {
  const coding = codings.find(({ system }) => system === LOINC) ?? codings[0]
  return `${coding?.system}|${coding?.code}`
}

function placeOf(index: Index, system: string, code: string): Draft[] {
  let codes = index.get(system)
  if (!codes) index.set(system, (codes = new Map()))
  let place = codes.get(code)
  if (!place) codes.set(code, (place = []))
  return place
}

function findDraft(index: Index, codings: readonly Coded[]): Draft | undefined {
  const hasLoinc = codings.some(({ system }) => system === LOINC)
  for (const { system, code } of codings) {
    const found = index
      .get(system)
      ?.get(code)
      ?.find(
        ({ loinc }) => !hasLoinc || loinc.size === 0 || codings.some((c) => c.system === LOINC && loinc.has(c.code)),
      )
    if (found) return found
  }
  return undefined
}

function toHistory({ key, values }: Draft): TestHistory {
  const sorted = values.toSorted((a, b) => newestFirst(a.when, b.when))
  const latest = sorted.find((measured) => measured.value.kind !== 'absent') ?? sorted[0]!
  return { key, concept: latest.concept, latest, values: sorted }
}

/** Abnormal first, then newest first, then by name; what has no value last. */
function byConcern(a: TestHistory, b: TestHistory): number {
  return (
    Number(a.latest.value.kind === 'absent') - Number(b.latest.value.kind === 'absent') ||
    Number(isAbnormal(b.latest.flag)) - Number(isAbnormal(a.latest.flag)) ||
    newestFirst(a.latest.when && dayOnly(a.latest.when), b.latest.when && dayOnly(b.latest.when)) ||
    (a.concept.text < b.concept.text ? -1 : 1)
  )
}

// Tests of one blood draw should stand by name, not by the minute each was resulted.
const dayOnly = ({ text, precision }: PartialDate): PartialDate => ({ text, precision })

export const measuredText = ({ value }: Measured): string =>
  value.kind === 'pair' ? `${value.first}/${value.second}` : valueText(value)

export const measuredUnit = ({ value }: Measured): string | undefined =>
  value.kind === 'pair' ? value.unit : unitOf(value)

/** The value before the latest that may be compared with it: same unit, or words against words. */
export function previousOf({ latest, values }: TestHistory): Measured | undefined {
  const unit = unitKey(measuredUnit(latest))
  return values
    .slice(values.indexOf(latest) + 1)
    .find((one) => one.when && one.value.kind === latest.value.kind && unitKey(measuredUnit(one)) === unit)
}

export type Point = {
  /** Days since 1970, of the first day the date can mean, with the time of day where it is known. */
  readonly at: number
  readonly value: number
  readonly second: number | undefined
  /** `<0.5` is drawn hollow: it is a bound, not a measurement. */
  readonly bound: boolean
  readonly low: number | undefined
  readonly high: number | undefined
}

/** A line may join only values of one unit. */
export type UnitSeries = { readonly unit: string | undefined; readonly values: readonly Measured[] }

/** A history split by unit, the newest value's unit first; words and missing values make no series of numbers. */
export function splitByUnit({ values }: TestHistory): UnitSeries[] {
  const series = new Map<string, { unit: string | undefined; values: Measured[] }>()
  const keys = new Map<string | undefined, string>()
  for (const measured of values) {
    if (measured.value.kind === 'text' || measured.value.kind === 'absent') continue
    const unit = measuredUnit(measured)
    const key = keys.get(unit) ?? unitKey(unit)
    keys.set(unit, key)
    const there = series.get(key)
    if (there) there.values.push(measured)
    else series.set(key, { unit, values: [measured] })
  }
  return [...series.values()]
}

const DAY = 86_400_000

/** The dated numbers of a series, oldest first, each with its own range. */
export function pointsOf(values: readonly Measured[]): Point[] {
  const points: Point[] = []
  for (const { value, when, range } of values) {
    if (!when || value.kind === 'text' || value.kind === 'absent') continue
    const sameUnit =
      range?.unit === undefined ||
      value.unit === undefined ||
      range.unit === value.unit ||
      unitKey(range.unit) === unitKey(value.unit)
    points.push({
      at: (when.instant ?? Date.parse(when.text)) / DAY,
      value: value.kind === 'pair' ? value.first : value.value,
      second: value.kind === 'pair' ? value.second : undefined,
      bound: value.kind === 'quantity' && value.comparator !== undefined,
      low: sameUnit ? range?.low : undefined,
      high: sameUnit ? range?.high : undefined,
    })
  }
  return points.toReversed()
}
