import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { LINES } from '../note-desk.tsx'
import { comeBack, desk, file, openSecond, ready, reopened, withDesks, write } from '../note-steps.tsx'

withDesks()

describe('a draft', () => {
  it('comes back after signing in again: lines, order, edits, words and how it is to be filed', async () => {
    const place = await desk()
    await ready(place)
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
    const first = place.container
    const second = openSecond(place)
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
