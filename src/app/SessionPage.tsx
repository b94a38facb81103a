import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { flushSync } from 'react-dom'
import { Navigate, useNavigate, useParams } from 'react-router-dom'
import {
  changePatient,
  choosePatient,
  endEarlier,
  hasPatient,
  lockSession,
  signOut,
  type SignIn,
} from '#auth/session.ts'
import { outlivesSignIn, putDraftAway, wipeDrafts } from '#features/note/use-note-draft.ts'
import { HealthPrepError } from '#lib/errors.ts'
import type { AppBoot, SheetRoute } from './boot.ts'
import { tellSignedOut } from './ended-elsewhere.ts'
import { IdleWatch } from './IdleWatch.tsx'
import { Problem } from './Problem.tsx'
import type { SignedOutState } from './SignedOutPage.tsx'
import { SheetPage } from './SheetPage.tsx'
import { LockedPage, SessionEndedPage } from './SignInAgainPage.tsx'
import { wasIdleTooLong } from './use-idle-lock.ts'
import { usePageCacheGuard } from './use-page-cache-guard.ts'
import { useSignIn } from './use-sign-in.ts'

const PatientPage = lazy(() => import('./PatientPage.tsx').then((m) => ({ default: m.PatientPage })))

type SessionPageProps = { readonly boot: AppBoot; readonly route: SheetRoute }

/** Whatever the address names, by its key alone. Another key is another page: no state of one meets the other. */
export function SessionPage(props: SessionPageProps) {
  const { key = '' } = useParams()
  return <KeyedPage key={key} sessionKey={key} {...props} />
}

const ELSEWHERE: SignedOutState = 'elsewhere'
const WIPE_TIMEOUT = 3000

/** False where the browser would not remove them, or not in time: the next page then says so. */
function draftsWiped(signIn: SignIn | undefined): Promise<boolean> {
  if (!signIn || !hasPatient(signIn)) return Promise.resolve(true)
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), WIPE_TIMEOUT))
  const wiped = wipeDrafts(signIn).then(
    () => true,
    () => false,
  )
  return Promise.race([wiped, late])
}

function KeyedPage({ sessionKey, boot, route }: SessionPageProps & { readonly sessionKey: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const state = useSignIn(sessionKey)
  const [leaving, setLeaving] = useState(false)
  const [draftLost, setDraftLost] = useState(false)
  const { idleMinutes } = boot.config
  const [late] = useState(() => wasIdleTooLong(sessionKey, idleMinutes))
  usePageCacheGuard(sessionKey)

  const go = (to: string, hand?: SignedOutState): void => void navigate(to, { replace: true, state: hand })
  const onSignInAgain = (): Promise<void> => boot.onSignInAgain(sessionKey, route)
  const onSignOut = async (): Promise<void> => {
    // The sheet leaves the screen first, so that nothing on it asks again for what is being forgotten.
    flushSync(() => setLeaving(true))
    // Told first, so that the end of the sign-in does not make it keep the draft once more.
    const wiped = draftsWiped(state.is === 'standing' ? state.signIn : undefined)
    const permissionRemoved = signOut(sessionKey)
    tellSignedOut(sessionKey, endEarlier())
    client.removeQueries({ queryKey: ['fhir', sessionKey] })
    go('/signed-out', { draftsWiped: await wiped, permissionRemoved })
  }
  const keepsDraft = (): boolean => state.is !== 'standing' || !hasPatient(state.signIn) || outlivesSignIn(state.signIn)
  const onLock = (): void => {
    // The sheet leaves the screen before anything else is done.
    flushSync(() => {
      setDraftLost(!keepsDraft())
      setLeaving(true)
    })
    if (state.is === 'standing' && hasPatient(state.signIn))
      void putDraftAway(state.signIn).then((isKept) => !isKept && setDraftLost(true))
    lockSession(sessionKey)
    client.removeQueries({ queryKey: ['fhir', sessionKey] })
  }
  const moveTo = (move: () => SignIn): void => {
    const moved = move()
    go(`/s/${moved.key}${hasPatient(moved) ? '' : '/patient'}`)
  }

  if (state.is === 'locked') return <LockedPage draftLost={draftLost} onSignInAgain={onSignInAgain} />
  if (leaving) return null
  if (state.is === 'checking') return null
  if (state.is === 'gone') {
    if (state.why === 'moved') return null
    if (state.why === 'signed-out') return <Navigate to="/signed-out" replace state={ELSEWHERE} />
    if (state.why === 'id-token-signature') return <Problem thrown={new HealthPrepError('launch', state.why)} />
    return <SessionEndedPage onSignInAgain={onSignInAgain} />
  }
  const { signIn } = state
  const watch = <IdleWatch sessionKey={sessionKey} minutes={idleMinutes} keepsDraft={keepsDraft} onLock={onLock} />
  if (late) return watch
  const common = { onSignInAgain, onSignOut: () => void onSignOut() }
  if (!hasPatient(signIn)) {
    if (route === '') return <Navigate to={`/s/${signIn.key}/patient`} replace />
    return (
      <>
        <Suspense>
          <PatientPage
            signIn={signIn}
            onChoose={(patient) => moveTo(() => choosePatient(signIn, patient.id))}
            {...common}
          />
        </Suspense>
        {watch}
      </>
    )
  }
  if (route === '/patient') return <Navigate to={`/s/${signIn.key}`} replace />
  const canChange = signIn.launchedFrom === 'standalone'
  return (
    <>
      <SheetPage
        session={signIn}
        onChangePatient={canChange ? () => moveTo(() => changePatient(signIn)) : undefined}
        {...common}
      />
      {watch}
    </>
  )
}
