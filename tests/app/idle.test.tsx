import 'fake-indexeddb/auto'
import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { writeActivity } from '#auth/records.ts'
import { hasPatient, openSession } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { expectAxeClean } from '../axe.ts'
import { visitToday } from '../ehr-fetch.ts'
import { MINUTE, pass } from '../passing-time.ts'
import { renderApp, withApp, type RenderOptions } from '../render.tsx'

withApp()

// A draft that this window still had open would be another window's to the next test.
const opened: string[] = []
afterEach(async () => {
  for (const key of opened.splice(0)) {
    const signIn = openSession(key)
    if (signIn && hasPatient(signIn)) await wipeDrafts(signIn)
  }
})

async function openSheet(options: RenderOptions = {}) {
  const app = await renderApp('ada', options)
  opened.push(app.key)
  await screen.findByText('Example, Ada Maria')
  await waitFor(() => expect(document.querySelectorAll('section[aria-busy=true]')).toHaveLength(0))
  return app
}
const warning = () => screen.queryByText(/Still there\?/)
const locked = () => screen.findByRole('heading', { level: 1, name: 'Locked' })

describe('a sheet that nobody uses', () => {
  it('says so a minute before, goes on after any key, and locks if none comes', async () => {
    const { user } = await openSheet()
    pass(12)
    expect(warning()).toBeNull()
    pass(2.5)
    expect(warning()?.closest('[role=alert]')).toBeTruthy()
    await expectAxeClean()
    await user.keyboard('{Shift}')
    expect(warning()).toBeNull()
    pass(14.4)
    expect(warning()).toBeTruthy()
    pass(0.7)
    expect(await locked()).toBeTruthy()
    await expectAxeClean()
  })

  it.each(['Stay'])('goes on when %s is pressed', async (name) => {
    const { user } = await openSheet()
    pass(14.5)
    await user.click(screen.getByRole('button', { name }))
    expect(warning()).toBeNull()
    pass(14.5)
    expect(screen.getByText('Example, Ada Maria')).toBeTruthy()
  })

  it('counts a pointer that moves, and not one that lies still while the page moves beneath it', async () => {
    await openSheet()
    const pointer = (screenX: number) =>
      act(() => void document.body.dispatchEvent(new MouseEvent('pointermove', { bubbles: true, screenX })))
    pointer(7)
    pass(10)
    pointer(8)
    pass(10)
    expect(screen.getByText('Example, Ada Maria')).toBeTruthy()
    pointer(8)
    pass(4.5)
    expect(warning()).toBeTruthy()
  })

  it('keeps the warning until it is answered: a pointer on its way to the button does not take it away', async () => {
    const { user } = await openSheet()
    pass(14.5)
    act(() => void document.body.dispatchEvent(new MouseEvent('pointermove', { bubbles: true, screenX: 8 })))
    const stay = screen.getByRole('button', { name: 'Stay' })
    await user.pointer({ keys: '[MouseLeft>]', target: stay })
    expect(warning()).toBeTruthy()
    await user.pointer({ keys: '[/MouseLeft]', target: stay })
    expect(warning()).toBeNull()
  })

  it('warns over an open dialog, where a screen reader still finds it', async () => {
    const { user } = await openSheet()
    await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
    await screen.findByRole('dialog', { name: 'Keyboard' })
    pass(14.5)
    expect(screen.getByRole('alert').textContent).toContain('Still there?')
    expect(screen.getByRole('button', { name: 'Stay' })).toBeTruthy()
  })
})

describe('a sheet whose sign-in has ended', () => {
  it('is still read, and is locked as any other when nobody uses it', async () => {
    const { user } = await openSheet()
    for (let minutes = 0; minutes < 65; minutes += 13) {
      pass(13)
      await user.keyboard('{Shift}')
    }
    expect(await screen.findByText(/Your sign-in ended at/)).toBeTruthy()
    expect(screen.getByText('Example, Ada Maria')).toBeTruthy()
    pass(15.1)
    expect(await locked()).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/Ada|Example/)
  })
})

describe('a locked sheet', () => {
  it('holds nothing of the patient: not on the page, not in the cache, no token; reloaded it is locked still', async () => {
    const { queryClient, key, user, onSignInAgain } = await openSheet()
    pass(15)
    await locked()
    expect(document.documentElement.outerHTML).not.toMatch(/Example|Ada|203713/)
    expect(document.title).toBe('HealthPrep')
    expect(queryClient.getQueryCache().findAll({ queryKey: ['fhir'] })).toEqual([])
    const kept = JSON.parse(sessionStorage.getItem(`healthprep.session.${key}`) ?? '{}') as Record<string, unknown>
    expect(kept['token']).toEqual({ access: '', expiresAt: 0 })
    await user.click(screen.getByRole('button', { name: 'Sign in again' }))
    expect(onSignInAgain).toHaveBeenCalledExactlyOnceWith(key, '')
  })

  it('shows nothing of the review of a note that was open over it', async () => {
    const { user } = await openSheet({ record: { encounterId: visitToday('ada') } })
    const words = await screen.findByRole('textbox', { name: 'Your words' })
    await waitFor(() => expect(words.hasAttribute('readonly')).toBe(false))
    await user.click(words)
    await user.paste('Ask about the knee')
    await user.click(await screen.findByRole('button', { name: /^Review, then file to/ }))
    await screen.findByRole('dialog', { name: 'Review the note' })
    pass(15)
    await locked()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.documentElement.outerHTML).not.toMatch(/Example|Ada|203713|knee/)
  })

  it('nothing is asked of Epic any more', async () => {
    const { ehr } = await openSheet()
    pass(15)
    await locked()
    const asked = ehr.log.length
    pass(5)
    await locked()
    expect(ehr.log).toHaveLength(asked)
  })

  it('a page loaded anew long after the last activity shows no sheet at all', async () => {
    const seen: string[] = []
    const watcher = new MutationObserver(() => void seen.push(document.body.textContent ?? ''))
    watcher.observe(document, { childList: true, subtree: true, characterData: true })
    const key = crypto.randomUUID()
    writeActivity(key, Date.now() - 16 * MINUTE)
    await renderApp('ada', { key })
    await locked()
    watcher.disconnect()
    expect(seen.join()).not.toMatch(/Example|signed in until/)
  })

  it('the search for a patient locks as well', async () => {
    const { onSignInAgain, user, key } = await renderApp(undefined, { route: '/patient' })
    await screen.findByRole('heading', { level: 1, name: 'Find the patient' })
    pass(15)
    await locked()
    await user.click(screen.getByRole('button', { name: 'Sign in again' }))
    expect(onSignInAgain).toHaveBeenCalledExactlyOnceWith(key, '/patient')
  })
})

describe('the draft', () => {
  const write = async (user: Awaited<ReturnType<typeof openSheet>>['user'], text: string) => {
    const words = await screen.findByRole('textbox', { name: 'Your words' })
    await waitFor(() => expect(words.hasAttribute('readonly')).toBe(false))
    await user.click(words)
    await user.paste(text)
  }

  const draftsKept = () =>
    new Promise<number>((resolve) => {
      const opening = indexedDB.open('healthprep-drafts')
      opening.addEventListener('success', () => {
        const counting = opening.result.transaction('drafts').objectStore('drafts').count()
        counting.addEventListener('success', () => {
          opening.result.close()
          resolve(counting.result)
        })
      })
    })

  it('is kept through the lock, down to what was typed last', async () => {
    const { user } = await openSheet()
    await write(user, 'Ask about the knee')
    pass(15)
    await locked()
    expect(document.body.textContent).not.toContain('knee')
    expect(screen.getByText(/A draft of a note that was begun is kept/)).toBeTruthy()
    await waitFor(async () => expect(await draftsKept()).toBe(1))
    opened.push((await renderApp('ada')).key)
    expect(await screen.findByDisplayValue('Ask about the knee')).toBeTruthy()
  })

  it('where the browser cannot keep it, the warning and the lock say so', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    const { user } = await openSheet()
    await write(user, 'Ask about the knee')
    await screen.findByText('this draft lives in this window only')
    pass(14.5)
    expect(screen.getByText(/cannot be kept in this browser/).closest('[role=alert]')).toBeTruthy()
    pass(1)
    await locked()
    expect(screen.getByText(/could not keep the draft/).closest('[role=alert]')).toBeTruthy()
  })
})
