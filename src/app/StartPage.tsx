import { useEffect } from 'react'
import { Link } from 'react-router-dom'
import type { Issuer } from '#auth/config.ts'
import { Button } from '#ui/Button.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { Problem } from './Problem.tsx'
import { Page } from './Page.tsx'
import { useLeaving } from './use-leaving.ts'

type StartPageProps = {
  readonly issuers: readonly Issuer[]
  readonly onSignIn: (issuer: Issuer) => Promise<void>
}

export function StartPage({ issuers, onSignIn }: StartPageProps) {
  const { leaving, problem, leave } = useLeaving()
  // This page may be all that is opened for days on a computer where drafts were left.
  useEffect(() => void import('#features/note/draft-disk.ts').then(({ keepSweeping }) => keepSweeping()), [])
  if (problem !== undefined) return <Problem thrown={problem} />
  return (
    <Page title="HealthPrep">
      <p>Prepares a visit from the chart: what changed, what the record holds, and a note to file back.</p>
      <h2>Sign in</h2>
      {issuers.length === 0 && <p>No organisation is set up on this site yet. Ask your IT team.</p>}
      <ul className="organisations">
        {issuers.map((issuer) => (
          <li key={issuer.fhirBase}>
            <span>{issuer.name}</span>
            <Button variant="primary" unavailable={leaving} onClick={() => leave(() => onSignIn(issuer))}>
              Sign in with Epic <VisuallyHidden>at {issuer.name}</VisuallyHidden>
            </Button>
          </li>
        ))}
      </ul>
      <p className="quiet">
        You sign in on your organisation&apos;s own page; HealthPrep never sees your password. With a chart open in
        Epic, start HealthPrep from there instead: it then opens for that patient and visit at once.
      </p>
      <p className="quiet">
        Signing in does not work? <Link to="/doctor">Check this connection</Link>
      </p>
    </Page>
  )
}
