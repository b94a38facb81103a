import { QueryClient } from '@tanstack/react-query'
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hearOtherWindows } from '#app/ended-elsewhere.ts'
import { usePageCacheGuard } from '#app/use-page-cache-guard.ts'
import { removeSession, writeSession } from '#auth/records.ts'
import { lockSession, openSession, signOut } from '#auth/session.ts'
import { testSession } from '../session.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  document.body.replaceChildren()
})

/** A page with words on it, whose sign-in stands; that it is loaded anew is counted. */
function pageOf(key?: string) {
  const own = crypto.randomUUID()
  const expiresAt = Date.now() + 3_600_000
  writeSession(own, {
    issuer: testSession().issuer,
    patientId: 'p1',
    needPatientBanner: true,
    launchedFrom: 'ehr',
    asked: '',
    tokenEndpoint: 'https://ehr.example/token',
    token: { access: 'a', expiresAt },
    identity: 'unverifiable',
  })
  const reload = vi.fn()
  vi.stubGlobal('location', { reload })
  document.body.append('Ada')
  renderHook(() => usePageCacheGuard(key ?? own))
  return { key: own, expiresAt, words: () => [document.body.textContent, reload.mock.calls.length] }
}
const putAway = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
const shown = (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))

const ENDS: readonly [string, (page: { key: string; expiresAt: number }) => void][] = [
  ['signed out', ({ key }) => signOut(key)],
  ['locked', ({ key }) => lockSession(key)],
  ['at its end', ({ expiresAt }) => void vi.spyOn(Date, 'now').mockReturnValue(expiresAt)],
]

describe.each(ENDS)('a page whose sign-in is %s', (_, end) => {
  it('is blanked when the browser puts it away for Back', () => {
    const page = pageOf()
    end(page)
    putAway()
    expect(page.words()).toEqual(['', 0])
  })

  it('is blanked and loaded anew when it comes back', () => {
    const page = pageOf()
    putAway()
    end(page)
    shown()
    expect(page.words()).toEqual(['', 1])
  })

  it('is not loaded once more by having been loaded', () => {
    const page = pageOf()
    end(page)
    shown(false)
    expect(page.words()).toEqual(['Ada', 0])
  })
})

it('a page whose sign-in another page of its window has ended is blanked when it comes back, whatever it remembers', () => {
  const page = pageOf()
  putAway()
  removeSession(page.key)
  shown()
  expect(page.words()).toEqual(['', 1])
})

describe('a sign-in that another page of its window has left', () => {
  const left = (key: string): void => {
    removeSession(key)
    const told = { key: `healthprep.session.${key}`, newValue: '{"left":"one-leaving"}' }
    window.dispatchEvent(new StorageEvent('storage', told))
  }
  const isStored = (key: string): boolean => Object.keys(sessionStorage).some((name) => name.includes(key))

  it.each([
    ['is put back by a page that still shows it', false, () => undefined, true],
    ['is not put back by a page that was put away for Back', true, () => undefined, false],
    ['nor once that page is there again, if it hears of it only then', true, shown, false],
  ])('%s', (_, away, back, stored) => {
    const stop = hearOtherWindows(new QueryClient())
    const page = pageOf()
    openSession(page.key)
    if (away) putAway()
    removeSession(page.key)
    back()
    left(page.key)
    stop()
    expect(isStored(page.key)).toBe(stored)
  })
})

it('a page whose sign-in stands is put away and comes back as it was', () => {
  const page = pageOf()
  putAway()
  shown()
  expect(page.words()).toEqual(['Ada', 0])
})

it('a page whose sign-in nobody knows is blanked', () => {
  const page = pageOf('nobody')
  putAway()
  expect(page.words()).toEqual(['', 0])
})
