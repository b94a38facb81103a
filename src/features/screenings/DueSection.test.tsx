import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ChartDocument } from '#clinical/document.ts'
import { patient } from '#clinical/immunization/record/samples.ts'
import type { Result } from '#clinical/result.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import { PACK } from '#clinical/screening/pack.ts'
import { documentsQuery, ownNotesQuery, patientQuery, QUERIES } from '#fhir/queries.ts'
import { makeReading, type Reading } from '#lib/reading.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { coding, concept, reading, result, session } from '../../../tests/fixtures.ts'
import { DueSection } from './DueSection.tsx'
import { UntoldRow } from './UntoldRow.tsx'

// A dialog is loaded when it is first opened.
beforeAll(() => Promise.all([import('#ui/ModalDialog.tsx'), import('./CoverageDialog.tsx')]), 60_000)
afterEach(cleanup)

const NO_DOCUMENTS: Reading<ChartDocument> = makeReading<ChartDocument>([], [], [], 0)

/** The section over a chart that holds nothing but these. */
function drawDue(onlyNewest?: number, laboratory: readonly Result[] = []) {
  const { client, has } = still()
  const of = session()
  for (const query of Object.values(QUERIES)) has(query(of), reading([]))
  has(QUERIES.laboratory(of), reading(laboratory))
  has(patientQuery(of), patient('1976-11-23'))
  has(documentsQuery(of), NO_DOCUMENTS)
  has(ownNotesQuery(of, NO_DOCUMENTS), { texts: [], unread: false, onlyNewest })
  return drawSection(DueSection, client, of)
}

describe('earlier notes', () => {
  it('of which not all were opened are told, quietly', async () => {
    drawDue(8)
    const told = await screen.findByText(/^Only the newest 8 notes .* is not known here\.$/)
    expect(told.className).toBe('footnote')
    cleanup()
    drawDue()
    await screen.findByText(/This list may differ/)
    expect(screen.queryByText(/^Only the newest/)).toBeNull()
  })
})

describe('which rules these are', () => {
  const RULES = `Rules: ${PACK.id} ${PACK.version}`
  const words = (lines: readonly { readonly text: string }[]) =>
    lines.map(({ text }) => text.replace(/ \(.*/, '').replace(/,.*/, ''))

  it('stands in a note that holds only a say, and goes with the last one', async () => {
    const { noted } = drawDue()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Why: HIV' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'HIV' }))
    await user.click(dialog.getByRole('button', { name: 'Declined' }))
    expect(words(noted())).toEqual([RULES, 'HIV: declined'])
    expect(noted()[0]?.text).toMatch(/\([0-9a-f]{4}-[0-9a-f]{4}\)/)
    await user.click(dialog.getByRole('button', { name: 'Not applicable' }))
    await user.type(dialog.getByLabelText('Why'), 'moved away')
    await user.click(dialog.getByRole('button', { name: 'Keep' }))
    expect(words(noted())).toEqual([RULES, 'HIV: not applicable: moved away'])
    await user.click(dialog.getByRole('button', { name: 'Take back' }))
    expect(noted()).toEqual([])
  })

  it('stands there once, as long as anything of Due does', async () => {
    const { noted } = drawDue()
    const user = userEvent.setup()
    const [hiv, hepatitis] = await Promise.all(
      [/note: Due: HIV/, /note: Due: Hepatitis C/].map((name) => screen.findByLabelText(name)),
    )
    if (!hiv || !hepatitis) throw new Error('two rows')
    await user.click(hiv)
    await user.click(hepatitis)
    await user.click(hiv)
    expect(words(noted())).toEqual([RULES, 'Due: Hepatitis C'])
    await user.click(hepatitis)
    expect(noted()).toEqual([])
  })
})

it('a rule past its review date says so among those that cannot be told', () => {
  const result = (title: string, pastReview: boolean) => ({ rule: { id: title, title }, pastReview }) as RuleResult
  const untold = { because: 'visits could not be read', results: [result('HIV', false), result('Falls', true)] }
  render(<UntoldRow untold={untold} ticked={false} onToggle={() => undefined} onWhy={() => undefined} />)
  expect(document.body.textContent).toContain('HIVFalls (rule past its review date)')
})

it('codes of results that no rule understood: what looks like a service stands open, the rest is folded away', async () => {
  const local = (text: string, code: string) =>
    result(text, '2025-01-01', { concept: concept(text, coding('urn:x', code)) })
  drawDue(undefined, [local('HIV TEST', 'L1'), local('SODIUM', 'L2'), local('SODIUM', 'L2'), local('UREA', 'L3')])
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Rules and codes' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Rules and codes' }))
  expect(
    dialog.getByRole('row', { name: /^HIV TEST HIV, HIV by risk, HIV in pregnancy L1, .* laboratory results$/ }),
  ).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'More codes of laboratory results: 2' }))
  expect(dialog.getByRole('row', { name: /^SODIUM L2, .* laboratory results, 2 times$/ })).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: /^1 as a file of rules/ }))
  const file = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'As a file of rules' })
  expect(JSON.parse(file.value)).toMatchObject({
    localCodes: ['hiv', 'hiv-risk', 'pregnancy-hiv'].map((rule) => ({
      system: 'urn:x',
      code: 'L1',
      rule,
      modality: 'test',
    })),
  })
})
