import { queryOptions } from '@tanstack/react-query'
import type { DocumentReference } from 'fhir/r4'
import type { Session } from '#auth/session.ts'
import { recogniseNote } from '#clinical/recognise-note.ts'
import { toBase64 } from '#lib/base64.ts'
import { asHealthPrepError, HealthPrepError, type ErrorKind } from '#lib/errors.ts'
import { invariant } from '#lib/invariant.ts'
import { findOurNotesToday, searchForNote, type LookFor, type LookUp } from './look-up-note.ts'
import { isMixed, markMixed } from './mixed.ts'
import { codeOf, reasonsOf, type RefusalReason } from './note-refusal.ts'
import { field } from './read/json.ts'
import { isId } from './read/reader.ts'
import { belongsTo } from './read/subject.ts'
import { keyOf } from './reading-query.ts'
import { readBack, type ReadBack } from './read-back.ts'
import { RefusedError, requestFhir } from './request.ts'
import { withRetry } from './retry.ts'

export { findOurNotesToday, type LookFor, type LookUp, type OurNotes } from './look-up-note.ts'
export { isMixed, isWrongPatient, markMixed } from './mixed.ts'
export type { RefusalReason } from './note-refusal.ts'
export type { Difference } from './read-back.ts'

/** A note ready to be sent: the text is exactly what was shown. */
export type NoteDraft = {
  /** The sign-in and the patient for which it was written; compared with the session again before anything is sent. */
  readonly sessionKey: string
  readonly patientId: string
  readonly encounterId: string
  /** As `composeNote` wrote it. */
  readonly text: string
  readonly docStatus: 'preliminary' | 'final'
}

export type FilingResult =
  | {
      readonly outcome: 'saved'
      /** Undefined where the server did not say and the note could not be found to ask. */
      readonly id: string | undefined
      readonly at: number
      readonly encounterId: string
      readonly fingerprint: string
      readonly readBack: ReadBack
      /**
       * How many notes of the visit have this very text; undefined where that could not be seen. Chromium itself sends a
       * POST again when a kept connection dies before the answer, so one press can leave more than one.
       */
      readonly copies: number | undefined
    }
  /** Nothing was stored. `sent: false`: the server was not even asked. */
  | {
      readonly outcome: 'refused'
      readonly sent: boolean
      readonly reasons: readonly RefusalReason[]
      readonly code: string | undefined
      readonly kind: ErrorKind
    }
  /** It may or may not be in the chart: `lookUpNote` must come before it may be sent again. */
  | {
      readonly outcome: 'unknown'
      readonly code: string | undefined
      readonly at: number
      readonly encounterId: string
      readonly fingerprint: string
    }

const SEND_TIMEOUT_MS = 60_000

/** Notes under way, and notes whose answer was lost, by session. */
const sending = new Set<string>()
const unresolved = new Map<string, string>()

/**
 * Sends one note, once. The only write of the whole app; it is never repeated by itself (Epic stores a second note for an
 * identical POST, epic.md §4). Never throws for what the server does.
 * Refused before sending: a draft of another session or patient, a visit that is not this patient's, a second call while
 * one is under way, and any call while an earlier one is unresolved.
 * @param beforeLeaving awaited when nothing is left but to send, with the time from which the note may be in the chart. What
 *   it throws stops the note.
 */
export async function fileNote(
  session: Session,
  draft: NoteDraft,
  beforeLeaving: (at: number) => Promise<void> = () => Promise.resolve(),
): Promise<FilingResult> {
  const own = recogniseNote(draft.text)
  invariant(own?.intact, 'note-not-composed')
  if (draft.sessionKey !== session.key || draft.patientId !== session.patientId) return stopped('other-patient')
  if (!isId(draft.encounterId)) return stopped('no-visit')
  if (unresolved.has(session.key)) return stopped('look-first')
  if (sending.has(session.key)) return stopped('already-sending')
  sending.add(session.key)
  try {
    const reason = await mayNotBeSent(session, draft)
    if (isMixed(session.key)) return stopped('patients-mixed')
    return reason ?? (await send(session, draft, own.fingerprint, beforeLeaving))
  } finally {
    sending.delete(session.key)
  }
}

/**
 * Looks whether a note whose answer was lost is in the chart. Only `not-found` allows another try; a look that could not
 * be completed does not.
 */
export async function lookUpNote(session: Session, lookFor: LookFor): Promise<LookUp> {
  const result = await searchForNote(session, lookFor)
  if (result.outcome !== 'could-not-look') unresolved.delete(session.key)
  return result
}

/** What this app has filed for the visit today, asked anew each time: to be shown before another note is sent. */
export const ourNotesTodayQuery = (session: Session, encounterId: string) =>
  queryOptions({
    queryKey: keyOf(session, 'our-notes-today', encounterId),
    queryFn: async () => {
      const found = await findOurNotesToday(session, encounterId, Date.now())
      // Not a search that merely failed: it must stop the sending.
      if (isMixed(session.key)) throw new HealthPrepError('unreadable', 'wrong-patient')
      return found
    },
    retry: false,
    staleTime: 0,
    gcTime: 0,
  })

const stopped = (reason: RefusalReason, kind: ErrorKind = 'bug', code?: string): FilingResult => ({
  outcome: 'refused',
  sent: false,
  reasons: [reason],
  code,
  kind,
})

/** The last check before sending: the sign-in stands, and the visit exists and is this patient's. */
async function mayNotBeSent(session: Session, { encounterId }: NoteDraft): Promise<FilingResult | undefined> {
  try {
    if (session.signal.aborted) throw new HealthPrepError('signed-out')
    await session.accessToken()
  } catch (error) {
    const { kind, code } = asHealthPrepError(error)
    return stopped(kind === 'signed-out' ? 'signed-out' : 'other', kind, code)
  }
  try {
    const read = () => requestFhir(session, `Encounter/${encounterId}`, { timeoutMs: 15_000 })
    const encounter = (await withRetry(read, session.signal)).body
    if (field(encounter, 'id') !== encounterId) throw new HealthPrepError('unreadable', 'resource')
    const owner = belongsTo(encounter, session.patientId, session.issuer.fhirBase)
    if (owner !== 'yes') return stopped('visit-of-another-patient')
    const status = field(encounter, 'status')
    return status === 'cancelled' || status === 'entered-in-error' ? stopped('visit-cancelled') : undefined
  } catch (error) {
    // The EHR itself named this visit for this patient; not every site lets an app read visits.
    const denied = error instanceof RefusedError && (error.status === 403 || error.status === 404)
    if (denied && encounterId === session.encounterId) return undefined
    const { kind, code } = asHealthPrepError(error)
    return stopped(kind === 'signed-out' ? 'signed-out' : 'visit-not-checked', kind, code)
  }
}

async function send(
  session: Session,
  draft: NoteDraft,
  fingerprint: string,
  beforeLeaving: (at: number) => Promise<void>,
): Promise<FilingResult> {
  // Its turn may come late, behind the chart that is still being read: the time runs from when it leaves.
  let at = Date.now()
  let left = false
  const { encounterId } = draft
  const unknown = (code: string | undefined): FilingResult => {
    unresolved.set(session.key, fingerprint)
    return { outcome: 'unknown', code, at, encounterId, fingerprint }
  }
  try {
    const answer = await requestFhir(session, 'DocumentReference', {
      method: 'POST',
      body: toResource(session, draft),
      // Epic's 201 is empty without it, and its Location header cannot be read from a browser.
      prefer: 'return=representation',
      timeoutMs: SEND_TIMEOUT_MS,
      beforeLeaving: async () => {
        at = Date.now()
        await beforeLeaving(at)
        // Last of all: what is still being read may have brought another patient's data this moment.
        left = !isMixed(session.key)
        if (!left) throw new HealthPrepError('unreadable', 'wrong-patient')
      },
    })
    const stored = judge(session, answer)
    if (stored.outcome === 'unknown') return unknown(stored.code)
    const found = await searchForNote(session, { encounterId, fingerprint, sentAt: at, waits: [] })
    const [id, copies] = found.outcome === 'found' ? [stored.id ?? found.note.id, found.copies] : [stored.id]
    return { outcome: 'saved', id, at, encounterId, fingerprint, copies, readBack: await readBack(session, id, draft) }
  } catch (error) {
    if (error instanceof RefusedError && isRefusal(error.status)) {
      const { status, issues, kind } = error
      const reasons = reasonsOf(status, issues)
      if (!reasons) return unknown(codeOf(status, issues))
      // The browser may have sent it twice (see `copies`), and this be the answer to the second.
      const isThere = kind !== 'signed-out' && (await isStored(session, { encounterId, fingerprint, sentAt: at }))
      if (isThere) return unknown(codeOf(status, issues))
      return { outcome: 'refused', sent: true, reasons, code: codeOf(status, issues), kind }
    }
    const { kind, code } = asHealthPrepError(error)
    if (left) return unknown(code ?? kind)
    if (isMixed(session.key)) return stopped('patients-mixed')
    return stopped(kind === 'signed-out' ? 'signed-out' : 'other', kind, code)
  }
}

const isStored = async (session: Session, lookFor: LookFor): Promise<boolean> =>
  (await searchForNote(session, { ...lookFor, waits: [] })).outcome === 'found'

/**
 * The client errors say that nothing was stored. 408 and every 5xx may come from a proxy after the server has stored it; a
 * conflict (409), or that the note is there already (Epic 59141), may answer a sending that the browser repeated by itself.
 */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 409

type Judged =
  | { readonly outcome: 'stored'; readonly id: string | undefined }
  | { readonly outcome: 'unknown'; readonly code: string }

/**
 * An empty 201 is success. Anything but a 201, or a 200 that shows the note, does not say that it is stored: 202 is a
 * promise, and what answers 200 with something else may be a proxy.
 */
function judge(session: Session, { status, body }: { readonly status: number; readonly body: unknown }): Judged {
  if (status === 201 && body === undefined) return { outcome: 'stored', id: undefined }
  const type = field(body, 'resourceType')
  const failed = type === 'OperationOutcome' && /"severity":"(error|fatal)"/.test(JSON.stringify(body))
  if (status === 201 && type === 'OperationOutcome' && !failed) return { outcome: 'stored', id: undefined }
  const id = field(body, 'id')
  if ((status !== 200 && status !== 201) || type !== 'DocumentReference' || !isId(id)) {
    return { outcome: 'unknown', code: status === 201 ? 'malformed-answer' : `http-${status}` }
  }
  if (belongsTo(body, session.patientId, session.issuer.fhirBase) !== 'no') return { outcome: 'stored', id }
  markMixed(session.key)
  return { outcome: 'unknown', code: 'wrong-patient' }
}

function toResource(session: Session, draft: NoteDraft): DocumentReference {
  const { user, issuer } = session
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    // Left out, Epic files the note as signed.
    docStatus: draft.docStatus,
    type: { coding: [{ ...issuer.noteType }], text: issuer.noteType.display },
    category: [
      {
        coding: [
          {
            system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
            code: 'clinical-note',
            display: 'Clinical Note',
          },
        ],
      },
    ],
    subject: { reference: `Patient/${session.patientId}` },
    ...(user?.resourceType === 'Practitioner' ? { author: [{ reference: `Practitioner/${user.id}` }] } : {}),
    // Only the first attachment is kept, and only plain text is taken.
    content: [{ attachment: { contentType: 'text/plain', data: toBase64(new TextEncoder().encode(draft.text)) } }],
    context: { encounter: [{ reference: `Encounter/${draft.encounterId}` }] },
  }
}
