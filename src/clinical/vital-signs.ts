import type { Result, ResultPart } from './result.ts'
import { hasCode, LOINC } from './same-code.ts'
import type { Concept } from './source.ts'
import { groupMeasured, measuredOf } from './trend.ts'
import type { Measured, TestHistory, Trends } from './trend.ts'
import { isAbnormal, numberText, unitKey, withUnit } from './value-text.ts'

// https://hl7.org/fhir/R4/observation-vitalsigns.html, and pulse oximetry's second code.
const SYSTOLIC = '8480-6'
const DIASTOLIC = '8462-4'
const PRESSURE_PANEL = '85354-9'
const ORDER = [
  PRESSURE_PANEL,
  SYSTOLIC,
  DIASTOLIC,
  '8867-4', // heart rate
  '9279-1', // respiratory rate
  '2708-6', // oxygen saturation
  '59408-5', // oxygen saturation by pulse oximetry
  '8310-5', // body temperature
  '29463-7', // body weight
  '39156-5', // body mass index
  '8302-2', // body height
]

const PRESSURE: Concept = {
  text: 'Blood pressure',
  codings: [{ system: LOINC, code: PRESSURE_PANEL, display: undefined }],
}

/** A result as vital signs are read: systolic and diastolic as one value, other components by themselves. */
function measureVital(result: Result): Measured[] {
  const systolic = result.parts.find((part) => hasCode(part.concept, LOINC, SYSTOLIC))
  const diastolic = result.parts.find((part) => hasCode(part.concept, LOINC, DIASTOLIC))
  const pair = systolic && diastolic && pressure(result, systolic, diastolic)
  if (!pair) return measuredOf(result)
  const rest = measuredOf(result).filter(
    ({ concept, id }) => concept !== systolic.concept && concept !== diastolic.concept && id !== result.id,
  )
  return [pair, ...rest]
}

function pressure(result: Result, systolic: ResultPart, diastolic: ResultPart): Measured | undefined {
  const [high, low] = [systolic.value, diastolic.value]
  if (high.kind !== 'quantity' || low.kind !== 'quantity') return undefined
  if (high.comparator || low.comparator || unitKey(high.unit) !== unitKey(low.unit)) return undefined
  const flags = [systolic.flag, diastolic.flag, result.flag]
  return {
    id: result.id,
    result,
    concept: PRESSURE,
    value: { kind: 'pair', first: high.value, second: low.value, unit: high.unit },
    range: undefined,
    flag: flags.find(isAbnormal) ?? flags.find(Boolean),
    when: result.when,
  }
}

/** Vital signs in the order they are read out; what is not a classical one follows. */
export function groupVitals(results: readonly Result[]): Trends {
  const { tests, setAside } = groupMeasured(results, measureVital)
  const rank = new Map(tests.map((test) => [test, rankOf(test)]))
  return { tests: tests.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)), setAside }
}

function rankOf({ concept }: TestHistory): number {
  const at = ORDER.findIndex((code) => hasCode(concept, LOINC, code))
  return at < 0 ? ORDER.length : at
}

/** How much the latest differs from the earliest comparable value of the 12 months before it. */
export type Drift = { readonly text: string; readonly since: Measured }

// Weight and body mass index: for the others a difference over months says little.
const DRIFTING = ['29463-7', '39156-5']

const YEAR_OF_DAYS = 366

export function driftOf({ concept, latest, values }: TestHistory): Drift | undefined {
  if (!DRIFTING.some((code) => hasCode(concept, LOINC, code))) return undefined
  const { value, when } = latest
  if (value.kind !== 'quantity' || value.comparator || when?.precision !== 'day') return undefined
  const at = Date.parse(when.text)
  const before = values.findLast(
    (one) =>
      one !== latest &&
      one.value.kind === 'quantity' &&
      !one.value.comparator &&
      unitKey(one.value.unit) === unitKey(value.unit) &&
      one.when?.precision === 'day' &&
      one.when.text < when.text &&
      (at - Date.parse(one.when.text)) / 86_400_000 <= YEAR_OF_DAYS,
  )
  if (before?.value.kind !== 'quantity') return undefined
  const change = Number((value.value - before.value.value).toFixed(1))
  if (change === 0) return { text: 'unchanged', since: before }
  const sign = change > 0 ? '+' : '−'
  return { text: withUnit(`${sign}${numberText(Math.abs(change))}`, value.unit), since: before }
}
