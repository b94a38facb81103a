import type { ResultValue } from '#clinical/result.ts'
import { formatDate, formatMoment, parseDate } from '#lib/dates.ts'
import { conceptText, readCodings } from './codeable-concept.ts'
import { asText, field, has, isObject, joined, oneOf } from './json.ts'
import { quantityText, rangeText, ratioText, readQuantity } from './quantity.ts'
import { unreadable, type UnreadableReason } from './reader.ts'

const COMPARATORS = ['<', '<=', '>', '>='] as const

const words = (text: string | undefined): ResultValue | undefined =>
  text === undefined ? undefined : { kind: 'text', text, codings: [] }

const empty = (value: unknown): boolean => isObject(value) && !has(value, 'value')

function quantity(value: unknown): ResultValue | 'empty' | undefined {
  const read = readQuantity(value)
  // A unit without a number: nothing was measured.
  if (read === undefined) return empty(value) ? 'empty' : undefined
  if (read.comparator === undefined)
    return { kind: 'quantity', value: read.value, comparator: undefined, unit: read.unit }
  const comparator = oneOf(read.comparator, COMPARATORS)
  if (comparator !== undefined) return { kind: 'quantity', value: read.value, comparator, unit: read.unit }
  // A comparator we do not know changes what the number means: shown as written, never calculated with.
  return typeof read.comparator === 'string' ? words(quantityText(value)) : undefined
}

function coded(value: unknown): ResultValue | undefined {
  const text = isObject(value) ? conceptText(value) : undefined
  return text === undefined ? undefined : { kind: 'text', text, codings: readCodings(value) }
}

function moment(value: unknown): ResultValue | undefined {
  const date = parseDate(value)
  return date && words(formatMoment(date))
}

function period(value: unknown): ResultValue | undefined {
  const [from, to] = [parseDate(field(value, 'start')), parseDate(field(value, 'end'))]
  return words(joined([from && formatDate(from), to ? `to ${formatDate(to)}` : from && 'onwards'], ' '))
}

function number(value: unknown): ResultValue | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return { kind: 'quantity', value, comparator: undefined, unit: undefined }
}

function string(value: unknown): ResultValue | 'empty' | undefined {
  if (typeof value !== 'string') return undefined
  return words(asText(value)) ?? 'empty'
}

/** The eleven kinds of value[x]. https://hl7.org/fhir/R4/observation-definitions.html#Observation.value_x_ */
const KINDS: ReadonlyMap<string, (value: unknown) => ResultValue | 'empty' | undefined> = new Map<
  string,
  (value: unknown) => ResultValue | 'empty' | undefined
>([
  ['valueQuantity', quantity],
  ['valueCodeableConcept', coded],
  ['valueString', string],
  ['valueBoolean', (value) => (typeof value === 'boolean' ? words(value ? 'Yes' : 'No') : undefined)],
  ['valueInteger', number],
  ['valueRange', (value) => words(rangeText(value))],
  ['valueRatio', (value) => words(ratioText(value))],
  ['valueSampledData', (value) => (isObject(value) ? words('A recording (open the source to see it)') : undefined)],
  [
    'valueTime',
    (value) => (typeof value === 'string' && /^\d\d:\d\d/.test(value) ? words(value.slice(0, 5)) : undefined),
  ],
  ['valueDateTime', moment],
  ['valuePeriod', period],
])

/**
 * The value of an observation or component. A value that was sent and cannot be read makes the entry unreadable: it must
 * never pass for "no value". `whenEmpty` is said where nothing was sent at all, not even a reason.
 */
export function readValue(holder: unknown, whenEmpty: string): ResultValue | UnreadableReason {
  const sent = isObject(holder)
    ? Object.keys(holder).filter((name) => /^value[A-Z]/.test(name) && has(holder, name))
    : []
  const [name] = sent
  if (sent.length > 1) return unreadable('values')
  if (name !== undefined) {
    const value = KINDS.get(name)?.(field(holder, name))
    if (value === undefined) return unreadable('value')
    if (value !== 'empty') return value
  }
  return { kind: 'absent', reason: conceptText(field(holder, 'dataAbsentReason')) ?? whenEmpty }
}
