import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { medicationsQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { medication, on, reading, session, unreadable } from '../../../tests/fixtures.ts'
import { MedicationsSection } from './MedicationsSection.tsx'

afterEach(cleanup)

const items = [
  medication('Sumatriptan 50 mg', { asNeeded: true, started: on('2019') }),
  medication('Losartan 50 mg', { dose: '1 tablet daily', started: on('2026-08-21') }),
  medication('Lisinopril 10 mg', {
    status: 'stopped',
    statusReason: 'Cough',
    ended: on('2026-08-21'),
    started: on('2021'),
  }),
  medication('Metformin 500 mg', { status: 'on-hold', started: on('2026-10-05') }),
  medication('Aspirin 81 mg', { reported: true }),
  medication('Warfarin', { status: 'entered-in-error' }),
]

function draw(lack = {}) {
  const { client, has } = still()
  has(medicationsQuery(session()), reading(items, lack))
  return drawSection(MedicationsSection, client)
}

const region = () => screen.getByRole('region', { name: 'Medications' })

it('active ones come newest start first, then what is neither active nor over; stopped ones are folded', async () => {
  draw()
  expect(screen.getByText('3 recorded as active')).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'Losartan 50 mg, 1 tablet daily21 Aug 2026›',
    'Sumatriptan 50 mg, as needed2019›',
    'Aspirin 81 mgundated›reported, not ordered here',
    'on holdMetformin 500 mg5 Oct 2026›',
  ])
  await userEvent.click(screen.getByRole('button', { name: '1 stopped, completed or cancelled' }))
  expect(region().textContent).toContain('Cough · until 21 Aug 2026')
  await expectAxeClean(document.body)
})

it('never says that a medication is taken', () => {
  draw()
  expect(region().textContent).not.toMatch(/\btak(es|ing|en)\b/)
})

it('what was entered in error is not counted and cannot be ticked', async () => {
  draw()
  await userEvent.click(screen.getByRole('button', { name: '1 entered in error' }))
  expect(screen.getByText('Warfarin')).toBeTruthy()
  expect(screen.queryByRole('checkbox', { name: /Warfarin/ })).toBeNull()
})

it('one that could not be understood keeps the count from being final', () => {
  draw({ unread: [unreadable()] })
  expect(screen.getByText('at least 3 recorded as active')).toBeTruthy()
  expect(region().textContent).toContain('1 entry could not be understood and is not listed.')
})

it('ticked, it says what is recorded', async () => {
  const { ticked } = draw()
  await userEvent.click(screen.getByRole('checkbox', { name: /Losartan/ }))
  expect(ticked[0]?.text).toBe('Losartan 50 mg, 1 tablet daily (recorded as active, from 21 Aug 2026)')
})
