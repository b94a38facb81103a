import { useState } from 'react'

export const LOOKBACKS = ['12-months', 'since-last-visit', 'all'] as const

export type Lookback = (typeof LOOKBACKS)[number]

/** How far back a section looks. Kept in this browser, as it holds nothing of a patient; without storage, in this page. */
export function useLookback(section: string, start: Lookback = '12-months'): [Lookback, (value: Lookback) => void] {
  const key = `healthprep.lookback.${section}`
  const [value, setValue] = useState(() => LOOKBACKS.find((choice) => choice === stored(key)) ?? start)
  const choose = (next: Lookback) => {
    setValue(next)
    keep(key, next)
  }
  return [value, choose]
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Blocked or full: the choice holds for this page.
  }
}
