import { bracketed, dateText, joined } from './fact-text.ts'
import { measuredText, measuredUnit, previousOf } from './trend.ts'
import type { Measured, TestHistory } from './trend.ts'
import { flagWord, rangeText, withUnit } from './value-text.ts'

/** As fact-text.ts, of what is measured. */

/** `6.1 %`, `142/88 mmHg`, `Negative` */
export const measuredWithUnit = (measured: Measured): string => withUnit(measuredText(measured), measuredUnit(measured))

const STATUS_WORDS: Partial<Record<Measured['result']['status'], string>> = {
  registered: 'not final yet',
  preliminary: 'preliminary',
  amended: 'amended',
  corrected: 'corrected',
  unknown: 'status not recorded',
}

/** What must be said of a value besides the value. */
export const statusWord = ({ result }: Measured): string | undefined => STATUS_WORDS[result.status]

export function testText(history: TestHistory): string {
  const { latest, concept } = history
  const range = rangeText(latest.range, measuredUnit(latest))
  const previous = previousOf(history)
  return joined([
    bracketed(joined([concept.text, measuredWithUnit(latest)], ' '), [dateText(latest.when) ?? 'undated']),
    statusWord(latest),
    flagWord(latest.flag),
    range && `range ${range}`,
    previous && `was ${measuredText(previous)}${dateText(previous.when, ' on ') ?? ''}`,
  ])
}
