import { useEffect } from 'react'
import { isKept, openSession, signOut } from '#auth/session.ts'

const isDead = (key: string): boolean => {
  const signIn = openSession(key)
  return !signIn || !isKept(key) || signIn.signal.aborted || Date.now() >= signIn.expiresAt()
}

/**
 * Browsers keep whole pages for Back, records included, whatever the headers say. A sheet whose sign-in is over is
 * blanked before it is put away, and blanked and loaded anew when it is brought back.
 */
export function usePageCacheGuard(key: string): void {
  useEffect(() => {
    const blankIfDead = (): boolean => {
      if (!isDead(key)) return false
      document.body.replaceChildren()
      return true
    }
    const hide = (): void => void blankIfDead()
    const show = (event: PageTransitionEvent): void => {
      if (!event.persisted || !blankIfDead()) return
      // Another page of this window ended it: this one must not put it back (ended-elsewhere.ts).
      if (!isKept(key)) signOut(key)
      location.reload()
    }
    window.addEventListener('pagehide', hide)
    window.addEventListener('pageshow', show)
    return () => {
      window.removeEventListener('pagehide', hide)
      window.removeEventListener('pageshow', show)
    }
  }, [key])
}
