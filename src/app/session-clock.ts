import { useEffect, useState } from 'react'
import type { SignIn } from '#auth/session.ts'

const SECOND = 1000
const WARN_BEFORE = 5 * 60 * SECOND

export type ClockPhase = 'running' | 'ending' | 'ended'
export type SessionClock = { readonly phase: ClockPhase; readonly expiresAt: number }

export function clockPhase(expiresAt: number, now: number): ClockPhase {
  if (now >= expiresAt) return 'ended'
  return expiresAt - now <= WARN_BEFORE ? 'ending' : 'running'
}

const readClock = (signIn: SignIn): SessionClock => {
  const expiresAt = signIn.expiresAt()
  return { phase: signIn.signal.aborted ? 'ended' : clockPhase(expiresAt, Date.now()), expiresAt }
}

/** auth/standing.ts refreshes half a minute before the end, when asked for the token; with nobody reading, we ask. */
const ASK_BEFORE = 25 * SECOND

/** How long the sign-in still stands, by the wall clock; where it can be refreshed it is, so that it stands on. */
export function useSessionClock(signIn: SignIn): SessionClock {
  const [clock, setClock] = useState(() => readClock(signIn))
  useEffect(() => {
    let askedFor = 0
    const look = (): void => {
      const next = readClock(signIn)
      setClock((last) => (next.phase === last.phase && next.expiresAt === last.expiresAt ? last : next))
      if (signIn.signal.aborted || askedFor === next.expiresAt || next.expiresAt - Date.now() > ASK_BEFORE) return
      askedFor = next.expiresAt
      signIn.accessToken().then(look, () => undefined)
    }
    look()
    const timer = setInterval(look, SECOND)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [signIn])
  return clock
}
