import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { concernsQuery, diagnosesQuery, problemsQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { coding, concept, on, problem, reading, session, SNOMED } from '../../../tests/fixtures.ts'
import { ProblemsSection } from './ProblemsSection.tsx'

afterEach(cleanup)

const hypertension = { concept: concept('Essential hypertension', coding(SNOMED, '59621000')) }

function draw() {
  const { client, has } = still()
  has(
    problemsQuery(session()),
    reading([
      problem('', { ...hypertension, onset: on('2021') }),
      problem('', { ...hypertension, recorded: on('2022-03-01') }),
      problem('Ankle sprain', { status: 'resolved', onset: on('2018'), abated: on('2018-04-01') }),
      problem('Gout', { verification: 'entered-in-error' }),
    ]),
  )
  has(
    diagnosesQuery(session()),
    reading([
      problem('', { ...hypertension, category: 'encounter-diagnosis', recorded: on('2026-05-18') }),
      problem('Sprained wrist', { category: 'encounter-diagnosis', status: 'unknown', recorded: on('2026-07-04') }),
    ]),
  )
  has(concernsQuery(session()), reading([]))
  return drawSection(ProblemsSection, client)
}

it('entries of one problem are one row; each entry keeps its own source', async () => {
  const { openSource } = draw()
  const row = screen.getByText('Essential hypertension').closest('li')!
  expect(screen.getByText('1 active')).toBeTruthy()
  await userEvent.click(within(row).getByRole('button', { name: /3 entries/ }))
  const sources = within(row).getAllByRole('button', { name: 'Source of Essential hypertension' })
  for (const button of sources) await userEvent.click(button)
  expect(new Set(openSource.mock.calls.map(([source]) => source.id)).size).toBe(3)
})

it('ticked, it goes into the note with every source', async () => {
  const { ticked } = draw()
  await userEvent.click(screen.getByRole('checkbox', { name: 'Into the note: Essential hypertension (since 2021)' }))
  expect(ticked[0]).toMatchObject({ section: 'problems', text: 'Essential hypertension (since 2021)' })
  expect(ticked[0]?.sources).toHaveLength(3)
  expect(screen.getByRole('checkbox', { name: /hypertension/ })).toHaveProperty('checked', true)
})

it('resolved ones are folded, and open with one key', async () => {
  draw()
  expect(screen.queryByText('Ankle sprain')).toBeNull()
  screen.getByRole('button', { name: '1 resolved or inactive' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByText('Ankle sprain').closest('li')?.textContent).toContain('Resolved 1 Apr 2018')
})

it('what only visits named stands apart; what was entered in error is no problem and not lost', async () => {
  draw()
  expect(screen.getByRole('heading', { name: /Named at visits/ })).toBeTruthy()
  expect(screen.getByText('Sprained wrist')).toBeTruthy()
  expect(screen.queryByText('Gout')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '1 refuted or entered in error' }))
  expect(screen.getByText('Gout').closest('li')?.textContent).toContain('Entered in error')
  expect(screen.queryByRole('checkbox', { name: /Gout/ })).toBeNull()
  await expectAxeClean(document.body)
})

it('without the list of concerns it says so, and never counts "0 active"', () => {
  const { client, has, failed } = still()
  has(problemsQuery(session()), reading([]))
  has(diagnosesQuery(session()), reading([problem('Sprained wrist', { category: 'encounter-diagnosis' })]))
  failed(concernsQuery(session()))
  drawSection(ProblemsSection, client)
  const region = screen.getByRole('region', { name: 'Problems' })
  expect(region.textContent).toContain('Whether there are any health concerns is unknown.')
  expect(region.textContent).not.toContain('0 active')
  expect(screen.getByText('Sprained wrist')).toBeTruthy()
})
