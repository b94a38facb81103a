import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChartDocument } from '#clinical/document.ts'
import { patient } from '#clinical/immunization/record/samples.ts'
import { documentsQuery, ownNotesQuery, patientQuery, QUERIES } from '#fhir/queries.ts'
import { makeReading, type Reading } from '#lib/reading.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { reading, session } from '../../../tests/fixtures.ts'
import { DueSection } from './DueSection.tsx'

afterEach(cleanup)

const NO_DOCUMENTS: Reading<ChartDocument> = makeReading<ChartDocument>([], [], [], 0)

/** The section over a chart that holds nothing. */
function drawDue(onlyNewest?: number) {
  const { client, has } = still()
  const of = session()
  for (const query of Object.values(QUERIES)) has(query(of), reading([]))
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
