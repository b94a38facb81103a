import type { Flag, ReferenceRange, ResultValue } from '#clinical/result.ts'
import { unreachable } from '#lib/invariant.ts'
import { conceptText, readCodings } from './codeable-concept.ts'
import { asText, field, list, present, unique } from './json.ts'
import { readQuantity, sameUnit } from './quantity.ts'

const SYSTEMS: readonly (string | undefined)[] = [
  'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  'http://terminology.hl7.org/CodeSystem/v2-0078',
  'http://hl7.org/fhir/v2/0078',
  'http://hl7.org/fhir/v3/ObservationInterpretation',
  'urn:oid:2.16.840.1.113883.5.83',
  undefined,
]

// https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html. POS is flagged because a missed positive
// (blood in stool) harms more than a needless look at a positive antibody; NEG is not "normal" (it may mean not immune),
// so it and every other code are words beside the value.
const BY_CODE: ReadonlyMap<string, Flag> = new Map([
  ['LL', 'critically-low'],
  ['HH', 'critically-high'],
  ['LU', 'low'],
  ['HU', 'high'],
  ['L', 'low'],
  ['H', 'high'],
  ['<', 'low'],
  ['>', 'high'],
  ['LX', 'low'],
  ['HX', 'high'],
  ['A', 'abnormal'],
  ['AA', 'abnormal'],
  ['POS', 'abnormal'],
  ['N', 'normal'],
])

// Epic often sends the interpretation as words alone: the names of its result flags, which laboratories choose from.
const BY_WORDS: ReadonlyMap<string, Flag> = new Map([
  ['low panic', 'critically-low'],
  ['critical low', 'critically-low'],
  ['critically low', 'critically-low'],
  ['high panic', 'critically-high'],
  ['critical high', 'critically-high'],
  ['critically high', 'critically-high'],
  ['delta critical low', 'critically-low'],
  ['delta critical high', 'critically-high'],
  ['low', 'low'],
  ['abnormal low', 'low'],
  ['delta abnormal low', 'low'],
  ['low off-scale', 'low'],
  ['high', 'high'],
  ['abnormal high', 'high'],
  ['delta abnormal high', 'high'],
  ['high off-scale', 'high'],
  ['abnormal', 'abnormal'],
  ['*', 'abnormal'],
  ['panic', 'abnormal'],
  ['critical', 'abnormal'],
  ['critically abnormal', 'abnormal'],
  ['positive', 'abnormal'],
  ['normal', 'normal'],
])

const WORST_FIRST: readonly Flag[] = ['critically-high', 'critically-low', 'high', 'low', 'abnormal', 'normal']

const NOTHING_SAID: ReadonlySet<string> = new Set(['(none)', 'none', '-'])

function flagsOf(interpretation: unknown): readonly Flag[] {
  const codings = readCodings(interpretation)
  const codes = codings.filter((c) => SYSTEMS.includes(c.system)).map((c) => BY_CODE.get(c.code ?? ''))
  const words = [asText(interpretation), conceptText(interpretation), ...codings.map((c) => c.display)]
  const found = present(codes)
  return found.length > 0 ? found : present(words.map((word) => BY_WORDS.get(word?.toLowerCase() ?? '')))
}

function stated(holder: unknown): Flag | undefined {
  const flags = list(holder, 'interpretation').flatMap(flagsOf)
  return WORST_FIRST.find((flag) => flags.includes(flag))
}

/** Against its own range, and only where value and bounds say the same unit (or the bounds, sent with it, say none). */
function compared(holder: unknown, value: ResultValue, range: ReferenceRange): Flag | undefined {
  if (value.kind !== 'quantity' || (range.low === undefined && range.high === undefined)) return undefined
  if (!unitsAgree(holder)) return undefined
  const { low = -Infinity, high = Infinity } = range
  const { value: at, comparator } = value
  if (comparator === undefined) return at < low ? 'low' : at > high ? 'high' : 'normal'
  switch (comparator) {
    // `<0.5` lies anywhere below: certain only where everything below is outside, or everything below is inside.
    case '<':
      return at <= low ? 'low' : low === -Infinity && at <= high ? 'normal' : undefined
    case '<=':
      return at < low ? 'low' : low === -Infinity && at <= high ? 'normal' : undefined
    case '>':
      return at >= high ? 'high' : high === Infinity && at >= low ? 'normal' : undefined
    case '>=':
      return at > high ? 'high' : high === Infinity && at >= low ? 'normal' : undefined
    default:
      return unreachable(comparator)
  }
}

/** Epic sends a range that is open to one side in words alone, mostly without saying what lies outside of it: `<30`, `>60`. */
const OPEN_RANGE = /^([<>]=?|[≤≥]) ?(\d+(?:\.\d+)?)$/

/** Against those words; a number with a comparator only where all that it can be lies on one side. */
function comparedInWords(value: ResultValue, range: ReferenceRange): Flag | undefined {
  const [, sign = '', digits] = OPEN_RANGE.exec(range.text ?? '') ?? []
  if (value.kind !== 'quantity' || digits === undefined || range.low !== undefined || range.high !== undefined)
    return undefined
  const { value: at, comparator } = value
  const bound = Number(digits)
  const upper = sign.startsWith('<') || sign === '≤'
  const outside = upper ? 'high' : 'low'
  if (comparator === undefined) {
    const isIn = upper ? at < bound : at > bound
    return isIn || (at === bound && sign !== '<' && sign !== '>') ? 'normal' : outside
  }
  if (comparator === '<' && at <= bound) return upper ? 'normal' : outside
  return comparator === '>' && at >= bound ? (upper ? outside : 'normal') : undefined
}

function unitsAgree(holder: unknown): boolean {
  const measured = readQuantity(field(holder, 'valueQuantity'))
  const bounds = list(holder, 'referenceRange').flatMap((range) =>
    present(['low', 'high'].map((side) => readQuantity(field(range, side)))),
  )
  return bounds.every(
    (bound) => bound.unitNames.length === 0 || (measured !== undefined && sameUnit(measured, bound) === true),
  )
}

/** What the laboratory says of the value; only where it says nothing, what the value's own range says. */
export function flagOf(holder: unknown, value: ResultValue, range: ReferenceRange | undefined): Flag | undefined {
  return stated(holder) ?? (range && (compared(holder, value, range) ?? comparedInWords(value, range)))
}

/** Interpretations that no flag can hold, in words: `Negative`, `Resistant`, `Positive`. */
export function interpretationWords(holder: unknown): readonly string[] {
  const said = list(holder, 'interpretation').filter((one) => {
    const flags = flagsOf(one)
    const positive = readCodings(one).some((c) => c.code === 'POS') || conceptText(one)?.toLowerCase() === 'positive'
    return flags.length === 0 || positive
  })
  return unique(present(said.map((one) => conceptText(one) ?? asText(one)))).filter(
    (words) => !NOTHING_SAID.has(words.toLowerCase()),
  )
}
