import type { ReferenceRange, ResultValue } from '#clinical/result.ts'
import { conceptText, readCodings } from './codeable-concept.ts'
import { field, has, isObject, joined, list, text } from './json.ts'
import { type Quantity, rangeText, readQuantity, sameUnit } from './quantity.ts'

const MEANING = 'http://terminology.hl7.org/CodeSystem/referencerange-meaning'

/** Untyped ranges are normal ranges; `recommended`, `therapeutic` and the like are not what "abnormal" is judged by. */
function isNormal(range: unknown): boolean {
  if (!has(range, 'type')) return true
  return readCodings(field(range, 'type')).some((c) => c.system === MEANING && c.code === 'normal')
}

const says = (range: unknown): boolean => text(range, 'text') !== undefined || rangeText(range) !== undefined

/** `therapeutic (65 years and over): 10 to 20 ug/mL`: everything a range says, for reading only. */
function inWords(range: unknown): string | undefined {
  const type = isNormal(range) ? undefined : conceptText(field(range, 'type'))
  const who = joined([...list(range, 'appliesTo').map(conceptText), rangeText(field(range, 'age'))], ', ')
  const label = joined([type, who && `(${who})`], ' ')
  return joined([label, text(range, 'text') ?? rangeText(range)], ': ')
}

const onlyWords = (ranges: readonly unknown[]): ReferenceRange | undefined => {
  const said = joined(ranges.map(inWords), '; ')
  return said === undefined ? undefined : { low: undefined, high: undefined, unit: undefined, text: said }
}

/** One bound; `unsound` where one was sent that is no plain number: then a range open to that side would be a lie. */
function bound(range: unknown, side: 'low' | 'high'): Quantity | 'unsound' | undefined {
  const sent = field(range, side)
  const read = readQuantity(sent)
  if (read === undefined) return sent === undefined || (isObject(sent) && !has(sent, 'value')) ? undefined : 'unsound'
  return read.comparator === undefined ? read : 'unsound'
}

const ordered = (low: Quantity | undefined, high: Quantity | undefined): boolean =>
  low === undefined || high === undefined || (low.value <= high.value && sameUnit(low, high) !== false)

/**
 * The range of this very value. One normal range gives bounds; several (by age, by sex) or only a therapeutic one are
 * given as text: whom they fit is not known here, and a wrong bound is worse than none.
 * https://hl7.org/fhir/R4/observation-definitions.html#Observation.referenceRange
 */
export function readRange(holder: unknown, value: ResultValue): ReferenceRange | undefined {
  const ranges = list(holder, 'referenceRange').filter(says)
  const normal = ranges.filter(isNormal)
  const [only] = normal
  if (only === undefined || normal.length > 1) return onlyWords(ranges)
  const low = bound(only, 'low')
  const high = bound(only, 'high')
  const sound = low !== 'unsound' && high !== 'unsound' && ordered(low, high)
  if (!sound || (low === undefined && high === undefined)) return onlyWords([only])
  // Bounds without a unit came with this value and mean its unit.
  const inherited = value.kind === 'quantity' ? value.unit : undefined
  return { low: low?.value, high: high?.value, unit: low?.unit ?? high?.unit ?? inherited, text: text(only, 'text') }
}
