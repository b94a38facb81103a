import type { ChartPoint } from './chart-point.ts'
import { Trend } from './Trend.tsx'
import { ValueTable } from './ValueTable.tsx'
import type { ValueLine } from './ValueTable.tsx'

/** Values that may stand on one line: of one unit, or in words. */
type HistoryPart<S> = {
  readonly caption: string
  readonly points: readonly ChartPoint[]
  readonly lines: readonly ValueLine<S>[]
}

export type HistoryProps<S> = {
  readonly parts: readonly HistoryPart<S>[]
  readonly onSource: (source: S) => void
}

/** Earlier values of one test, a chart and a table for each unit. */
export function History<S>({ parts, onSource }: HistoryProps<S>) {
  return parts.map((part) => (
    <div className="history" key={part.caption}>
      <ValueTable caption={part.caption} quiet={parts.length === 1} lines={part.lines} onSource={onSource} />
      <Trend points={part.points} />
    </div>
  ))
}
