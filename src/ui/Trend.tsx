import { useEffect, useRef } from 'react'
import type { ChartPoint } from './chart-point.ts'

/** A chart of the values of one unit, oldest first; its code is fetched when the first one opens. A table says the same. */
export function Trend({ points }: { readonly points: readonly ChartPoint[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element || points.length < 2 || typeof matchMedia !== 'function') return undefined
    let remove: (() => void) | undefined
    let gone = false
    const draw = async () => {
      const plot = await import('./trend-plot.ts').catch(() => undefined)
      if (!gone) remove = plot?.drawTrend(element, points)
    }
    void draw()
    return () => {
      gone = true
      remove?.()
    }
  }, [points])
  return points.length < 2 ? null : <div className="trend" aria-hidden="true" ref={box} />
}
