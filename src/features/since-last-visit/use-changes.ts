import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import type { Change } from '#clinical/since-last-visit/change.ts'
import { medicationChanges } from '#clinical/since-last-visit/medication-changes.ts'
import { problemChanges } from '#clinical/since-last-visit/problem-changes.ts'
import { resultChanges } from '#clinical/since-last-visit/result-changes.ts'
import { documentChanges, visitChanges } from '#clinical/since-last-visit/visit-changes.ts'
import {
  diagnosesQuery,
  documentsQuery,
  encountersQuery,
  laboratoryQuery,
  medicationsQuery,
  problemsQuery,
  reportsQuery,
} from '#fhir/queries.ts'
import { viewQuery } from '#ui/read-query.ts'
import type { PartQuery } from '#ui/read-query.ts'

const NONE: readonly Change[] = []

/** What changed since a day, reading by reading, so that what one reading cannot tell is said. */
export function useChanges(session: Session, since: string | undefined, today: string): PartQuery<Change>[] {
  const problems = useQuery(problemsQuery(session))
  const diagnoses = useQuery(diagnosesQuery(session))
  const medications = useQuery(medicationsQuery(session))
  const laboratory = useDeferredValue(useQuery(laboratoryQuery(session)))
  const visits = useQuery(encountersQuery(session))
  const documents = useQuery(documentsQuery(session))
  const reports = useQuery(reportsQuery(session))
  const openId = session.encounterId
  const ofProblems = useMemo(
    () =>
      since === undefined
        ? NONE
        : problemChanges([...(problems.data?.items ?? []), ...(diagnoses.data?.items ?? [])], since),
    [problems.data, diagnoses.data, since],
  )
  const ofMedications = useMemo(
    () => (since === undefined ? NONE : medicationChanges(medications.data?.items ?? [], since)),
    [medications.data, since],
  )
  const ofResults = useMemo(
    () => (since === undefined ? NONE : resultChanges(laboratory.data?.items ?? [], since)),
    [laboratory.data, since],
  )
  const ofVisits = useMemo(
    () => (since === undefined ? NONE : visitChanges(visits.data?.items ?? [], since, today, openId)),
    [visits.data, since, today, openId],
  )
  const ofDocuments = useMemo(
    () => (since === undefined ? NONE : documentChanges(documents.data?.items ?? [], since)),
    [documents.data, since],
  )
  const ofReports = useMemo(
    () => (since === undefined ? NONE : documentChanges(reports.data?.items ?? [], since)),
    [reports.data, since],
  )
  const isDiagnosis = ({ id }: Change) => diagnoses.data?.items.some((problem) => problem.id === id) === true
  return [
    { part: 'problems', query: viewQuery(problems, () => ofProblems.filter((change) => !isDiagnosis(change))) },
    { part: 'visit diagnoses', query: viewQuery(diagnoses, () => ofProblems.filter(isDiagnosis)) },
    { part: 'medications', query: viewQuery(medications, () => ofMedications) },
    { part: 'results', query: viewQuery(laboratory, () => ofResults) },
    { part: 'visits', query: viewQuery(visits, () => ofVisits) },
    { part: 'documents', query: viewQuery(documents, () => ofDocuments) },
    { part: 'reports', query: viewQuery(reports, () => ofReports) },
  ]
}
