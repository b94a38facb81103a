import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Patient } from '#clinical/patient.ts'
import { dateOfInstant, formatMoment } from '#lib/dates.ts'
import { bornWords } from './PatientBanner.tsx'
import { useNamedPages } from './use-named-pages.ts'

/** On paper only: when it was printed, and of whom each page is. */
export function PrintedAt({ patient }: { readonly patient: Patient | undefined }) {
  const [at, setAt] = useState(() => Date.now())
  useNamedPages(patient && `${patient.name} · ${bornWords(patient.birthDate)}`)
  useEffect(() => {
    const printing = (): void => flushSync(() => setAt(Date.now()))
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [])
  return (
    <footer className="printed">Printed {formatMoment(dateOfInstant(at))} · HealthPrep · not part of the chart</footer>
  )
}
