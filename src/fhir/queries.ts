// CONTRACT, being implemented by the lead: the signatures below hold.
import { queryOptions } from '@tanstack/react-query'
import type { Session, SignIn } from '#auth/session.ts'
import type { Allergy } from '#clinical/allergy.ts'
import type { ChartDocument } from '#clinical/document.ts'
import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import type { Medication } from '#clinical/medication.ts'
import type { Patient } from '#clinical/patient.ts'
import type { Problem } from '#clinical/problem.ts'
import type { Procedure } from '#clinical/procedure.ts'
import type { Result } from '#clinical/result.ts'
import type { Visit } from '#clinical/visit.ts'
import type { Reading } from '#lib/reading.ts'

const todo = <T>(session: SignIn, ...name: readonly unknown[]) =>
  queryOptions<T>({ queryKey: ['fhir', session.key, ...name], queryFn: () => Promise.reject(new Error('not yet')) })

export const patientQuery = (session: Session) => todo<Patient>(session, 'patient')
export const problemsQuery = (session: Session) => todo<Reading<Problem>>(session, 'problems')
export const diagnosesQuery = (session: Session) => todo<Reading<Problem>>(session, 'diagnoses')
export const concernsQuery = (session: Session) => todo<Reading<Problem>>(session, 'concerns')
export const medicationsQuery = (session: Session) => todo<Reading<Medication>>(session, 'medications')
export const allergiesQuery = (session: Session) => todo<Reading<Allergy>>(session, 'allergies')
export const immunizationsQuery = (session: Session) => todo<Reading<ImmunizationRecord>>(session, 'immunizations')
export const laboratoryQuery = (session: Session) => todo<Reading<Result>>(session, 'laboratory')
export const vitalsQuery = (session: Session) => todo<Reading<Result>>(session, 'vitals')
export const socialHistoryQuery = (session: Session) => todo<Reading<Result>>(session, 'socialHistory')
export const proceduresQuery = (session: Session) => todo<Reading<Procedure>>(session, 'procedures')
export const reportsQuery = (session: Session) => todo<Reading<ChartDocument>>(session, 'reports')
export const documentsQuery = (session: Session) => todo<Reading<ChartDocument>>(session, 'documents')
export const encountersQuery = (session: Session) => todo<Reading<Visit>>(session, 'encounters')
export const appointmentsQuery = (session: Session) => todo<Reading<Visit>>(session, 'appointments')
/** The signed-in user's name, for the note's author line; null where the server does not say who signed in. */
export const userQuery = (signIn: SignIn) => todo<{ readonly id: string; readonly name: string } | null>(signIn, 'user')
/** The content of an attachment, fetched on demand: bytes as they are, with the type the server claims. */
export const attachmentQuery = (session: Session, url: string) =>
  todo<{ readonly contentType: string | undefined; readonly bytes: Uint8Array<ArrayBuffer> }>(
    session,
    'attachment',
    url,
  )
/** One resource as the server sends it now, for "Show what Epic sent"; checked to be this patient's. */
export const resourceQuery = (session: Session, resourceType: string, id: string) =>
  todo<unknown>(session, 'resource', resourceType, id)

/** The combinations Epic accepts: an identifier, or family + given + birth date (+ sex). */
export type PatientCriteria =
  | { readonly identifier: string }
  | {
      readonly family: string
      readonly given: string
      readonly birthDate: string
      readonly sex?: 'female' | 'male' | undefined
    }

export const patientSearchQuery = (signIn: SignIn, criteria: PatientCriteria) =>
  todo<Reading<Patient>>(signIn, 'patient-search', criteria)
