import { useEffect, type RefObject } from 'react'

/** Tells the layout how high the banner is, as `--top`, so that what sticks or is jumped to lies below it. */
export function useTopHeight(top: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = top.current
    if (!element || !('ResizeObserver' in globalThis)) return undefined
    const root = document.documentElement
    const observer = new ResizeObserver(() => root.style.setProperty('--top', `${element.offsetHeight}px`))
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.style.removeProperty('--top')
    }
  }, [top])
}
