import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appointmentsQuery, encountersQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { on, reading, session, visit } from '../../../tests/fixtures.ts'
import { VisitsSection } from './VisitsSection.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const encounters = reading([
  visit('Office visit', '2026-05-18', {
    clinicians: [{ name: 'Attending, Dr.', id: 'a' }],
    location: 'Family Medicine',
  }),
  visit('Old visit', '2020-05-18'),
  visit('Undated visit', undefined),
])
const planned = visit('Ophthalmology', '2026-12-08', { kind: 'appointment', status: 'planned' })
const missed = visit('Dermatology', '2026-02-01', { kind: 'appointment', status: 'no-show' })

it('planned ones come first, then past ones; missed ones are folded', async () => {
  const { client, has } = still()
  has(encountersQuery(session()), encounters)
  has(appointmentsQuery(session()), reading([planned, missed]))
  drawSection(VisitsSection, client)
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'PlannedOphthalmology8 Dec 2026›',
    'Office visit18 May 2026›Attending, Dr. · Family Medicine',
    'Undated visitundated›',
  ])
  expect(screen.getByText(/1 more before 23 Nov 2025/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '1 cancelled, missed or entered in error' }))
  expect(screen.getByText('Did not come').closest('li')?.textContent).toContain('Dermatology')
  await expectAxeClean(document.body)
})

it('a visit that is over and was never closed in Epic is not under way', () => {
  const { client, has } = still()
  const end = on('2026-06-02')
  const open = visit('Office visit', '2026-06-02', { status: 'in-progress', end })
  has(encountersQuery(session()), reading([open, visit('Stay', '2026-06-01', { status: 'in-progress' })]))
  has(appointmentsQuery(session()), reading([]))
  drawSection(VisitsSection, client)
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'Not closedOffice visit2 Jun 2026›',
    'Under wayStay1 Jun 2026›',
  ])
})

it('where planned visits could not be read, it says so beside the past ones', () => {
  const { client, has, failed } = still()
  has(encountersQuery(session()), encounters)
  failed(appointmentsQuery(session()))
  drawSection(VisitsSection, client)
  const region = screen.getByRole('region', { name: 'Visits' })
  expect(region.textContent).toContain('Planned visits: could not be read.')
  expect(within(region).getByText('Office visit')).toBeTruthy()
})
