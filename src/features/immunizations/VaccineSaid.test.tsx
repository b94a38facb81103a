import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { dose } from '#clinical/immunization/record/samples.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawForecast, region, rowOf } from '../../../tests/vaccine-desk.tsx'

afterEach(cleanup)

describe("the clinician's own word", () => {
  it('declined goes into the note, sets the vaccine aside and can be taken back', async () => {
    const { ticked } = drawForecast('2014-11-23')
    const user = userEvent.setup()
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: 'Declined' }))
    expect(ticked.at(-1)).toMatchObject({ section: 'due' })
    expect(ticked.at(-1)?.text).toBe('Polio vaccine: declined (said 23 Nov 2026; vaccine-polio)')
    await user.click(screen.getByRole('button', { name: /1 declined, deferred or not applicable/ }))
    const aside = await rowOf('Polio')
    expect(aside.textContent).toContain('Overdue Polio')
    expect(aside.textContent).toContain('Declined 23 Nov 2026.')
    await user.click(within(aside).getByRole('button', { name: /No dose recorded/ }))
    await user.click(within(aside).getByRole('button', { name: 'Take back' }))
    expect(screen.queryByRole('button', { name: /declined, deferred/ })).toBeNull()
    expect(
      within(screen.getByRole('list', { name: 'Vaccines due' })).getByLabelText(/^Into the note: Polio/),
    ).toBeTruthy()
  })

  it('deferring asks for a day ahead', async () => {
    const { ticked } = drawForecast('2014-11-23')
    const user = userEvent.setup()
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    const row = await rowOf('Polio')
    await user.click(within(row).getByRole('button', { name: 'Defer' }))
    await user.type(within(row).getByLabelText('Until'), '2026-11-23')
    await user.click(within(row).getByRole('button', { name: 'Keep' }))
    expect(within(row).getByRole('alert').textContent).toBe('The day must lie ahead.')
    expect(ticked).toEqual([])
    await expectAxeClean(region())
  })

  it('nothing is to be said of what is complete, contraindicated or cannot be told', async () => {
    drawForecast('2015-09-23', [dose('2016-11-01:03'), dose('2020-01-01:03'), dose(':10')])
    for (const group of ['MMR', 'Polio']) {
      const row = await rowOf(group)
      await userEvent.click(within(row).getByRole('button', { name: /recorded|counts here/ }))
      expect(within(row).queryByRole('button', { name: 'Declined' })).toBeNull()
    }
  })

  const sayElsewhere = async (user: ReturnType<typeof userEvent.setup>, when: string, where: string) => {
    const row = within(await rowOf('Polio'))
    await user.click(row.getByRole('button', { name: 'Given elsewhere' }))
    await user.type(row.getByLabelText('When'), when)
    await user.type(row.getByLabelText('Where'), where)
    await user.click(row.getByRole('button', { name: 'Keep' }))
  }

  it('a dose given elsewhere goes into the note, is shown, and makes nothing up to date', async () => {
    const { ticked } = drawForecast('2014-11-23')
    const user = userEvent.setup()
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    await sayElsewhere(user, '2015-02', 'County clinic')
    await sayElsewhere(user, '2015-05', 'County clinic')
    expect(ticked.map(({ text }) => text)).toEqual([
      'Polio vaccine: done elsewhere, a dose, Feb 2015, at County clinic (said 23 Nov 2026; vaccine-polio/dose)',
      'Polio vaccine: done elsewhere, a dose, May 2015, at County clinic (said 23 Nov 2026; vaccine-polio/dose)',
    ])
    const row = await rowOf('Polio')
    expect(row.closest('ul')?.getAttribute('aria-label')).toBe('Vaccines due')
    expect(row.textContent).toContain('Overdue Polio')
    expect(row.textContent).toContain('Dose 1 should have been given by')
    expect(row.textContent).toContain(
      'Given elsewhere, as said; not in the record and not counted: Feb 2015 (County clinic); May 2015 (County clinic)',
    )
    await expectAxeClean(region())
    await user.click(screen.getByLabelText(/^Into the note: Polio vaccine: overdue/))
    expect(ticked.at(-1)?.text).toMatch(/^Polio vaccine: overdue\. .*Given elsewhere, as said; not in the record/)
  })

  it('one of two doses given elsewhere is taken back, the other stays', async () => {
    drawForecast('2014-11-23')
    const user = userEvent.setup()
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    await sayElsewhere(user, '2015-02', 'County clinic')
    await sayElsewhere(user, '2015-05', 'abroad')
    const buttons = within(await rowOf('Polio')).getAllByRole('button', { name: 'Take back' })
    expect(buttons).toHaveLength(2)
    for (const first of buttons.slice(0, 1)) await user.click(first)
    expect((await rowOf('Polio')).textContent).toContain('not counted: May 2015 (abroad)')
    expect((await rowOf('Polio')).textContent).not.toContain('Feb 2015')
  })

  it('more earlier notes than were opened are told, quietly', async () => {
    drawForecast('2014-11-23', [], { onlyNewest: 8 })
    const told = await screen.findByText(/^Only the newest 8 notes .* is not known here\.$/)
    expect(told.className).toBe('footnote')
    cleanup()
    drawForecast('2014-11-23')
    await rowOf('Polio')
    expect(region().textContent).not.toContain('Only the newest')
  })

  it('what an earlier note holds is shown as such, and a new line withdraws it', async () => {
    const { ticked } = drawForecast('2014-11-23', [], {
      note: 'Polio vaccine: done elsewhere, a dose, Feb 2015, at County clinic (said 1 Jun 2026; vaccine-polio/dose)',
    })
    const user = userEvent.setup()
    expect((await rowOf('Polio')).textContent).toContain('not counted: Feb 2015 (County clinic)')
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    expect((await rowOf('Polio')).textContent).toContain(
      'Given elsewhere: Feb 2015 (County clinic). (from an earlier note)',
    )
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: 'This no longer holds' }))
    expect(ticked.at(-1)?.text).toBe(
      'Polio vaccine: what earlier notes say of it no longer holds (said 23 Nov 2026; vaccine-polio)',
    )
    expect((await rowOf('Polio')).textContent).not.toContain('Feb 2015')
  })
})
