import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { screen, type Screening } from '#clinical/screening/evaluate.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { byUrgency } from '#clinical/screening/words.ts'
import {
  concernsQuery,
  diagnosesQuery,
  documentsQuery,
  laboratoryQuery,
  medicationsQuery,
  patientQuery,
  problemsQuery,
  proceduresQuery,
  reportsQuery,
  socialHistoryQuery,
  vitalsQuery,
} from '#fhir/queries.ts'
import { makeReading } from '#lib/reading.ts'
import { viewQuery, type PartQuery, type ReadQuery } from '#ui/read-query.ts'

/** The rules over whatever has been read so far, and the parts they were read from. */
export function useScreening(
  session: Session,
  today: Temporal.PlainDate,
  pack: RulePack,
  says: readonly Say[],
): { readonly screening: Screening | undefined; readonly parts: readonly PartQuery<RuleResult>[] } {
  const patient = useQuery(patientQuery(session))
  const problems = useQuery(problemsQuery(session))
  const diagnoses = useQuery(diagnosesQuery(session))
  const concerns = useQuery(concernsQuery(session))
  const medications = useQuery(medicationsQuery(session))
  const laboratory = useQuery(laboratoryQuery(session))
  const vitals = useQuery(vitalsQuery(session))
  const socialHistory = useQuery(socialHistoryQuery(session))
  const procedures = useQuery(proceduresQuery(session))
  const reports = useQuery(reportsQuery(session))
  const documents = useQuery(documentsQuery(session))

  const screening = useMemo(() => {
    const chart: Chart = {
      problems: problems.data,
      diagnoses: diagnoses.data,
      concerns: concerns.data,
      medications: medications.data,
      laboratory: laboratory.data,
      vitals: vitals.data,
      socialHistory: socialHistory.data,
      procedures: procedures.data,
      reports: reports.data,
      documents: documents.data,
    }
    return patient.data && screen({ patient: patient.data, today, chart, pack, says })
  }, [
    patient.data,
    problems.data,
    diagnoses.data,
    concerns.data,
    medications.data,
    laboratory.data,
    vitals.data,
    socialHistory.data,
    procedures.data,
    reports.data,
    documents.data,
    today,
    pack,
    says,
  ])
  const results = useMemo(() => screening?.results.toSorted(byUrgency) ?? [], [screening])

  const person: ReadQuery<RuleResult> = {
    data: patient.data && makeReading(results, [], [], patient.dataUpdatedAt),
    error: patient.error,
    isFetching: patient.isFetching,
    refetch: patient.refetch,
  }
  const silent = <T>(part: string, query: ReadQuery<T>): PartQuery<RuleResult> => ({
    part,
    query: viewQuery(query, () => []),
  })
  return {
    screening,
    parts: [
      { part: 'patient', query: person },
      silent('problem list', problems),
      silent('visit diagnoses', diagnoses),
      silent('health concerns', concerns),
      silent('medications', medications),
      silent('laboratory results', laboratory),
      silent('vital signs', vitals),
      silent('social history', socialHistory),
      silent('procedures', procedures),
      silent('reports', reports),
      silent('documents', documents),
    ],
  }
}
