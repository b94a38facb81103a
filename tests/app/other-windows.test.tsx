import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OtherSheets } from '#app/OtherSheets.tsx'
import { testSession } from '../session.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  return () => vi.useRealTimers()
})
afterEach(cleanup)

const sheetOf = (patientId: string, fhirBase = testSession().issuer.fhirBase) => {
  const session = testSession({ patientId, issuer: { ...testSession().issuer, fhirBase } })
  const view = render(<OtherSheets session={session} />)
  return { ...view, says: () => view.container.textContent }
}
const ONE = /^The sheet of another patient is open in another window\. Look at the name above/

/** Somebody else on the channel. */
function anotherSaying(message: unknown): BroadcastChannel {
  const channel = new BroadcastChannel('healthprep sheets')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  channel.postMessage(message)
  return channel
}

/** Until every message that was sent has come. */
const settled = () => act(() => new Promise((resume) => setTimeout(resume, 50)))

describe('a window says that the sheet of another patient is open in this browser', () => {
  it('in both windows, and no longer once the other is closed', async () => {
    const ada = sheetOf('ada')
    const bruno = sheetOf('bruno')
    await waitFor(() =>
      expect([ada.says(), bruno.says()]).toEqual([expect.stringMatching(ONE), expect.stringMatching(ONE)]),
    )
    bruno.unmount()
    await waitFor(() => expect(ada.says()).toBe(''))
  })

  it('and of how many others, each counted once', async () => {
    const ada = sheetOf('ada')
    for (const each of ['bruno', 'carmen', 'carmen', 'ada']) sheetOf(each)
    await waitFor(() => expect(ada.says()).toMatch(/^The sheets of 2 other patients are open in another window/))
  })

  it('also where another organisation uses the same number for somebody else', async () => {
    const ada = sheetOf('p1')
    sheetOf('p1', 'https://other.example/R4')
    await waitFor(() => expect(ada.says()).toMatch(ONE))
  })

  it('but not for a second window of the same patient', async () => {
    const first = sheetOf('ada')
    const second = sheetOf('ada')
    await settled()
    expect([first.says(), second.says()]).toEqual(['', ''])
  })

  it('and forgets a window that vanished without a word', async () => {
    const ada = sheetOf('ada')
    const ghost = anotherSaying({ kind: 'here', from: 'ghost', about: 'somebody' })
    await waitFor(() => expect(ada.says()).toMatch(ONE))
    ghost.close()
    for (let minute = 0; minute < 2; minute += 1) {
      act(() => void vi.advanceTimersByTime(60_000))
      await settled()
    }
    expect(ada.says()).toBe('')
  })

  it('and goes on saying so while the other is there and answers', async () => {
    const ada = sheetOf('ada')
    const bruno = sheetOf('bruno')
    await waitFor(() => expect([ada.says(), bruno.says()].join(' ')).toMatch(/another patient.*another patient/))
    for (let minute = 0; minute < 3; minute += 1) {
      act(() => void vi.advanceTimersByTime(60_000))
      await settled()
      expect([ada.says(), bruno.says()]).toEqual([expect.stringMatching(ONE), expect.stringMatching(ONE)])
    }
  })

  it('and forgets one that the browser has put away, until it is brought back', async () => {
    const ada = sheetOf('ada')
    sheetOf('bruno')
    await waitFor(() => expect(ada.says()).toMatch(ONE))
    // Both are in one window here: of what is told of being put away, each hears the other.
    act(() => void window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    await waitFor(() => expect(ada.says()).toBe(''))
    act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await waitFor(() => expect(ada.says()).toMatch(ONE))
  })

  it('and asks who is still there when it is looked at again', async () => {
    const ada = sheetOf('ada')
    const ghost = anotherSaying({ kind: 'here', from: 'ghost', about: 'somebody' })
    await waitFor(() => expect(ada.says()).toMatch(ONE))
    ghost.close()
    for (let look = 0; look < 2; look += 1) {
      act(() => void document.dispatchEvent(new Event('visibilitychange')))
      await settled()
    }
    expect(ada.says()).toBe('')
  })

  it('aloud, without being asked', () => {
    expect(sheetOf('ada').container.firstElementChild?.getAttribute('aria-live')).toBe('polite')
  })

  it('without telling who: the messages hold no id and no name', async () => {
    const sent = vi.spyOn(BroadcastChannel.prototype, 'postMessage')
    sheetOf('patient-marker')
    sheetOf('another-marker').unmount()
    await settled()
    expect(sent).toHaveBeenCalled()
    expect(JSON.stringify(sent.mock.calls)).not.toContain('marker')
    for (const [message] of sent.mock.calls) {
      expect(Object.keys(message as object).toSorted()).toEqual(['about', 'from', 'kind'])
    }
  })

  it.each([
    null,
    7,
    'here',
    {},
    { kind: 'here' },
    { kind: 'else', from: 'x', about: 'y' },
    { kind: 'here', from: 1, about: 2 },
  ])('whatever else is said on the channel: %j', async (message) => {
    const ada = sheetOf('ada')
    const other = anotherSaying(message)
    await settled()
    other.close()
    expect(ada.says()).toBe('')
  })

  it('and stands in nobody’s way where browsers have no such channel', () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    expect(sheetOf('ada').says()).toBe('')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
