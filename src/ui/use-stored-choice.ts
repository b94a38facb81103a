import { useState } from 'react'

/** A choice kept in this browser. It holds nothing of a patient; where storage is blocked it lasts as long as the page. */
export function useStoredChoice<T extends string>(
  key: string,
  choices: readonly T[],
  start: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => choices.find((choice) => choice === stored(key)) ?? start)
  return [
    value,
    (next) => {
      setValue(next)
      keep(key, next)
    },
  ]
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
    // Blocked or full: the choice holds for this page only.
  }
}
