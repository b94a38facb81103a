import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import type { Fact } from '#clinical/source.ts'
import { QUERIES } from '#fhir/queries.ts'
import type { Reading } from '#lib/reading.ts'
import type { DraftLine } from './draft-content.ts'
import { newsOf, type News } from './line-news.ts'
import type { Part } from './not-read.ts'

/** What it is called, of which type its entries are, and how it is read. */
const PARTS = [
  ['problems', 'Condition', QUERIES.problems],
  ['visit diagnoses', 'Condition', QUERIES.diagnoses],
  ['health concerns', 'Condition', QUERIES.concerns],
  ['medications', 'MedicationRequest', QUERIES.medications],
  ['allergies', 'AllergyIntolerance', QUERIES.allergies],
  ['immunizations', 'Immunization', QUERIES.immunizations],
  ['laboratory results', 'Observation', QUERIES.laboratory],
  ['vital signs', 'Observation', QUERIES.vitals],
  ['social history', 'Observation', QUERIES.socialHistory],
  ['questionnaires', 'Observation', QUERIES.assessments],
  ['procedures', 'Procedure', QUERIES.procedures],
  ['reports', 'DiagnosticReport', QUERIES.reports],
  ['documents', 'DocumentReference', QUERIES.documents],
  ['visits', 'Encounter', QUERIES.encounters],
  ['appointments', 'Appointment', QUERIES.appointments],
] as const

/** All that the note may speak of, as far as it has been read by now. */
export function useParts(session: Session): readonly Part[] {
  const results: readonly UseQueryResult<Reading<Fact>>[] = useQueries({
    queries: PARTS.map(([, , query]) => query(session)),
  })
  return useMemo(
    () =>
      PARTS.map(([name, holds], at) => ({ name, holds, data: results[at]?.data, error: results[at]?.error ?? null })),
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
