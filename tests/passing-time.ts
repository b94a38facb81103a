import { act } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

export const MINUTE = 60_000
let ahead = 0
afterEach(() => {
  ahead = 0
})

/** The clocks go on while nobody is there; no page is told. */
export function time(minutes: number): void {
  const [date, steady] = [Date.now.bind(Date), performance.now.bind(performance)]
  if (!vi.isMockFunction(Date.now)) {
    vi.spyOn(Date, 'now').mockImplementation(() => date() + ahead)
    vi.spyOn(performance, 'now').mockImplementation(() => steady() + ahead)
  }
  ahead += minutes * MINUTE
}

/** The page looks at the clock. */
const look = (): void => act(() => void document.dispatchEvent(new Event('visibilitychange')))

export function pass(minutes: number): void {
  time(minutes)
  look()
}
