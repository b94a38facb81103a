import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import type { Fact } from '#clinical/source.ts'
import {
  allergiesQuery,
  appointmentsQuery,
  assessmentsQuery,
  concernsQuery,
  diagnosesQuery,
  documentsQuery,
  encountersQuery,
  immunizationsQuery,
  laboratoryQuery,
  medicationsQuery,
  problemsQuery,
  proceduresQuery,
  reportsQuery,
  socialHistoryQuery,
  vitalsQuery,
} from '#fhir/queries.ts'
import type { Reading } from '#lib/reading.ts'
import type { DraftLine } from './draft-content.ts'
import { newsOf, type News } from './line-news.ts'
import type { Part } from './not-read.ts'

const PARTS = [
  ['problems', 'Condition'],
  ['visit diagnoses', 'Condition'],
  ['health concerns', 'Condition'],
  ['medications', 'MedicationRequest'],
  ['allergies', 'AllergyIntolerance'],
  ['immunizations', 'Immunization'],
  ['laboratory results', 'Observation'],
  ['vital signs', 'Observation'],
  ['social history', 'Observation'],
  ['questionnaires', 'Observation'],
  ['procedures', 'Procedure'],
  ['reports', 'DiagnosticReport'],
  ['documents', 'DocumentReference'],
  ['visits', 'Encounter'],
  ['appointments', 'Appointment'],
] as const

/** All that the note may speak of, as far as it has been read by now. */
export function useParts(session: Session): readonly Part[] {
  const results: readonly UseQueryResult<Reading<Fact>>[] = useQueries({
    queries: [
      problemsQuery(session),
      diagnosesQuery(session),
      concernsQuery(session),
      medicationsQuery(session),
      allergiesQuery(session),
      immunizationsQuery(session),
      laboratoryQuery(session),
      vitalsQuery(session),
      socialHistoryQuery(session),
      assessmentsQuery(session),
      proceduresQuery(session),
      reportsQuery(session),
      documentsQuery(session),
      encountersQuery(session),
      appointmentsQuery(session),
    ],
  })
  return useMemo(
    () =>
      results.map(({ data, error }, at) => {
        const [name, holds] = PARTS[at] ?? ['', '']
        return { name, holds, data, error }
      }),
    [results],
  )
}

/** What has become of what the ticked lines stand on, by the line; empty if nothing is known to have changed. */
export const useLineNews = (lines: readonly DraftLine[], parts: readonly Part[]): ReadonlyMap<string, News> =>
  useMemo(
    () =>
      new Map(
        lines.flatMap((each) => {
          const news = newsOf(each, parts)
          return news ? [[each.line.id, news] as const] : []
        }),
      ),
    [lines, parts],
  )
