import { extent } from './chart-point.ts'
import type { ChartPoint } from './chart-point.ts'

const WIDTH = 64
const HEIGHT = 18
/** Room for the dot at the end. */
const AIR = 3
/** More than so many, newest last, are not drawn. */
export const SPARK_POINTS = 24

type SparklineProps = {
  /** Oldest first. */
  readonly points: readonly ChartPoint[]
  /** Whether the last value is abnormal; a word says so elsewhere. */
  readonly abnormal?: boolean | undefined
}

/** A hint of the course, over the latest value's own range; the table below the row says it in numbers. */
export function Sparkline({ points, abnormal = false }: SparklineProps) {
  const drawn = points.slice(-SPARK_POINTS)
  const last = drawn.at(-1)
  if (!last || drawn.length < 2) return <span className="spark" />
  const [left, right] = extent(drawn.map((point) => point.at))
  const [bottom, top] = extent([...drawn.map((point) => point.value), last.low, last.high])
  const x = (point: ChartPoint) => AIR + ((point.at - left) / (right - left)) * (WIDTH - 2 * AIR)
  const y = (value: number) => HEIGHT - AIR - ((value - bottom) / (top - bottom)) * (HEIGHT - 2 * AIR)
  const high = last.high === undefined ? 0 : y(last.high)
  const low = last.low === undefined ? HEIGHT : y(last.low)
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} aria-hidden="true">
      {(last.low !== undefined || last.high !== undefined) && (
        <rect className="range" x={0} y={high} width={WIDTH} height={Math.max(0, low - high)} />
      )}
      <polyline points={drawn.map((point) => `${x(point).toFixed(1)},${y(point.value).toFixed(1)}`).join(' ')} />
      <circle
        className={`${abnormal ? 'abnormal' : ''}${last.bound ? ' bound' : ''}`}
        cx={x(last)}
        cy={y(last.value)}
        r={2.5}
      />
    </svg>
  )
}
