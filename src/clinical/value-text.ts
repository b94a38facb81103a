import type { Flag, ReferenceRange, ResultValue } from './result.ts'

/** `6.1`, `<0.5`, `Negative`, `no value: specimen lost`; without the unit. */
export function valueText(value: ResultValue): string {
  if (value.kind === 'quantity') return `${value.comparator ?? ''}${numberText(value.value)}`
  return value.kind === 'text' ? value.text : `no value: ${value.reason}`
}

export const unitOf = (value: ResultValue): string | undefined => (value.kind === 'quantity' ? value.unit : undefined)

/** UCUM's spellings that people do not read: https://ucum.org/ucum. What is not here is shown as it was sent. */
const UCUM: readonly (readonly [RegExp, string])[] = [
  [/mm\[Hg\]/g, 'mmHg'],
  [/\[degF\]/g, '°F'],
  [/\bCel\b/g, '°C'],
  [/\[lb_av\]/g, 'lb'],
  [/\[oz_av\]/g, 'oz'],
  [/\[in_[iu]s?\]/g, 'in'],
  [/\[(?:i?u|IU)\]/g, 'IU'],
  // Epic puts the body surface into brackets.
  [/\[(1\.73_m2)\]/g, '$1'],
  [/\[pH\]/g, ''],
  [/\b10\*(\d+)/g, '10^$1'],
  [/\{(?:score|ratio|index|num|number|count|1)\}/gi, ''],
  [/\{([^{}]*)\}/g, '$1'],
  [/_/g, ' '],
  [/(\d ?|\/)?(c?m)2\b/g, '$1$2²'],
  [/^1$/, ''],
]

/** A unit as people read it: `mmHg` for `mm[Hg]`, `mL/min/1.73 m²` for `mL/min/{1.73_m2}`; nothing for a bare count. */
export function unitText(unit: string | undefined): string | undefined {
  if (unit === undefined) return undefined
  let words = unit
  for (const [ucum, plain] of UCUM) words = words.replace(ucum, plain)
  return words.replace(/^\/$/, '').trim() || undefined
}

/** `6.1 %` */
export function withUnit(text: string, unit: string | undefined): string {
  const words = unitText(unit)
  return words === undefined ? text : `${text} ${words}`
}

/**
 * A number as recorded. Fractions longer than six digits are artefacts of conversion (81.64656 kg) and are shortened to
 * five; whole numbers never are.
 */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const digits = String(value).replace(/^-?0*\.?0*|\.|e.*$/g, '').length
  return digits > 6 ? String(Number(value.toPrecision(5))) : String(value)
}

/** `4–5.6`, `≤ 130`, `≥ 40` or the range's own words; its unit only where it differs from the value's. */
export function rangeText(range: ReferenceRange | undefined, unit: string | undefined): string | undefined {
  if (!range) return undefined
  const { low, high, text } = range
  const suffix = range.unit !== undefined && range.unit !== unit ? ` ${unitText(range.unit) ?? ''}` : ''
  if (low !== undefined && high !== undefined)
    return `${numberText(low)}${low < 0 ? ' to ' : '–'}${numberText(high)}${suffix}`
  if (high !== undefined) return `≤ ${numberText(high)}${suffix}`
  if (low !== undefined) return `≥ ${numberText(low)}${suffix}`
  return text
}

const FLAG_WORDS: Record<Flag, string | undefined> = {
  low: 'low',
  high: 'high',
  'critically-low': 'critically low',
  'critically-high': 'critically high',
  abnormal: 'abnormal',
  normal: undefined,
}

/** The word beside an abnormal value; undefined for normal and for unflagged, which are not the same. */
export const flagWord = (flag: Flag | undefined): string | undefined => flag && FLAG_WORDS[flag]

export const isAbnormal = (flag: Flag | undefined): boolean => flagWord(flag) !== undefined

// Spellings of one unit that laboratories mix. Only what cannot be misread: the case of a prefix is never touched.
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[\u00b5\u03bc]/g, 'u'],
  [/\s+/g, ''],
  [/\/([dcmnu]?)l(?![a-z])/g, '/$1L'],
  [/^([dcmnu]?)l(?=\/|$)/, '$1L'],
  [/10\^/g, '10*'],
  [/^x10\*/, '10*'],
  [/\[([a-z_]+)\]$/i, '$1'],
  [/[[{]?1\.73_?m(?:2|²)[\]}]?$/, '1.73m2'],
]

/** A unit folded for comparison: `mg/dl` and `mg/dL` are one, `mg` and `Mg` are not. */
export function unitKey(unit: string | undefined): string {
  let key = unit ?? ''
  for (const [spelling, one] of SPELLINGS) key = key.replace(spelling, one)
  return key
}
