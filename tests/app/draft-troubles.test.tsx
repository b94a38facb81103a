import 'fake-indexeddb/auto'
import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import type { Session } from '#auth/session.ts'
import { loadDraft } from '#features/note/draft-store.ts'
import { outlivesSignIn, putDraftAway, wipeDrafts } from '#features/note/use-note-draft.ts'
import { everythingStored } from '../draft-records.ts'
import { visitToday } from '../ehr-fetch.ts'
import {
  comeBack,
  desk,
  file,
  openSecond,
  posts,
  reopened,
  review,
  sentText,
  withDesks,
  write,
  type Desk,
} from '../note-steps.tsx'
import { server } from '../server.ts'

withDesks()

const READ_ONLY = /and can only be read here/
const turnAway = () => act(() => void document.dispatchEvent(new Event('visibilitychange')))
const wordsIn = (container: HTMLElement) =>
  within(container).findByRole<HTMLTextAreaElement>('textbox', { name: 'Your words' })
const isReadOnly = async ({ container }: Pick<Desk, 'container'>) => (await wordsIn(container)).readOnly

/** Storage takes nothing until `mend` is called. */
function fillUp() {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  return { mend: () => put.mockRestore() }
}

describe('storage that is full for a while', () => {
  it('keeps the text in the window and says so; what could not be kept is kept once there is room', async () => {
    const place = await desk()
    await write(place, 'one')
    await expect.poll(() => reopened(place)).toBe('one')
    const { mend } = fillUp()
    await write(place, ' two')
    expect(await screen.findByText(/this draft lives in this window only, and is lost/)).toBeTruthy()
    mend()
    turnAway()
    await screen.findByText(/^draft kept \d\d:\d\d$/)
    expect(await reopened(place)).toBe('one two')
  })

  it('is tried again by itself, though nobody types or leaves', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 200 })
    const place = await desk()
    const { mend } = fillUp()
    await write(place, 'words')
    await screen.findByText(/this draft lives in this window only, and is lost/)
    mend()
    await act(() => vi.advanceTimersByTimeAsync(10_000))
    await expect.poll(() => reopened(place)).toBe('words')
    vi.useRealTimers()
  })

  it('at the moment of the lock: the lock says that the draft could not be kept', async () => {
    const place = await desk()
    await write(place, 'words')
    await expect.poll(() => reopened(place)).toBe('words')
    expect(await putDraftAway(place.session)).toBe(true)
    const again = openSecond(place)
    await waitFor(async () => expect((await wordsIn(again.container)).value).toBe('words'))
    const { mend } = fillUp()
    await again.user.click(await wordsIn(again.container))
    await again.user.paste(' and more')
    expect(await putDraftAway(again.session)).toBe(false)
    mend()
  })
})

describe('two windows in a browser where they cannot hear each other', () => {
  async function both() {
    vi.stubGlobal('BroadcastChannel', undefined)
    const first = await desk()
    await write(first, 'first')
    await expect.poll(() => reopened(first)).toBe('first')
    const second = openSecond(first)
    await waitFor(async () => expect((await wordsIn(second.container)).value).toBe('first'))
    return { first, second }
  }
  const type = async (window: Pick<Desk, 'container' | 'user'>, text: string) => {
    await window.user.click(await wordsIn(window.container))
    await window.user.paste(text)
  }

  it('the second to write is told and overwrites nothing; taking over, the words of both are there', async () => {
    const { first, second } = await both()
    await type(first, ', mine')
    await expect.poll(() => reopened(first)).toBe('first, mine')
    await type(second, ', hers')
    await within(second.container).findByText(READ_ONLY)
    expect(await reopened(first)).toBe('first, mine')
    expect(outlivesSignIn(second.session), 'what only the second holds would be lost').toBe(false)
    await second.user.click(within(second.container).getByRole('button', { name: 'Take over' }))
    await waitFor(async () => expect(await isReadOnly(second)).toBe(false))
    expect((await wordsIn(second.container)).value).toBe('first, mine\nfirst, hers')
    await expect.poll(() => reopened(first)).toBe('first, mine\nfirst, hers')
    vi.unstubAllGlobals()
  })
})

it('a draft filed in one window is gone in the other, and cannot be sent a second time from there', async () => {
  const first = await desk()
  await write(first, 'once')
  await expect.poll(() => reopened(first)).toBe('once')
  const second = openSecond(first)
  await within(second.container).findByText(READ_ONLY)
  expect((await wordsIn(second.container)).value).toBe('once')
  second.container.remove()
  await file(first)
  await screen.findByText(/^Filed at /)
  document.body.append(second.container)
  await second.user.click(within(second.container).getByRole('button', { name: 'Take over' }))
  await waitFor(async () => expect(await isReadOnly(second)).toBe(false))
  expect((await wordsIn(second.container)).value).toBe('')
  expect(within(second.container).getByText('Tick a line or write something first.')).toBeTruthy()
  expect(posts(first)).toHaveLength(1)
})

describe('a draft begun for another visit', () => {
  const kept = async ({ session }: { readonly session: Session }) => {
    const { draft, othersKept } = await loadDraft(session, Date.now())
    return [draft?.content.freeText, othersKept]
  }

  it('is brought to what was written here meanwhile, and then lies in one place only', async () => {
    const first = await desk()
    await write(first, 'of that visit')
    const place = await comeBack(first, { encounterId: 'another' })
    await screen.findByRole('button', { name: 'Bring it here' })
    await write(place, 'of this visit')
    await expect.poll(() => kept(place)).toEqual(['of this visit', true])
    await place.user.click(screen.getByRole('button', { name: 'Bring it here' }))
    await expect.poll(() => kept(place)).toEqual(['of that visit\nof this visit', false])
    expect(screen.queryByText(READ_ONLY)).toBeNull()
    expect((await everythingStored()).drafts).toHaveLength(1)
  })

  it('cannot be brought while a note is being sent, which would take it away with what was sent', async () => {
    const place = await desk('ada', { encounterId: 'another' })
    await write(place, 'of that visit')
    const back = await comeBack(place, { encounterId: visitToday('ada') })
    const bring = await screen.findByRole('button', { name: 'Bring it here' })
    await write(back, 'of this visit')
    let answer = (): void => undefined
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    server.use(
      http.post(`${place.ehr.fhirBase}/DocumentReference`, async ({ request }) => {
        await held
        return (await place.ehr(request)) ?? HttpResponse.error()
      }),
    )
    await file(back)
    await screen.findByText(/Keep this window open/)
    await back.user.click(bring)
    answer()
    await screen.findByText(/^Filed at /)
    expect(sentText(back)).not.toContain('of that visit')
    expect(await kept(place)).toEqual(['of that visit', false])
  })
})

it('a token that has run out between the two presses: nothing is sent, the text is kept, and what to do is said', async () => {
  const place = await desk()
  await write(place, 'words')
  const dialog = await review(place)
  const button = await dialog.findByRole('button', { name: /^File to / })
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
  const { HealthPrepError } = await import('#lib/errors.ts')
  Object.assign(place.session, { accessToken: () => Promise.reject(new HealthPrepError('signed-out')) })
  await place.user.click(button)
  expect(await screen.findByText('Not filed: nothing was sent.')).toBeTruthy()
  expect(screen.getByText('Your sign-in has ended. Sign in again, then send; the text is kept.')).toBeTruthy()
  expect((await place.words()).value).toBe('words')
  expect(posts(place)).toEqual([])
})

it('the words of a note are kept out of the browser’s memory of fields and out of spell checkers that send text away', async () => {
  const place = await desk()
  const words = await place.words()
  expect([words.getAttribute('autocomplete'), words.getAttribute('spellcheck')]).toEqual(['off', 'false'])
  await wipeDrafts(place.session)
})
