import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { dateOfInstant, formatDate } from '#lib/dates.ts'
import { extent } from './chart-point.ts'
import type { ChartPoint } from './chart-point.ts'

const HEIGHT = 140
const DAY_SECONDS = 86_400

/** Draws into the element, follows its width, and hands back how to remove it. */
export function drawTrend(element: HTMLElement, points: readonly ChartPoint[]): () => void {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const [ink, line, accent, edge] = ['--ink-3', '--line', '--accent', '--edge'].map(colour)
  const first = points[0]?.at ?? 0
  const span = (points.at(-1)?.at ?? 0) - first
  const axis = {
    stroke: ink ?? '',
    grid: { stroke: line ?? '', width: 1 },
    ticks: { show: false },
    font: '11px system-ui',
  }
  const dots = (bound: boolean): uPlot.Series => ({
    stroke: accent ?? '',
    paths: () => null,
    points: { show: true, size: 6, stroke: accent ?? '', fill: bound ? colour('--paper') : (accent ?? '') },
  })
  const course: uPlot.Series = { stroke: accent ?? '', width: 1.5, points: { show: false } }
  const limit: uPlot.Series = { stroke: edge ?? '', width: 1, dash: [3, 3], points: { show: false } }
  const stepped = uPlot.paths.stepped?.({ align: 1 })
  const limits = stepped ? { ...limit, paths: stepped } : limit
  const column = (of: (point: ChartPoint) => number | undefined) => points.map((point) => of(point) ?? null)
  const plot = new uPlot(
    {
      width: element.clientWidth || 320,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        y: { range: extent(points.flatMap((point) => [point.value, point.second, point.low, point.high])) },
      },
      axes: [
        { ...axis, size: 28, space: 80, values: (_, splits) => splits.map((at) => tickText(at * 1000, span)) },
        { ...axis, size: 44 },
      ],
      series: [{}, limits, limits, course, course, dots(false), dots(true)],
    },
    [
      points.map((point) => point.at * DAY_SECONDS),
      column((point) => point.low),
      column((point) => point.high),
      column((point) => point.value),
      column((point) => point.second),
      column((point) => (point.bound ? undefined : point.value)),
      column((point) => (point.bound ? point.value : undefined)),
    ],
    element,
  )
  const observer = new ResizeObserver(() => {
    if (element.clientWidth > 0 && element.clientWidth !== plot.width)
      plot.setSize({ width: element.clientWidth, height: HEIGHT })
  })
  observer.observe(element)
  return () => {
    observer.disconnect()
    plot.destroy()
  }
}

function tickText(instant: number, spanDays: number): string {
  const date = dateOfInstant(instant)
  return formatDate(spanDays > 90 ? { text: date.text.slice(0, 7), precision: 'month' } : { ...date })
}
