import { useQuery } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import { visitInWords } from '#clinical/compose-note.ts'
import type { Visit } from '#clinical/visit.ts'
import { appointmentsQuery, encountersQuery } from '#fhir/queries.ts'
import { appointmentsAhead, visitGroups, type VisitGroup } from './visit-choice.ts'

export type ChosenVisit = {
  readonly id: string
  /** Undefined where the EHR named the visit and it could not be read. */
  readonly visit: Visit | undefined
  readonly words: string
  readonly named: boolean
}

export type VisitChoice = {
  readonly groups: readonly VisitGroup[]
  readonly chosen: ChosenVisit | undefined
  readonly appointments: readonly string[]
  readonly waiting: boolean
  readonly failed: boolean
  readonly incomplete: boolean
  readonly retry: () => void
}

/** The visit that the EHR named, or the one that a person chose; never one that merely seems likely. */
export function useVisitChoice(session: Session, visitId: string | undefined, today: Temporal.PlainDate): VisitChoice {
  const encounters = useQuery(encountersQuery(session))
  const appointments = useQuery(appointmentsQuery(session))
  const visits = encounters.data?.items ?? []
  const id = visitId ?? session.encounterId
  const visit = visits.find(({ kind, bareId }) => kind === 'encounter' && bareId === id)
  const named = id !== undefined && id === session.encounterId
  const words = visit ? visitInWords(visit) : 'The visit this chart was opened for'
  return {
    groups: visitGroups(visits, today),
    chosen: id !== undefined && (visit || named) ? { id, visit, words, named } : undefined,
    appointments: appointmentsAhead(appointments.data?.items ?? [], today),
    waiting: encounters.isPending,
    failed: encounters.isError && !encounters.data,
    incomplete: encounters.data !== undefined && !encounters.data.complete,
    retry: () => void encounters.refetch(),
  }
}
