import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { expectAxeClean } from '../axe.ts'
import { LINES } from '../note-desk.tsx'
import { desk, file, preview, ready, sent, withDesks, write } from '../note-steps.tsx'

withDesks()

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
    await ready(place)
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
