import { useEffect, useState } from 'react'
import { plainDateOfInstant } from '#lib/dates.ts'

const MINUTE = 60_000

const today = (): Temporal.PlainDate => plainDateOfInstant(Date.now())

/** The calendar day here; a sheet left open over midnight moves on. */
export function useToday(): Temporal.PlainDate {
  const [day, setDay] = useState(today)
  useEffect(() => {
    const look = (): void => setDay((last) => (last.equals(today()) ? last : today()))
    const timer = setInterval(look, MINUTE)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return day
}
