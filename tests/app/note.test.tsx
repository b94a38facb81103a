import 'fake-indexeddb/auto'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { expectAxeClean } from '../axe.ts'
import {
  comeBack,
  desk,
  file,
  posts,
  preview,
  reopened,
  review,
  sent,
  sentText,
  withDesks,
  write,
  type Desk,
} from '../note-steps.tsx'
import { server } from '../server.ts'

withDesks()
const whole = 'Café ≥ 7 mmol/L 頭痛 🙂'

describe('what comparable apps got wrong', () => {
  it('3: a draft is filed as current and preliminary, into its visit, never entered-in-error', async () => {
    const place = await desk()
    await write(place, 'words')
    await file(place)
    await screen.findByText(/^Filed at /)
    expect(sent(place)).toMatchObject({
      status: 'current',
      docStatus: 'preliminary',
      context: { encounter: [{ reference: `Encounter/${place.session.encounterId}` }] },
    })
  })

  it('4: é, ≥ and emoji arrive, and what is sent is byte for byte what was shown', async () => {
    const place = await desk()
    await write(place, whole)
    const dialog = await review(place)
    const shown = (await dialog.findByRole('region', { name: 'Exactly what will be filed' })).textContent
    await place.user.click(dialog.getByRole('button', { name: 'Back to the draft' }))
    await file(place)
    await screen.findByText(/^Filed at /)
    expect(sentText(place)).toBe(shown)
    expect(shown).toContain(whole)
  })

  it('5: an empty 201 is filed; an answer that was lost is unknown', async () => {
    const empty = await desk('note-empty-201')
    await write(empty, 'words')
    await file(empty)
    expect(await screen.findByText(/^Filed at /)).toBeTruthy()
    cleanup()
    const lost = await desk('lost-answer-on-filing')
    await write(lost, 'words')
    await file(lost)
    expect(await screen.findByText(/^It is not known whether the note/)).toBeTruthy()
  })

  it('6: a refusal is said with every reason, and the text is kept', async () => {
    const place = await desk('note-refused-400')
    await write(place, 'keep me')
    await file(place)
    expect(await screen.findByText('Not filed.')).toBeTruthy()
    expect(screen.getByText(/does not take a note for this visit/)).toBeTruthy()
    expect(screen.getByText(/does not take this type of note/)).toBeTruthy()
    expect((await place.words()).value).toBe('keep me')
    await expectAxeClean(place.container.querySelector('.note') ?? undefined)
  })

  it('7: nothing is written to the chart without the button', async () => {
    const place = await desk()
    await place.user.click(await screen.findByRole('checkbox', { name: 'Prediabetes (2 Oct 2026)' }))
    await write(place, 'words{Enter}')
    const dialog = await review(place)
    await dialog.findByRole('button', { name: /^File to / })
    await place.user.keyboard('{Escape}')
    place.unmount()
    expect(posts(place)).toEqual([])
  })

  it('8: closing the expiry warning does not stop the draft from being kept', async () => {
    const place = await desk()
    await write(place, 'before')
    await place.user.click(screen.getByRole('button', { name: 'Close the expiry warning' }))
    await write(place, ' and after')
    await screen.findByText(/^draft kept \d\d:\d\d$/)
    await expect.poll(() => reopened(place)).toBe('before and after')
  })

  it('9: what is typed while a draft is being kept is kept next', async () => {
    const place = await desk()
    for (const word of ['one', ' two', ' three', ' four']) await write(place, word)
    await expect.poll(() => reopened(place)).toBe('one two three four')
  })
})

describe('filing', () => {
  const unknown = async (slug: string) => {
    const place = await desk(slug)
    await write(place, 'words')
    await file(place)
    await screen.findByText(/^It is not known whether the note/)
    return place
  }
  const look = (place: Desk, name = 'Look for it in the chart') =>
    screen.findByRole('button', { name }).then((button) => place.user.click(button))

  it('names the patient on both buttons, and gives a receipt that can be opened again', async () => {
    const place = await desk()
    await write(place, 'words')
    const named = { name: /^Review, then file to Ada Maria Example, born \d+ \w{3} 19\d\d$/ }
    expect(await screen.findByRole('button', named)).toBeTruthy()
    await file(place, /^File to Ada Maria Example, born \d+ \w{3} 19\d\d$/)
    await screen.findByText(/^Filed at \d\d:\d\d/)
    expect(screen.getByText(String(place.ehr.stored[0]?.id))).toBeTruthy()
    expect(screen.getByText('the same words, in Epic’s own layout')).toBeTruthy()
    expect((await place.words()).value).toBe('')
    await place.user.click(screen.getByRole('button', { name: /The text that was filed/ }))
    expect((await preview('The text that was filed')).textContent).toBe(sentText(place))
  })

  it('sends one note for a double click and a held key', async () => {
    const place = await desk('note-slow')
    await write(place, 'words')
    const dialog = await review(place)
    const button = await dialog.findByRole('button', { name: /^File to / })
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
    for (let press = 0; press < 3; press += 1) button.click()
    await screen.findByText(/^Filed at /)
    expect(place.ehr.stored).toHaveLength(1)
    expect(posts(place)).toHaveLength(1)
  })

  it('says how the stored text differs', async () => {
    const place = await desk('note-altered')
    await write(place, 'words')
    await file(place)
    expect(await screen.findByText(/its text is not what was sent/)).toBeTruthy()
    await place.user.click(screen.getByRole('button', { name: /What Epic holds/ }))
    expect((await preview('What Epic holds')).textContent).toContain('[shortened]')
  })

  it('says when the chart holds the note twice, though it was sent once', async () => {
    const place = await desk('note-stored-twice')
    await write(place, 'words')
    await file(place)
    expect(await screen.findByText(/The chart holds 2 notes with exactly this text/)).toBeTruthy()
    expect(posts(place)).toHaveLength(1)
  })

  it('a lost answer is looked for and found: nothing is sent again, the draft is gone', async () => {
    const place = await unknown('lost-answer-on-filing')
    expect((await place.words()).readOnly).toBe(true)
    await look(place)
    expect(await screen.findByText(/^Found in the chart/)).toBeTruthy()
    expect(await reopened(place)).toBeUndefined()
    expect(posts(place)).toHaveLength(1)
  })

  it('a lost answer is still unknown after the window was closed', async () => {
    const place = await unknown('lost-answer-on-filing')
    const back = await comeBack(place)
    expect(await screen.findByText(/^It is not known whether the note/)).toBeTruthy()
    await look(back)
    expect(await screen.findByText(/^Found in the chart/)).toBeTruthy()
    expect(posts(place)).toHaveLength(1)
  })

  it('a lost note that is not there may be sent again once it cannot be on its way any more, and only then', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const place = await unknown('lost-before-filing')
    await look(place)
    expect(await screen.findByText(/^It is not there yet/, {}, { timeout: 20_000 })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
    vi.setSystemTime(Date.now() + 90_000)
    await look(place, 'Look again')
    await place.user.click(await screen.findByRole('button', { name: 'Send again' }, { timeout: 20_000 }))
    expect(await screen.findByRole('dialog', { name: 'Review the note' })).toBeTruthy()
    expect(posts(place)).toHaveLength(1)
  })

  it('a second note of today is announced before it is sent', async () => {
    const place = await desk()
    await write(place, 'first')
    await file(place)
    await screen.findByText(/^Filed at /)
    await write(place, 'second')
    const dialog = await review(place)
    expect(
      await dialog.findByText(/has already filed a note for this visit today, at \d\d:\d\d, preliminary/),
    ).toBeTruthy()
    expect(dialog.getByRole('button', { name: /^File a second note to Ada Maria Example/ })).toBeTruthy()
    await expectAxeClean(document.querySelector('[role=dialog]') ?? undefined)
  })

  it('a note that says exactly the same as one of today is called so before it is sent', async () => {
    const place = await desk()
    await write(place, 'the same')
    await file(place)
    await screen.findByText(/^Filed at /)
    await write(place, 'the same')
    const dialog = await review(place)
    expect(await dialog.findByText('It says exactly the same as this one.')).toBeTruthy()
    await place.user.click(dialog.getByRole('button', { name: 'Back to the draft' }))
    await write(place, ', and more')
    const again = await review(place)
    await again.findByText(/has already filed a note for this visit today/)
    expect(again.queryByText('It says exactly the same as this one.')).toBeNull()
    expect(posts(place)).toHaveLength(1)
  })

  it('that the notes of today could not be read is said, never taken for none', async () => {
    const place = await desk()
    server.use(http.get(`${place.ehr.fhirBase}/DocumentReference`, () => new HttpResponse(null, { status: 403 })))
    await write(place, 'words')
    const dialog = await review(place)
    const says = /^Whether a note was already filed for this visit today could not be read \(http-403\)/
    expect(await dialog.findByText(says)).toBeTruthy()
  })
})
