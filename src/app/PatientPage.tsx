import type { SignIn } from '#auth/session.ts'
import type { Patient } from '#clinical/patient.ts'
import { PatientSearch } from '#features/patient-search/PatientSearch.tsx'
import { Page } from './Page.tsx'
import { SessionBar } from './SessionBar.tsx'
import { SessionNotice } from './SessionNotice.tsx'
import { useSessionClock } from './session-clock.ts'
import { useSheetStyle } from './use-sheet-style.ts'
import { useToday } from './use-today.ts'

type PatientPageProps = {
  readonly signIn: SignIn
  readonly onChoose: (patient: Patient) => void
  readonly onSignInAgain: () => Promise<void>
  readonly onSignOut: () => void
}

/** A sign-in without a patient: first somebody is found, and chosen by hand. */
export function PatientPage({ signIn, onChoose, onSignInAgain, onSignOut }: PatientPageProps) {
  const clock = useSessionClock(signIn)
  const today = useToday()
  useSheetStyle(signIn)
  return (
    <>
      <header className="top">
        <div className="banner">
          <span>{signIn.issuer.name}</span>
          <SessionBar clock={clock} onSignOut={onSignOut} />
        </div>
        <SessionNotice clock={clock} onSignInAgain={onSignInAgain} />
      </header>
      <Page title="Find the patient">
        <PatientSearch signIn={signIn} today={today} onChoose={onChoose} />
      </Page>
    </>
  )
}
