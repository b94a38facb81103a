import { queryOptions } from '@tanstack/react-query'
import type { Session, SignIn } from '#auth/session.ts'
import type { ChartDocument } from '#clinical/document.ts'
import type { Patient } from '#clinical/patient.ts'
import type { Result } from '#clinical/result.ts'
import { fromBase64 } from '#lib/base64.ts'
import { HealthPrepError } from '#lib/errors.ts'
import type { Reading } from '#lib/reading.ts'
import { merge } from './collected.ts'
import { onceDrawn, together } from './in-line.ts'
import { markMixed } from './mixed.ts'
import { field, text } from './read/json.ts'
import { readPatient } from './read/patient.ts'
import { readProblem } from './read/problem.ts'
import { isUnreadable, readSafely, type Reader } from './read/reader.ts'
import { belongsTo } from './read/subject.ts'
import type { OwnNotes } from './own-notes.ts'
import { keyOf, readingQuery } from './reading-query.ts'
import type { ReadingName } from './readings.ts'
import { requestFhir } from './request.ts'
import { withRetry } from './retry.ts'
import { followSearch, type Search } from './search.ts'
import { followLong } from './long-search.ts'

export { firstToShow, holdLine, onceDrawn } from './in-line.ts'

/** Evaluated once the page stands: only then is anything shown that they read. */
const later = () => onceDrawn().then(() => import('./read/later.ts'))
const problem = async () => readProblem

/** Observations are what charts hold by the thousand. */
const resultsInWindows = (search: Search<Result>) => followLong(search, (result) => result.when)

/** The social history is short, waits for nothing, and so finds out whether this server takes a search by POST. */
const byPost = <T>(search: Search<T>): Search<T> => ({ ...search, byPost: true })
const followByPost = <T>(search: Search<T>) => followSearch(byPost(search))

export const problemsQuery = (session: Session) => readingQuery(session, 'problems', problem)
export const diagnosesQuery = (session: Session) => readingQuery(session, 'diagnoses', problem)
export const concernsQuery = (session: Session) => readingQuery(session, 'concerns', problem)
export const medicationsQuery = (session: Session) =>
  readingQuery(session, 'medications', async () => (await later()).readMedication)
export const allergiesQuery = (session: Session) =>
  readingQuery(session, 'allergies', async () => (await later()).readAllergy)
export const immunizationsQuery = (session: Session) =>
  readingQuery(session, 'immunizations', async () => (await later()).readImmunization)
export const recommendationsQuery = (session: Session) =>
  readingQuery(session, 'recommendations', async () => (await later()).readVaccineAdvice)
export const laboratoryQuery = (session: Session) =>
  readingQuery(session, 'laboratory', async () => (await later()).readResult, resultsInWindows)
export const vitalsQuery = (session: Session) =>
  readingQuery(
    session,
    'vitals',
    async () => (await later()).readResult,
    (search) => resultsInWindows(byPost(search)),
  )
export const socialHistoryQuery = (session: Session) =>
  readingQuery(session, 'socialHistory', async () => (await later()).readResult, followByPost)
export const assessmentsQuery = (session: Session) =>
  readingQuery(session, 'assessments', async () => (await later()).readResult, followByPost)
export const proceduresQuery = (session: Session) =>
  readingQuery(session, 'procedures', async () => (await later()).readProcedure)
export const reportsQuery = (session: Session) =>
  readingQuery(session, 'reports', async () => (await later()).readReport)
export const documentsQuery = (session: Session) =>
  readingQuery(session, 'documents', async () => (await later()).readDocument)
export const encountersQuery = (session: Session) =>
  readingQuery(session, 'encounters', async () => (await later()).readEncounter)
export const appointmentsQuery = (session: Session) =>
  readingQuery(session, 'appointments', async () => (await later()).readAppointment, followByPost, [
    'appointments',
    'surgery',
  ])

/** Starts a reading by its name: what happens before React is there. */
export const QUERIES = {
  patient: (session: Session) => patientQuery(session),
  problems: problemsQuery,
  diagnoses: diagnosesQuery,
  concerns: concernsQuery,
  medications: medicationsQuery,
  allergies: allergiesQuery,
  immunizations: immunizationsQuery,
  recommendations: recommendationsQuery,
  laboratory: laboratoryQuery,
  vitals: vitalsQuery,
  socialHistory: socialHistoryQuery,
  assessments: assessmentsQuery,
  procedures: proceduresQuery,
  reports: reportsQuery,
  documents: documentsQuery,
  encounters: encountersQuery,
  appointments: appointmentsQuery,
} as const satisfies Record<ReadingName, (session: Session) => unknown>

const readOne = async (signIn: SignIn, path: string, signal: AbortSignal): Promise<unknown> =>
  (await withRetry(() => requestFhir(signIn, path, { signal }), signal)).body

function wrongPatient({ key }: Session): HealthPrepError {
  markMixed(key)
  return new HealthPrepError('unreadable', 'wrong-patient')
}

/** A noun, or an error: for single resources there is no list that could hold the unreadable. */
function nounOrThrow<T>(read: Reader<T>, resource: unknown, query: string): T {
  const noun = readSafely(read, resource, { query, included: () => undefined })
  if (isUnreadable(noun)) throw new HealthPrepError('unreadable', 'resource')
  return noun
}

/** The person of this session. A Patient with another id is an error, never a banner (but see Epic 4107: merged). */
export const patientQuery = (session: Session) =>
  queryOptions<Patient>({
    queryKey: keyOf(session, 'patient'),
    retry: false,
    queryFn: async ({ signal }) => {
      const turn = together()
      try {
        const path = `Patient/${session.patientId}`
        const patient = nounOrThrow(readPatient, await readOne(session, path, signal), 'Patient')
        if (patient.id !== session.patientId) throw wrongPatient(session)
        return patient
      } finally {
        await turn()
      }
    },
  })

/** The signed-in user's name, for the note's author line; null where the server does not say who signed in. */
export const userQuery = (signIn: SignIn) =>
  queryOptions<{ readonly id: string; readonly name: string } | null>({
    queryKey: keyOf(signIn, 'user'),
    retry: false,
    queryFn: async ({ signal }) => {
      const { user } = signIn
      if (user?.resourceType !== 'Practitioner') return null
      return nounOrThrow(
        (await later()).readPractitioner,
        await readOne(signIn, `Practitioner/${user.id}`, signal),
        'Practitioner',
      )
    },
  })

/** One resource as the server sends it now, for "Show what Epic sent"; checked to be this patient's. */
export const resourceQuery = (session: Session, resourceType: string, id: string) =>
  queryOptions({
    queryKey: keyOf(session, 'resource', resourceType, id),
    retry: false,
    queryFn: async ({ signal }) => {
      const resource = await readOne(session, `${resourceType}/${encodeURIComponent(id)}`, signal)
      if (belongsTo(resource, session.patientId, session.issuer.fhirBase) === 'no') {
        throw wrongPatient(session)
      }
      return resource
    },
  })

export type AttachmentContent = { readonly contentType: string | undefined; readonly bytes: Uint8Array<ArrayBuffer> }

/**
 * The content of an attachment, fetched on demand as a FHIR Binary (asked for raw, Epic answers by the browser's default
 * Accept). The type is what the server claims; the viewer does not believe it.
 */
export const attachmentQuery = (session: Session, url: string) =>
  queryOptions<AttachmentContent>({
    queryKey: keyOf(session, 'attachment', url),
    retry: false,
    queryFn: async ({ signal }) => {
      const binary = await readOne(session, url, signal)
      const data = field(binary, 'data')
      if (field(binary, 'resourceType') !== 'Binary' || typeof data !== 'string') {
        throw new HealthPrepError('unreadable', 'not-a-binary')
      }
      const owner = { resourceType: 'DocumentReference', subject: field(binary, 'securityContext') }
      const named = text(owner.subject, 'reference')?.includes('Patient/') === true
      if (named && belongsTo(owner, session.patientId, session.issuer.fhirBase) === 'no') {
        throw wrongPatient(session)
      }
      const bytes = fromBase64(data)
      if (!bytes) throw new HealthPrepError('unreadable', 'not-base64')
      return { contentType: text(binary, 'contentType'), bytes }
    },
  })

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
  queryOptions<Reading<Patient>>({
    queryKey: keyOf(signIn, 'patient-search', criteria),
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const context = {
        resourceType: 'Patient',
        query: 'Patient',
        read: Promise.resolve(readPatient),
        keep: () => true,
        patientId: undefined,
        fhirBase: signIn.issuer.fhirBase,
      }
      const first = `Patient?${parametersOf(criteria).toString()}`
      const search = { session: signIn, first, context, signal, progress: () => undefined }
      return merge([await followSearch(search)], [], Date.now())
    },
  })

function parametersOf(criteria: PatientCriteria): URLSearchParams {
  if ('identifier' in criteria) return new URLSearchParams({ identifier: criteria.identifier })
  const { family, given, birthDate, sex } = criteria
  return new URLSearchParams({ family, given, birthdate: birthDate, ...(sex ? { gender: sex } : {}) })
}

/** What earlier notes of this app say. Begins once the documents are there; its code is loaded only then. */
export const ownNotesQuery = (session: Session, documents: Reading<ChartDocument> | undefined) =>
  queryOptions<OwnNotes>({
    queryKey: keyOf(session, 'own-notes', documents?.asOf),
    retry: false,
    // Of one reading of the documents there is one answer; a refresh brings another reading, and so another key.
    staleTime: 'static',
    enabled: documents !== undefined && documents.items.length > 0,
    queryFn: async ({ signal }) => {
      const { readOwnNotes } = await import('./own-notes.ts')
      return readOwnNotes(session, documents?.items ?? [], signal)
    },
  })
