import { useState } from 'react'
import { keepPreference, storedPreference } from './preferences.ts'

/** A choice kept in this browser; where storage is blocked it lasts as long as the page. */
export function useStoredChoice<T extends string>(
  key: string,
  choices: readonly T[],
  start: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => choices.find((choice) => choice === storedPreference(key)) ?? start)
  const choose = (next: T) => {
    setValue(next)
    keepPreference(key, next)
  }
  return [value, choose]
}
