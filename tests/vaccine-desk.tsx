import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { patient, reading } from '#clinical/immunization/record/samples.ts'
import { composeNote } from '#clinical/compose-note.ts'
import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import {
  allergiesQuery,
  diagnosesQuery,
  documentsQuery,
  immunizationsQuery,
  laboratoryQuery,
  ownNotesQuery,
  patientQuery,
  problemsQuery,
  socialHistoryQuery,
} from '#fhir/queries.ts'
import { ForecastSection } from '#features/immunizations/ForecastSection.tsx'
import type { ChartDocument } from '#clinical/document.ts'
import { makeReading, type Reading } from '#lib/reading.ts'
import { drawSection, still } from './draw-section.tsx'
import { session } from './fixtures.ts'

/** Nobody grants the chart's own recommendations, unless a test is about them. */
export const granted = session({ can: (_, type) => type !== 'ImmunizationRecommendation' })

type Asked = Partial<Record<'problems' | 'allergies' | 'laboratory', ReturnType<typeof reading>>> & {
  /** A line of a note filed on 1 June 2026. */
  readonly note?: string
  /** How many of the newest notes were opened, where there are more. */
  readonly onlyNewest?: number
}

const filed = (line: string): string =>
  composeNote({
    lines: [{ id: 'said', section: 'due', text: line, sources: [] }],
    freeText: '',
    visit: undefined,
    today: Temporal.PlainDate.from('2026-06-01'),
    author: undefined,
    notRead: [],
  }).text

const NO_DOCUMENTS: Reading<ChartDocument> = makeReading<ChartDocument>([], [], [], 0)

/** A chart that has been read. The schedule has the season of 2025: on 23 Nov 2026 its data of COVID-19, influenza and RSV are out of date. */
export function putChart(
  born: string,
  doses: readonly ImmunizationRecord[] = [],
  more: Asked = {},
  given = reading(doses),
) {
  const { client, has, failed } = still()
  has(patientQuery(granted), patient(born))
  has(immunizationsQuery(granted), given)
  has(problemsQuery(granted), more.problems ?? reading([]))
  has(diagnosesQuery(granted), reading([]))
  has(allergiesQuery(granted), more.allergies ?? reading([]))
  has(laboratoryQuery(granted), more.laboratory ?? reading([]))
  has(socialHistoryQuery(granted), reading([]))
  has(documentsQuery(granted), NO_DOCUMENTS)
  has(ownNotesQuery(granted, NO_DOCUMENTS), {
    texts: more.note === undefined ? [] : [filed(more.note)],
    unread: false,
    onlyNewest: more.onlyNewest,
  })
  return { client, has, failed }
}

export const drawForecast = (...record: Parameters<typeof putChart>) =>
  drawSection(ForecastSection, putChart(...record).client, granted)
export const region = () => screen.getByRole('region', { name: 'Vaccines due' })
export const forecast = () =>
  screen.findByText(/Forecast by CDC CDSi 4\.64, published 10 Nov 2025/, {}, { timeout: 20_000 })

/** The row of a vaccine; folds are opened first. */
export async function rowOf(group: string): Promise<HTMLElement> {
  await forecast()
  for (const closed of region().querySelectorAll<HTMLElement>('[aria-expanded="false"]')) {
    if (/complete or not needed|later in life|not counted|not applicable$/.test(closed.textContent))
      await userEvent.click(closed)
  }
  const label = screen.getByLabelText(new RegExp(`^Into the note: ${group} vaccine:`))
  const row = label.closest('li')
  if (!row) throw new Error('a forecast stands in a row')
  return row
}
