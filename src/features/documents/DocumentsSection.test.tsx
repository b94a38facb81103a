import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { documentsQuery, encountersQuery, reportsQuery } from '#fhir/queries.ts'
import type { ChartDocument } from '#clinical/document.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { chartDocument, on, reading, session } from '../../../tests/fixtures.ts'
import { DocumentsSection } from './DocumentsSection.tsx'

afterEach(cleanup)

function draw(documents: readonly ChartDocument[]) {
  const { client, has } = still()
  has(documentsQuery(session()), reading(documents))
  has(reportsQuery(session()), reading([]))
  has(encountersQuery(session()), reading([]))
  return drawSection(DocumentsSection, client)
}
const wrong = chartDocument('Letter of another patient', { status: 'entered-in-error' })

it('a document entered in error is none of the documents recorded, is not lost, and cannot go into a note', async () => {
  draw([wrong])
  expect(screen.getByText(/^No reports or documents recorded/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '1 entered in error' }))
  expect(screen.getByText('Letter of another patient')).toBeTruthy()
  expect(screen.queryByRole('checkbox')).toBeNull()
})

it('beside others only those are offered for a note', async () => {
  draw([wrong, chartDocument('Letter')])
  expect(screen.getAllByRole('checkbox')).toHaveLength(1)
  await userEvent.click(screen.getByRole('button', { name: '1 entered in error' }))
  expect(screen.getAllByRole('checkbox')).toHaveLength(1)
})

it('what is older than is shown is counted, and what is not final says so', () => {
  draw([chartDocument('Letter', { docStatus: 'preliminary' }), chartDocument('Old letter', { date: on('1999-01-02') })])
  expect(screen.getByText(/^1 more before /)).toBeTruthy()
  expect(screen.queryByText('Old letter')).toBeNull()
  expect(screen.getByText(/preliminary/)).toBeTruthy()
})
