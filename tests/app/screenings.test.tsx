import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openSession, hasPatient } from '#auth/session.ts'
import { wipeDrafts } from '#features/note/use-note-draft.ts'
import { expectAxeClean } from '../axe.ts'
import { renderApp as render, withApp } from '../render.tsx'

withApp()

// A draft of another test, still open, would hold this one.
let key = ''
const renderApp = async (slug: string) => {
  const rendered = await render(slug)
  key = rendered.key
  return rendered
}
afterEach(async () => {
  const session = openSession(key)
  if (session && hasPatient(session)) await wipeDrafts(session)
})

const due = () => screen.findByRole('region', { name: 'Due' })
/** The row of a rule, once what this rule needs has been read. */
async function rowOf(title: string): Promise<HTMLElement> {
  // By the attribute itself: to look for roles or labels in the whole sheet takes seconds where nothing is drawn.
  const why = await vi.waitFor(() => {
    const found = document.querySelector(`[aria-label="Why: ${title}"]`)
    if (!found) throw new Error(`no row of ${title}`)
    return found
  }, 20_000)
  const row = why.closest('li')
  if (!row) throw new Error('a reason stands in a row')
  return row
}

describe('Due', () => {
  it('tells overdue, review and due apart, each with a word and a reason', async () => {
    await renderApp('ada')
    expect((await rowOf('Cervical cancer')).textContent).toMatch(/^OverdueCervical cancer.*since .*Cervical cytology/s)
    expect((await rowOf('HIV')).textContent).toMatch(/^DueHIV.*no record.*Nothing found in/s)
    await expectAxeClean()
  })

  it('cannot tell where the laboratory was refused, and says which', async () => {
    await renderApp('labs-403')
    const row = await rowOf('Hepatitis C')
    expect(row.textContent).toMatch(/^Cannot tell/)
    expect(row.textContent).toContain('aboratory results could not be read')
    expect(within(await due()).queryByText('Nothing is due by these rules.')).toBeNull()
  })

  it('tells by the questionnaires what is overdue, due, and what no code tells', async () => {
    const { user } = await renderApp('edith')
    expect((await rowOf('Falls')).textContent).toMatch(/^OverdueFalls.*Falls risk asked/s)
    expect((await rowOf('Depression')).textContent).toMatch(/^DueDepression.*no record.*questionnaires/s)
    await user.click(within(await due()).getByRole('button', { name: /^\d+ to ask about$/ }))
    expect((await rowOf('Drug use')).textContent).toMatch(
      /^Cannot tellDrug use.*code is not confirmed in our value sets/s,
    )
  })

  it('leaves a positive questionnaire to a person', async () => {
    await renderApp('frank')
    expect((await rowOf('Drug use')).textContent).toMatch(/^ReviewDrug use.*DAST-10 of .* was not normal/s)
    expect((await rowOf('Depression')).textContent).toMatch(/^ReviewDepression.*PHQ-2 of .* was not normal/s)
  })

  it('says above all of it that a medication for dementia is recorded', async () => {
    await renderApp('walter')
    // The rows of the rules that need no medications may stand before these have been read.
    const flag = await within(await due()).findByText(/^A medication for dementia is recorded: weigh what screening/)
    expect(flag.compareDocumentPosition(await rowOf('Falls')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })

  it('cannot tell what only questionnaires tell where they were refused, and has nothing due of them', async () => {
    await renderApp('surveys-403')
    const row = await rowOf('Depression')
    expect(row.textContent).toMatch(/^Cannot tell.*uestionnaires could not be read/s)
    expect(within(row).getByRole('button', { name: 'Why: Drug use' })).toBeTruthy()
    expect((await due()).textContent).toMatch(/questionnaires/i)
    // What does not look there is told as ever.
    expect((await rowOf('HIV')).textContent).toMatch(/^DueHIV/)
  })

  it('shows the proof in layers: reason, evidence, logic, everything', async () => {
    const { user } = await renderApp('ada')
    await user.click(within(await rowOf('Cervical cancer')).getByRole('button', { name: /^Why/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Cervical cancer' })
    expect(dialog.textContent).toContain('PAP SMEAR (CYTOLOGY)')
    await user.click(within(dialog).getByRole('button', { name: /Logic/ }))
    const decided = within(dialog).getByRole('row', { name: /decides/ })
    expect(decided.textContent).toContain('Cervical cytology, every 3 y')
    await user.click(within(dialog).getByRole('button', { name: /Everything/ }))
    expect(dialog.textContent).toMatch(/Reports: \d+ read, back to/)
    expect(within(dialog).getByRole('link', { name: 'Guideline' }).getAttribute('href')).toMatch(/^https:/)
    expect(dialog.textContent).toContain('HRSA (WPSI), 5 Jan 2026: hrHPV preferred from 30')
    expect(within(dialog).getByRole('link', { name: 'Guideline of ACS' }).getAttribute('href')).toMatch(/cancer\.org/)
    await expectAxeClean()
  })

  it('keeps what was done elsewhere, closes the gap with it, and takes it back', async () => {
    const { user } = await renderApp('ada')
    await user.click(within(await rowOf('Hepatitis C')).getByRole('button', { name: /^Why/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Hepatitis C' })
    await user.click(within(dialog).getByRole('button', { name: 'Done elsewhere' }))
    await user.type(within(dialog).getByLabelText('When'), '2019')
    await user.click(within(dialog).getByRole('button', { name: 'Keep' }))
    expect((await within(dialog).findByRole('alert')).textContent).toBe('Say where it was done.')
    await user.type(within(dialog).getByLabelText('Where'), 'County Hospital')
    await user.click(within(dialog).getByRole('button', { name: 'Keep' }))
    expect(
      await within(dialog).findByText(/done elsewhere, Hepatitis C antibody, 2019, at County Hospital/),
    ).toBeTruthy()
    expect(dialog.textContent).toContain('Up to date')
    await user.click(within(dialog).getByRole('button', { name: 'Take back' }))
    expect(dialog.textContent).toContain('no record')
  })

  it('sets aside what was declined', async () => {
    const { user } = await renderApp('ada')
    await user.click(within(await rowOf('Hepatitis C')).getByRole('button', { name: /^Why/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Hepatitis C' })
    await user.click(within(dialog).getByRole('button', { name: 'Declined' }))
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))
    const aside = await within(await due()).findByRole('button', { name: /1 declined or deferred/ })
    await user.click(aside)
    expect((await rowOf('Hepatitis C')).textContent).toContain('Declined')
  })

  it('lists the codes and titles that no rule understood', async () => {
    const { user } = await renderApp('ada')
    await rowOf('Hepatitis C')
    await user.click(within(await due()).getByRole('button', { name: 'Rules and codes' }))
    const dialog = await screen.findByRole('dialog', { name: 'Rules and codes' })
    expect(dialog.textContent).toMatch(/Rules: healthprep \S+ \([0-9a-f]{4}-[0-9a-f]{4}\), no site overlay/)
    expect(within(dialog).getByRole('rowheader', { name: 'XR ANKLE RIGHT 3 VIEWS' })).toBeTruthy()
    await expectAxeClean()
  })

  it('confirms what is probable with one key in its row, tells it, and keeps the place', async () => {
    const { user } = await renderApp('frank')
    const row = await rowOf('Abdominal aortic aneurysm')
    expect(row.textContent).toContain('Probably Ultrasound of the abdominal aorta')
    within(row).getByRole('button', { name: /^Why/ }).focus()
    await user.keyboard('c')
    expect(
      await screen.findByText(/aneurysm: confirmed, Ultrasound of the abdominal aorta.*It is in the note/),
    ).toBeTruthy()
    expect(document.activeElement?.id).toBe('due')
    expect(screen.queryByLabelText('Why: Abdominal aortic aneurysm')).toBeNull()
  })

  it('takes the key for nothing where a row offers nothing', async () => {
    const { user } = await renderApp('ada')
    const row = await rowOf('HIV')
    within(row).getByRole('button', { name: /^Why/ }).focus()
    await user.keyboard('c')
    expect((await rowOf('HIV')).textContent).toBe(row.textContent)
    expect(within(await due()).queryByText(/It is in the note/)).toBeNull()
  })

  it('says in one row what cannot be told for one reason, and ticks it into the note as one line', async () => {
    const { user } = await renderApp('labs-403')
    const row = await rowOf('Hepatitis C')
    expect(within(row).getByRole('button', { name: 'Why: Colorectal cancer' })).toBeTruthy()
    await user.click(within(row).getByRole('checkbox'))
    const label = within(row).getByRole('checkbox').getAttribute('aria-label')
    expect(label).toMatch(/^Into the note: Cannot tell: .*Hepatitis C.*, because laboratory results could not be read$/)
  })

  it('has nothing due for someone who has died, and says why', async () => {
    await renderApp('ottilie')
    expect(await within(await due()).findByText('The patient has died. Nothing is due by these rules.')).toBeTruthy()
  })

  it('offers the codes that look like a service as a file of rules, without words of the chart', async () => {
    const { user } = await renderApp('frank')
    await rowOf('Abdominal aortic aneurysm')
    await user.click(within(await due()).getByRole('button', { name: 'Rules and codes' }))
    const dialog = await screen.findByRole('dialog', { name: 'Rules and codes' })
    expect(within(dialog).getByRole('row', { name: /US ABDOMINAL AORTA.*Abdominal aortic aneurysm/ })).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: /as a file of rules/ }))
    const file = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'As a file of rules' })
    expect(JSON.parse(file.value)).toMatchObject({ localCodes: expect.arrayContaining([expect.anything()]) })
    expect(file.value).not.toMatch(/AORTA|Frank/)
    await expectAxeClean()
  })
})
