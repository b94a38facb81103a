import { asText, field, joined, number, text } from './json.ts'

export type Quantity = {
  readonly value: number
  readonly unit: string | undefined
  /** Everything the unit is called. */
  readonly unitNames: readonly string[]
  readonly comparator: unknown
}

/** The two mu of Unicode, and UCUM's plain u, are one sign in three spellings. Case is kept: mg is not Mg. */
const folded = (unit: string): string =>
  /[\u00b5\u03bc ]/.test(unit) ? unit.replace(/[\u00b5\u03bc]/g, 'u').replaceAll(' ', '') : unit

/** A quantity with a finite number, else undefined. A missing unit stays missing: Epic sends HbA1c as a bare 5.1. */
export function readQuantity(value: unknown): Quantity | undefined {
  const amount = number(value, 'value')
  if (amount === undefined) return undefined
  const names = [text(value, 'unit'), text(value, 'code')].filter((name) => name !== undefined)
  return { value: amount, unit: names[0], unitNames: names, comparator: field(value, 'comparator') }
}

/** Whether two quantities say the same unit; `undefined` where one of them says none. */
export function sameUnit(a: Quantity, b: Quantity): boolean | undefined {
  if (a.unitNames.length === 0 && b.unitNames.length === 0) return true
  if (a.unitNames.length === 0 || b.unitNames.length === 0) return undefined
  const names = new Set(a.unitNames.map(folded))
  return b.unitNames.some((name) => names.has(folded(name)))
}

// FHIR's Age and Duration carry UCUM codes; people read words.
const TIMES: ReadonlyMap<string, string> = new Map([
  ['a', 'years'],
  ['mo', 'months'],
  ['wk', 'weeks'],
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
])

/** `34 years`, `<0.5 mg`, or undefined where there is no number. */
export function quantityText(value: unknown): string | undefined {
  const quantity = readQuantity(value)
  if (quantity === undefined) return undefined
  const unit = TIMES.get(quantity.unit ?? '') ?? quantity.unit
  return joined([`${asText(quantity.comparator) ?? ''}${quantity.value}`, unit], ' ')
}

/** `30 to 40 years`, `at least 30 years`, or undefined. */
export function rangeText(value: unknown): string | undefined {
  const low = quantityText(field(value, 'low'))
  const high = quantityText(field(value, 'high'))
  if (low !== undefined && high !== undefined) return `${low} to ${high}`
  if (low !== undefined) return `at least ${low}`
  return high === undefined ? undefined : `at most ${high}`
}

/** `1:160`, `5 mg per 10 mL`. */
export function ratioText(value: unknown): string | undefined {
  const above = quantityText(field(value, 'numerator'))
  const below = quantityText(field(value, 'denominator'))
  if (above === undefined || below === undefined) return undefined
  const titre = readQuantity(field(value, 'numerator'))?.unit ?? readQuantity(field(value, 'denominator'))?.unit
  return joined([above, below], titre === undefined ? ':' : ' per ')
}
