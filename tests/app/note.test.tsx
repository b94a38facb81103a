import 'fake-indexeddb/auto'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { expectAxeClean } from '../axe.ts'
import { LINES, openDesk, signInFor } from '../note-desk.tsx'
import { withServer } from '../server.ts'

withServer()
vi.setConfig({ testTimeout: 40_000 })
const used: Session[] = []
beforeAll(() => import('#ui/ModalDialog.tsx'), 60_000)
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(async () => {
  vi.useRealTimers()
  cleanup()
  await Promise.all(used.splice(0).map(wipeDrafts))
})

async function desk(slug = 'ada', changes: Partial<Session> = {}) {
  const { ehr, session } = await signInFor(slug, changes)
  used.push(session)
  return { ehr, session, ...openDesk(session) }
}
type Desk = Awaited<ReturnType<typeof desk>>

const posts = ({ ehr }: Pick<Desk, 'ehr'>) =>
  ehr.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/DocumentReference'))
const sent = (place: Desk) => JSON.parse(posts(place)[0]?.body ?? '{}') as Record<string, unknown>
const sentText = (place: Desk) => {
  const [content] = sent(place)['content'] as { attachment: { data: string } }[]
  return Buffer.from(content?.attachment.data ?? '', 'base64').toString('utf8')
}
const preview = (name = 'The note as it will be filed') => screen.findByRole('region', { name })

async function write({ user, words }: Desk, text: string) {
  await waitFor(async () => expect((await words()).hasAttribute('readonly')).toBe(false))
  await user.click(await words())
  await user.paste(text)
}
async function review({ user }: Desk) {
  await user.click(await screen.findByRole('button', { name: /^Review, then file to / }))
  return within(await screen.findByRole('dialog', { name: 'Review the note' }))
}
async function file(place: Desk, name = /^File to /) {
  const dialog = await review(place)
  const button = await dialog.findByRole('button', { name })
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
  await place.user.click(button)
}
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

/** What another sign-in of the same person would find. */
async function reopened({ session }: Desk): Promise<string | undefined> {
  const { loadDraft } = await import('#features/note/draft-store.ts')
  return (await loadDraft(session, Date.now())).draft?.content.freeText
}

/** The page is closed and opened again by the same person, who signed in again. */
async function comeBack(place: Desk, changes: Partial<Session> = {}) {
  await expect.poll(() => reopened(place)).toBeTruthy()
  window.dispatchEvent(new Event('pagehide'))
  cleanup()
  const session = { ...place.session, key: crypto.randomUUID(), ...changes }
  used.push(session)
  return { ...place, session, ...openDesk(session) }
}

describe('a draft', () => {
  it('comes back after signing in again: lines, order, edits, words and how it is to be filed', async () => {
    const place = await desk()
    for (const { text } of LINES) await place.user.click(await screen.findByRole('checkbox', { name: text }))
    await place.user.click(screen.getByRole('button', { name: 'Move up: Migraine' }))
    await place.user.click(screen.getByRole('button', { name: 'Edit: Hypertension (2021)' }))
    await place.user.type(screen.getByRole('textbox', { name: /^Words of the line/ }), ', better{Enter}')
    await place.user.click(screen.getByRole('button', { name: /^Take out: Prediabetes/ }))
    await place.user.click(screen.getByRole('radio', { name: /^Signed/ }))
    await write(place, 'words')
    await expect.poll(() => reopened(place)).toBe('words')
    const back = await comeBack(place)
    await screen.findByText(/^Your draft of \d\d:\d\d was brought back/)
    const lines = within(screen.getByRole('list', { name: 'Ticked: Problems' })).getAllByRole('listitem')
    expect(lines.map((each) => each.querySelector('.words')?.textContent)).toEqual([
      'Migraine',
      'Hypertension (2021), better · edited',
    ])
    expect((await back.words()).value).toBe('words')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Signed/ }).checked).toBe(true)
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Migraine' }).checked).toBe(true)
  })

  it.each([
    ['another patient', { patientId: 'someone-else' }],
    ['another user', { user: { resourceType: 'Practitioner', id: 'other' } }],
  ])('does not come back for %s', async (_, changes) => {
    const place = await desk()
    await write(place, 'secret')
    const back = await comeBack(place, changes)
    await waitFor(async () => expect((await back.words()).hasAttribute('readonly')).toBe(false))
    expect((await back.words()).value).toBe('')
  })

  it('of another visit is offered, not brought', async () => {
    const place = await desk()
    await write(place, 'of that visit')
    const back = await comeBack(place, { encounterId: 'another' })
    await place.user.click(await screen.findByRole('button', { name: 'Bring it here' }))
    expect((await back.words()).value).toBe('of that visit')
  })

  it('is gone after filing, and after signing out', async () => {
    const place = await desk()
    await write(place, 'words')
    await expect.poll(() => reopened(place)).toBe('words')
    await file(place)
    await screen.findByText(/^Filed at /)
    expect(await reopened(place)).toBeUndefined()
    await write(place, 'more')
    await expect.poll(() => reopened(place)).toBe('more')
    await wipeDrafts(place.session)
    await write(place, ' and more').catch(() => undefined)
    expect(await reopened(place)).toBeUndefined()
  })

  it('lives in this window only where storage is blocked, and says so', async () => {
    Object.assign(globalThis, { indexedDB: undefined })
    const place = await desk()
    expect(await screen.findByText(/this draft lives in this window only, and is lost/)).toBeTruthy()
    await write(place, 'words')
    await file(place)
    expect(await screen.findByText(/^Filed at /)).toBeTruthy()
  })

  it('open in two windows: the second says so, writes nothing, and can take over', async () => {
    const place = await desk()
    await write(place, 'first')
    await expect.poll(() => reopened(place)).toBe('first')
    const session = { ...place.session, key: crypto.randomUUID() }
    used.push(session)
    const first = place.container
    const second = openDesk(session)
    const inSecond = within(second.container)
    await inSecond.findByText(/and can only be read here/)
    expect(inSecond.getByRole('textbox', { name: 'Your words' }).hasAttribute('readonly')).toBe(true)
    await place.user.click(inSecond.getByRole('button', { name: 'Take over' }))
    await within(first).findByText(/and can only be read here/)
    await waitFor(() =>
      expect(inSecond.getByRole('textbox', { name: 'Your words' }).hasAttribute('readonly')).toBe(false),
    )
    expect(inSecond.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your words' }).value).toBe('first')
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
})

describe('the visit', () => {
  it('that the chart was opened for is shown and taken', async () => {
    const place = await desk()
    expect(await screen.findByText('The visit this chart was opened for.')).toBeTruthy()
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Visit' }).value).toBe(place.session.encounterId)
  })

  it('is never chosen silently: without one nothing can be filed until a person chooses', async () => {
    const place = await desk('ada', { encounterId: undefined })
    await write(place, 'words')
    const button = await screen.findByRole('button', { name: /^Review, then file to Ada/ })
    expect(await screen.findByText('Choose the visit first.')).toBeTruthy()
    await place.user.click(button)
    expect(screen.queryByRole('dialog')).toBeNull()
    const visits = screen.getByRole('combobox', { name: 'Visit' })
    const [today] = await within(await within(visits).findByRole('group', { name: 'Today' })).findAllByRole('option')
    await place.user.selectOptions(visits, today!)
    await file(place)
    await screen.findByText(/^Filed at /)
    expect(sent(place)).toMatchObject({
      context: { encounter: [{ reference: `Encounter/${today?.getAttribute('value')}` }] },
    })
  })

  it('an appointment cannot be chosen, and that is said', async () => {
    await desk('ada', { encounterId: undefined })
    expect(await screen.findByText(/^An appointment takes no note until its visit exists in Epic: /)).toBeTruthy()
  })
})

describe('what the note says of the chart', () => {
  it('names what could not be read, and never says none', async () => {
    const place = await desk('allergies-503')
    await waitFor(async () => expect((await preview()).textContent).toMatch(/NOT READ: allergies \(/), {
      timeout: 15_000,
    })
    expect((await preview()).textContent).not.toMatch(/none|no known/i)
    place.unmount()
  })

  it('writes ticked lines in the order given, with their sources', async () => {
    const place = await desk()
    for (const { text } of LINES) await place.user.click(await screen.findByRole('checkbox', { name: text }))
    await place.user.click(screen.getByRole('button', { name: 'Move down: Prediabetes (2 Oct 2026)' }))
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move down: Prediabetes (2 Oct 2026)')
    const text = (await preview()).textContent
    expect(text).toContain('PROBLEMS\n- Hypertension (2021) [1]\n- Prediabetes (2 Oct 2026) [2]\n- Migraine [3]')
    expect(screen.getByRole('button', { name: /^Note · 3 lines ticked/ })).toBeTruthy()
    await expectAxeClean(place.container.querySelector('.note') ?? undefined)
  })

  it('without the right to file, the button says so and stays dead', async () => {
    const place = await desk('ada', { can: () => false })
    await write(place, 'words')
    expect(await screen.findByText('This sign-in may not file notes.')).toBeTruthy()
    await place.user.click(screen.getByRole('button', { name: /^Review, then file/ }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
