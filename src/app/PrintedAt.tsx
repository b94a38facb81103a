import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { dateOfInstant, formatMoment } from '#lib/dates.ts'

/** On paper only: when it was printed. */
export function PrintedAt() {
  const [at, setAt] = useState(() => Date.now())
  useEffect(() => {
    const printing = (): void => flushSync(() => setAt(Date.now()))
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [])
  return (
    <footer className="printed">Printed {formatMoment(dateOfInstant(at))} · HealthPrep · not part of the chart</footer>
  )
}
