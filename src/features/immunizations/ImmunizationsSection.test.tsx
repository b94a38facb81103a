import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { immunizationsQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { immunization, on, reading, session } from '../../../tests/fixtures.ts'
import { ImmunizationsSection } from './ImmunizationsSection.tsx'

afterEach(cleanup)

function draw() {
  const { client, has } = still()
  has(
    immunizationsQuery(session()),
    reading([
      immunization('Tdap', { given: on('2017-01-20'), primarySource: false }),
      immunization('Influenza', { given: on('2025-10-14') }),
      immunization('COVID-19', { status: 'not-done', statusReason: 'Patient declined', given: on('2025-10-13') }),
      immunization('Zoster', { status: 'entered-in-error' }),
    ]),
  )
  return drawSection(ImmunizationsSection, client)
}

it('a dose not given is said so with its reason, and not counted', async () => {
  draw()
  expect(screen.getByText('2 doses recorded')).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'Influenza14 Oct 2025›',
    'Not givenCOVID-1913 Oct 2025›Patient declined',
    'Tdap20 Jan 2017›reported, not given here',
  ])
  await expectAxeClean(document.body)
})

it('ticked, a dose not given says so in the note', async () => {
  const { ticked } = draw()
  await userEvent.click(screen.getByRole('checkbox', { name: /COVID/ }))
  expect(ticked[0]?.text).toBe('COVID-19: not given, Patient declined (13 Oct 2025)')
})
