import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SignIn } from '#auth/session.ts'
import type { Patient } from '#clinical/patient.ts'
import { patientSearchQuery, type PatientCriteria } from '#fhir/queries.ts'
import { Announce } from '#ui/Announce.tsx'
import { FoundPatients } from './FoundPatients.tsx'
import { SearchForm } from './SearchForm.tsx'

export type PatientSearchProps = {
  readonly signIn: SignIn
  readonly today: Temporal.PlainDate
  readonly onChoose: (patient: Patient) => void
}

/** Finds one person by details that leave no doubt. Nobody is chosen but by a press of the button. */
export function PatientSearch({ signIn, today, onChoose }: PatientSearchProps) {
  const [criteria, setCriteria] = useState<PatientCriteria>()
  return (
    <>
      <SearchForm today={today} onSearch={setCriteria} />
      {criteria ? <Answer key={JSON.stringify(criteria)} {...{ signIn, today, criteria, onChoose }} /> : <Announce />}
    </>
  )
}

type AnswerProps = PatientSearchProps & { readonly criteria: PatientCriteria }

function Answer({ signIn, today, criteria, onChoose }: AnswerProps) {
  const { data, error, isFetching, refetch } = useQuery(patientSearchQuery(signIn, criteria))
  return (
    <FoundPatients
      found={data}
      error={error}
      searching={isFetching}
      today={today}
      onRetry={() => void refetch()}
      onChoose={onChoose}
    />
  )
}
