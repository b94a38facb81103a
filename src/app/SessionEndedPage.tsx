import { Link } from 'react-router-dom'
import { Button } from '#ui/Button.tsx'
import { Problem } from './Problem.tsx'
import { Page } from './Page.tsx'
import { useLeaving } from './use-leaving.ts'

export function SessionEndedPage({ onSignInAgain }: { readonly onSignInAgain: () => Promise<void> }) {
  const { leaving, problem, leave } = useLeaving()
  if (problem !== undefined) return <Problem thrown={problem} />
  return (
    <Page title="This sign-in has ended">
      <p>
        It expired, was signed out, or was made in another browser or window. Nothing of the chart is kept here. A draft
        you had begun is kept for a while, and comes back when you sign in again for the same patient and visit.
      </p>
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
