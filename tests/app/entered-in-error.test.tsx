import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentType } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AllergiesSection } from '#features/allergies/AllergiesSection.tsx'
import { DocumentsSection } from '#features/documents/DocumentsSection.tsx'
import { ImmunizationsSection } from '#features/immunizations/ImmunizationsSection.tsx'
import { MedicationsSection } from '#features/medications/MedicationsSection.tsx'
import { ProblemsSection } from '#features/problems/ProblemsSection.tsx'
import { ProceduresSection } from '#features/procedures/ProceduresSection.tsx'
import { ResultsSection } from '#features/results/ResultsSection.tsx'
import type { SectionProps } from '#features/section.ts'
import { SinceLastVisitSection } from '#features/since-last-visit/SinceLastVisitSection.tsx'
import { SocialHistorySection } from '#features/social-history/SocialHistorySection.tsx'
import { VisitsSection } from '#features/visits/VisitsSection.tsx'
import { VitalsSection } from '#features/vitals/VitalsSection.tsx'
import * as queries from '#fhir/queries.ts'
import type { Reading } from '#lib/reading.ts'
import { drawSection, still } from '../draw-section.tsx'
import * as made from '../fixtures.ts'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const s = made.session()
const after = made.on('2026-08-21')
const wrong = { status: 'entered-in-error' } as const
const unverified = { verification: 'entered-in-error', recorded: after } as const
const refuted = { verification: 'refuted', recorded: after } as const

const ALL = [
  queries.allergiesQuery(s),
  queries.appointmentsQuery(s),
  queries.concernsQuery(s),
  queries.diagnosesQuery(s),
  queries.documentsQuery(s),
  queries.encountersQuery(s),
  queries.immunizationsQuery(s),
  queries.laboratoryQuery(s),
  queries.medicationsQuery(s),
  queries.problemsQuery(s),
  queries.proceduresQuery(s),
  queries.reportsQuery(s),
  queries.socialHistoryQuery(s),
  queries.vitalsQuery(s),
]
type Query = (typeof ALL)[number]
type Case = readonly [what: string, View: ComponentType<SectionProps>, query: Query, item: unknown]

const CASES: readonly Case[] = [
  ['an allergy entered in error', AllergiesSection, queries.allergiesQuery(s), made.allergy('Wrong', unverified)],
  ['a refuted allergy', AllergiesSection, queries.allergiesQuery(s), made.allergy('Wrong', refuted)],
  [
    '"no known allergies" entered in error',
    AllergiesSection,
    queries.allergiesQuery(s),
    made.allergy('Wrong', { ...unverified, says: 'none' }),
  ],
  ['a problem entered in error', ProblemsSection, queries.problemsQuery(s), made.problem('Wrong', unverified)],
  ['a refuted problem', ProblemsSection, queries.problemsQuery(s), made.problem('Wrong', refuted)],
  [
    'a visit diagnosis entered in error',
    ProblemsSection,
    queries.diagnosesQuery(s),
    made.problem('Wrong', { ...unverified, category: 'encounter-diagnosis' }),
  ],
  [
    'a health concern entered in error',
    ProblemsSection,
    queries.concernsQuery(s),
    made.problem('Wrong', { ...unverified, category: 'health-concern' }),
  ],
  [
    'a medication entered in error',
    MedicationsSection,
    queries.medicationsQuery(s),
    made.medication('Wrong', { ...wrong, started: after }),
  ],
  [
    'a result entered in error',
    ResultsSection,
    queries.laboratoryQuery(s),
    made.result('Wrong', after.text, { ...wrong, flag: 'high' }),
  ],
  [
    'a cancelled result',
    ResultsSection,
    queries.laboratoryQuery(s),
    made.result('Wrong', after.text, { status: 'cancelled', flag: 'high' }),
  ],
  ['a vital sign entered in error', VitalsSection, queries.vitalsQuery(s), made.result('Wrong', after.text, wrong)],
  [
    'a blood pressure entered in error',
    VitalsSection,
    queries.vitalsQuery(s),
    { ...made.pressure(after.text, 142, 88), ...wrong },
  ],
  [
    'social history entered in error',
    SocialHistorySection,
    queries.socialHistoryQuery(s),
    made.result('Wrong', after.text, wrong),
  ],
  [
    'an immunization entered in error',
    ImmunizationsSection,
    queries.immunizationsQuery(s),
    made.immunization('Wrong', { ...wrong, given: after }),
  ],
  [
    'a procedure entered in error',
    ProceduresSection,
    queries.proceduresQuery(s),
    made.procedure('Wrong', { ...wrong, performed: after }),
  ],
  ['a visit entered in error', VisitsSection, queries.encountersQuery(s), made.visit('Wrong', after.text, wrong)],
  [
    'an appointment entered in error',
    VisitsSection,
    queries.appointmentsQuery(s),
    made.visit('Wrong', '2026-12-08', { ...wrong, kind: 'appointment' }),
  ],
  [
    'a document entered in error',
    DocumentsSection,
    queries.documentsQuery(s),
    made.chartDocument('Wrong', { ...wrong, date: after }),
  ],
  [
    'a document whose content was entered in error',
    DocumentsSection,
    queries.documentsQuery(s),
    made.chartDocument('Wrong', { docStatus: 'entered-in-error', date: after }),
  ],
  [
    'a report entered in error',
    DocumentsSection,
    queries.reportsQuery(s),
    made.chartDocument('Wrong', { ...wrong, docStatus: wrong.status, kind: 'report', date: after }),
  ],
]

const LAST_VISIT = made.visit('Office visit', '2026-05-18')

/** A chart that is read whole and holds nothing but this, and the visits given. */
function holds(query: Query, item: unknown, ...visits: readonly unknown[]) {
  const { client, has } = still()
  for (const each of ALL) has(each, made.reading([]))
  has(queries.encountersQuery(s), made.reading(visits))
  const there = client.getQueryData<Reading<unknown>>(query.queryKey)?.items ?? []
  has(query, made.reading([...there, item]))
  return client
}

describe.each(CASES)('%s', (_, View, query, item) => {
  it('cannot be ticked into the note, is not counted, and is not lost', async () => {
    drawSection(View, holds(query, item))
    const region = screen.getByRole('region')
    expect(region.textContent).toMatch(/No .+ recorded/)
    expect(region.querySelector('header .quiet')?.textContent ?? '').not.toMatch(/[1-9]/)
    await userEvent.click(within(region).getByRole('button', { name: /^1 .*entered in error$/ }))
    expect(within(region).getByRole('listitem').textContent).toMatch(/Wrong|Blood pressure/)
    expect(screen.queryByRole('checkbox')).toBeNull()
  })

  it('is no change since the last visit', () => {
    drawSection(SinceLastVisitSection, holds(query, item, LAST_VISIT))
    expect(screen.getByRole('region').textContent).toContain('No dated change recorded')
    expect(screen.queryByRole('checkbox')).toBeNull()
  })
})
