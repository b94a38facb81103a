import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import { byUrgency } from '#clinical/screening/words.ts'
import {
  allergiesQuery,
  assessmentsQuery,
  concernsQuery,
  diagnosesQuery,
  documentsQuery,
  encountersQuery,
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
import type { Reading } from '#lib/reading.ts'
import { viewQuery, type PartQuery, type ReadQuery } from '#ui/read-query.ts'
import type { Judged } from './judging.ts'
import { useJudged } from './use-judged.ts'

/** What is on its way is not lost: it is "still being read". */
const PENDING: Reading<never> = makeReading<never>([], [], [{ kind: 'still-reading' }], 0)

const readOf = <T>({
  data,
  error,
}: {
  readonly data: Reading<T> | undefined
  readonly error: unknown
}): Reading<T> | undefined => data ?? (error === null ? PENDING : undefined)

const isReading = (reading: Reading<unknown> | undefined): boolean =>
  reading?.gaps.some(({ kind }) => kind === 'still-reading') === true

/** The rules over whatever has been read so far, and the parts they were read from. */
export function useScreening(
  session: Session,
  today: Temporal.PlainDate,
  pack: RulePack,
  says: readonly Say[],
  unmapped: boolean,
): {
  readonly screening: Judged | undefined
  readonly parts: readonly PartQuery<RuleResult>[]
  /** Some readings have not come: what cannot be told now may be told in a moment. */
  readonly reading: boolean
} {
  const patient = useQuery(patientQuery(session))
  const problems = useQuery(problemsQuery(session))
  const diagnoses = useQuery(diagnosesQuery(session))
  const concerns = useQuery(concernsQuery(session))
  const medications = useQuery(medicationsQuery(session))
  const allergies = useQuery(allergiesQuery(session))
  const laboratory = useQuery(laboratoryQuery(session))
  const vitals = useQuery(vitalsQuery(session))
  const socialHistory = useQuery(socialHistoryQuery(session))
  const assessments = useQuery(assessmentsQuery(session))
  const procedures = useQuery(proceduresQuery(session))
  const reports = useQuery(reportsQuery(session))
  const documents = useQuery(documentsQuery(session))

  const encounters = useQuery(encountersQuery(session))

  const problemsRead = readOf(problems)
  const diagnosesRead = readOf(diagnoses)
  const concernsRead = readOf(concerns)
  const medicationsRead = readOf(medications)
  const allergiesRead = readOf(allergies)
  const laboratoryRead = readOf(laboratory)
  const vitalsRead = readOf(vitals)
  const socialHistoryRead = readOf(socialHistory)
  const assessmentsRead = readOf(assessments)
  const proceduresRead = readOf(procedures)
  const reportsRead = readOf(reports)
  const documentsRead = readOf(documents)
  const encountersRead = readOf(encounters)
  const chart = useMemo<Chart>(
    () => ({
      problems: problemsRead,
      diagnoses: diagnosesRead,
      concerns: concernsRead,
      medications: medicationsRead,
      allergies: allergiesRead,
      laboratory: laboratoryRead,
      vitals: vitalsRead,
      socialHistory: socialHistoryRead,
      assessments: assessmentsRead,
      procedures: proceduresRead,
      reports: reportsRead,
      documents: documentsRead,
      encounters: encountersRead,
    }),
    [
      problemsRead,
      diagnosesRead,
      concernsRead,
      medicationsRead,
      allergiesRead,
      laboratoryRead,
      vitalsRead,
      socialHistoryRead,
      assessmentsRead,
      proceduresRead,
      reportsRead,
      documentsRead,
      encountersRead,
    ],
  )
  const screening = useJudged(session.key, patient.data, chart, pack, today, says, unmapped)
  const results = useMemo(() => screening?.results.toSorted(byUrgency) ?? [], [screening])

  const person: ReadQuery<RuleResult> = {
    // Not before the rules have run: no results yet is not "no rule speaks of this patient".
    data: screening && makeReading(results, [], [], patient.dataUpdatedAt),
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
    // As the rules saw it: what they had not seen yet is not told by them.
    reading: screening === undefined || Object.values(screening.chart).some(isReading),
    parts: [
      { part: 'patient', query: person },
      silent('problem list', problems),
      silent('visit diagnoses', diagnoses),
      silent('health concerns', concerns),
      silent('medications', medications),
      silent('allergies', allergies),
      silent('laboratory results', laboratory),
      silent('vital signs', vitals),
      silent('social history', socialHistory),
      silent('questionnaires', assessments),
      silent('procedures', procedures),
      silent('reports', reports),
      silent('documents', documents),
      silent('visits', encounters),
    ],
  }
}
