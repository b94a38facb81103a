import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { encountersQuery, proceduresQuery } from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { on, procedure, reading, session } from '../../../tests/fixtures.ts'
import { ProceduresSection } from './ProceduresSection.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

it('says what was done, and what was not; an older one is counted, one entered in error is neither', async () => {
  const { client, has } = still()
  has(encountersQuery(session()), reading([]))
  has(
    proceduresQuery(session()),
    reading([
      procedure('Colonoscopy', { performed: on('2019-03-09') }),
      procedure('Biopsy', { performed: on('2026-03-09'), outcome: 'Benign' }),
      procedure('Physiotherapy', { performed: on('2026-08-01'), status: 'not-done' }),
      procedure('Cast', { status: 'entered-in-error' }),
    ]),
  )
  drawSection(ProceduresSection, client)
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'not donePhysiotherapy1 Aug 2026›',
    'Biopsy9 Mar 2026›Benign',
  ])
  expect(screen.getByText(/1 more before 23 Nov 2025/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '1 entered in error' })).toBeTruthy()
  await expectAxeClean(document.body)
})
