import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { Button } from '#ui/Button.tsx'
import { Problem } from './Problem.tsx'
import { Page } from './Page.tsx'
import { useLeaving } from './use-leaving.ts'

type GoneProps = { readonly onSignInAgain: () => Promise<void> }

export function SessionEndedPage({ onSignInAgain }: GoneProps) {
  return (
    <SignInAgainPage title="This sign-in has ended" onSignInAgain={onSignInAgain}>
      <p>
        It expired, was signed out, or was made in another browser or window. Nothing of the chart is kept here. A draft
        you had begun is kept for a while, and comes back when you sign in again for the same patient and visit.
      </p>
    </SignInAgainPage>
  )
}

/** Nothing on it says whose chart was open: anybody may walk past. */
export function LockedPage({ draftLost, onSignInAgain }: GoneProps & { readonly draftLost: boolean }) {
  return (
    <SignInAgainPage title="Locked" onSignInAgain={onSignInAgain}>
      <p>
        Nobody typed or pointed here for a while, so what was read has been removed from this window, and so has the
        permission to read more. Whoever signed in can sign in again, and comes back to the same chart.
      </p>
      {draftLost ? (
        <p className="note-warn" role="alert">
          This browser could not keep the draft of the note beyond the lock. Notes already filed are in the chart.
        </p>
      ) : (
        <p>A draft of a note that was begun is kept, encrypted, for that person alone.</p>
      )}
    </SignInAgainPage>
  )
}

type SignInAgainPageProps = GoneProps & { readonly title: string; readonly children: ReactNode }

function SignInAgainPage({ title, children, onSignInAgain }: SignInAgainPageProps) {
  const { leaving, problem, leave } = useLeaving()
  if (problem !== undefined) return <Problem thrown={problem} />
  return (
    <Page title={title}>
      {children}
      <p>
        <Button variant="primary" unavailable={leaving} onClick={() => leave(onSignInAgain)}>
          Sign in again
        </Button>
      </p>
      <p>
        <Link to="/">To the start page</Link>
      </p>
    </Page>
  )
}
