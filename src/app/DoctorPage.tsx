import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { hasPatient, lockSession, openSession, type SignIn } from '#auth/session.ts'
import { Doctor } from '#features/doctor/Doctor.tsx'
import { outlivesSignIn, putDraftAway } from '#features/note/use-note-draft.ts'
import { IdleWatch } from './IdleWatch.tsx'
import { Page } from './Page.tsx'

/** At `#/doctor` for anybody, also where config.json is broken; at `#/s/<key>/doctor` with the rights of that sign-in. */
export function DoctorPage({ idleMinutes }: { readonly idleMinutes?: number }) {
  const { key } = useParams()
  const navigate = useNavigate()
  const [signIn] = useState(() => (key === undefined ? undefined : standing(key)))
  const lock = (of: SignIn): void => {
    if (hasPatient(of)) void putDraftAway(of)
    lockSession(of.key)
    void navigate(`/s/${of.key}`, { replace: true })
  }
  return (
    <>
      <Page title="Launch Doctor">
        <Doctor signIn={signIn} />
        <p>{signIn ? <Link to={`/s/${signIn.key}`}>Back to the sheet</Link> : <Link to="/">To the start page</Link>}</p>
      </Page>
      {signIn && idleMinutes !== undefined && (
        <IdleWatch
          sessionKey={signIn.key}
          minutes={idleMinutes}
          keepsDraft={() => !hasPatient(signIn) || outlivesSignIn(signIn)}
          onLock={() => lock(signIn)}
        />
      )}
    </>
  )
}

function standing(key: string): SignIn | undefined {
  const signIn = openSession(key)
  return signIn && !signIn.locked && Date.now() < signIn.expiresAt() ? signIn : undefined
}
