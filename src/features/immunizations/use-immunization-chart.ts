import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import type { ImmunizationChart } from '#clinical/immunization/record/chart.ts'
import { forForecast } from '#clinical/immunization/record/pregnancy.ts'
import {
  allergiesQuery,
  diagnosesQuery,
  immunizationsQuery,
  laboratoryQuery,
  patientQuery,
  problemsQuery,
  socialHistoryQuery,
} from '#fhir/queries.ts'
import { makeReading, mapReading } from '#lib/reading.ts'
import type { Gap, Reading } from '#lib/reading.ts'

/** What a forecast is made of, once patient and immunizations are read and the rest has come or failed; `unread` where they could not be. */
export function useImmunizationChart(session: Session): ImmunizationChart | 'waiting' | 'unread' {
  const patient = useQuery(patientQuery(session))
  const immunizations = useQuery(immunizationsQuery(session))
  const problems = useQuery(problemsQuery(session))
  const diagnoses = useQuery(diagnosesQuery(session))
  const allergies = useQuery(allergiesQuery(session))
  const laboratory = useQuery(laboratoryQuery(session))
  const social = useQuery(socialHistoryQuery(session))
  const unread = patient.error !== null || immunizations.error !== null
  const rest = [problems, diagnoses, allergies, laboratory, social]
  const settled = rest.every(({ data, error }) => data !== undefined || error !== null)
  const [person, given] = [patient.data, immunizations.data]
  const [listed, diagnosed, allergic] = [problems.data, diagnoses.data, allergies.data]
  const [tested, told] = [laboratory.data, social.data]
  return useMemo(() => {
    if (!person || !given) return unread ? 'unread' : 'waiting'
    if (!settled) return 'waiting'
    return {
      patient: person,
      immunizations: whole([given]),
      problems: whole([listed, diagnosed]),
      allergies: whole([allergic]),
      results: mapReading(whole([tested, told]), (items) => items.filter(forForecast)),
    }
  }, [person, given, unread, settled, listed, diagnosed, allergic, tested, told])
}

/** Several readings as one; one that failed keeps it from being complete. What the server sent in full need not go to the worker. */
const whole = <T>(readings: readonly (Reading<T> | undefined)[]): Reading<T> =>
  makeReading(
    readings.flatMap((each) => each?.items ?? []),
    readings.flatMap((each) => each?.unreadable ?? []).map((each) => ({ ...each, raw: undefined })),
    readings.flatMap((each): readonly Gap[] => each?.gaps ?? [{ kind: 'part-failed' }]),
    Math.min(...readings.map((each) => each?.asOf ?? Infinity)),
  )
