import { useEffect, useState } from 'react'
import type { Session } from '#auth/session.ts'
import { watchOtherSheets } from './other-sheets.ts'

/** That another patient's sheet is open in this browser, without saying whose: a mix-up begins with two windows. */
export function OtherSheets({ session }: { readonly session: Session }) {
  const [others, setOthers] = useState(0)
  const { fhirBase } = session.issuer
  const { patientId } = session
  useEffect(() => watchOtherSheets({ fhirBase, patientId }, setOthers), [fhirBase, patientId])
  return (
    <div className="notice" aria-live="polite">
      {others > 0 && (
        <p>
          {others === 1 ? 'The sheet of another patient is' : `The sheets of ${others} other patients are`} open in
          another window. Look at the name above before you write.
        </p>
      )}
    </div>
  )
}
