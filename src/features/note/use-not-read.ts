import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
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
import { notRead } from './not-read.ts'

const NAMES = [
  'problems',
  'visit diagnoses',
  'health concerns',
  'medications',
  'allergies',
  'immunizations',
  'laboratory results',
  'vital signs',
  'social history',
  'questionnaires',
  'procedures',
  'reports',
  'documents',
  'visits',
  'appointments',
] as const

/** What of the chart has not been read as it stands now, in the words of the note. */
export function useNotRead(session: Session): readonly string[] {
  const results: readonly UseQueryResult<Reading<unknown>>[] = useQueries({
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
    () => notRead(results.map(({ data, error }, at) => ({ name: NAMES[at] ?? '', data, error }))),
    [results],
  )
}
