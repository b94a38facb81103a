import { formatDate } from '#lib/dates.ts'
import { joined } from './fact-text.ts'
import { statusWord } from './result-text.ts'
import type { Source } from './source.ts'
import { measuredText, measuredUnit, pointsOf, splitByUnit } from './trend.ts'
import type { Measured, Point, TestHistory } from './trend.ts'
import { flagWord, rangeText, unitText, withUnit } from './value-text.ts'

/** The latest value of a test in the words of a row. */
export type TestWords = {
  readonly name: string
  readonly value: string
  readonly unit: string | undefined
  readonly range: string | undefined
  readonly flag: string | undefined
  readonly date: string
  readonly reason: string
}

export function testWords({ concept, latest, values }: TestHistory): TestWords {
  const unit = measuredUnit(latest)
  const newest = values[0]
  const valueless = newest !== latest && newest?.value.kind === 'absent' ? newest : undefined
  const reason = [
    statusWord(latest),
    valueless && `A newer one of ${dateWord(valueless)} has ${measuredText(valueless)}`,
  ]
  return {
    name: concept.text,
    value: measuredText(latest),
    unit: unitText(unit),
    range: rangeText(latest.range, unit),
    flag: flagWord(latest.flag),
    date: dateWord(latest),
    reason: joined(reason, ' · '),
  }
}

export type HistoryWords = {
  readonly caption: string
  readonly points: readonly Point[]
  readonly lines: readonly (Omit<TestWords, 'name' | 'reason' | 'unit'> & {
    readonly id: string
    readonly note: string | undefined
    readonly source: Source
  })[]
}

/** Every value of a test, split by unit, each with its own range; what is in words or missing comes last. */
export function historyWords(history: TestHistory): HistoryWords[] {
  const series = splitByUnit(history)
  const rest = history.values.filter(({ value }) => value.kind === 'text' || value.kind === 'absent')
  const name = history.concept.text
  const parts = series.map(({ unit, values }) => ({
    caption: series.length > 1 || unit === undefined ? `${name}, ${unitText(unit) ?? 'unit not recorded'}` : name,
    points: pointsOf(values),
    lines: values.map(line),
  }))
  if (rest.length === 0) return parts
  return [...parts, { caption: parts.length > 0 ? `${name}, in words` : name, points: [], lines: rest.map(line) }]
}

function line(measured: Measured): HistoryWords['lines'][number] {
  const unit = measuredUnit(measured)
  return {
    id: measured.id,
    date: dateWord(measured),
    value: joined([withUnit(measuredText(measured), unit)], ' '),
    range: rangeText(measured.range, unit),
    flag: flagWord(measured.flag),
    note: joined([statusWord(measured), measured.result.comment]) || undefined,
    source: measured.result.source,
  }
}

const dateWord = ({ when }: Measured): string => (when ? formatDate(when) : 'undated')
