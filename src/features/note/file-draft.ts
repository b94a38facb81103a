import type { Session } from '#auth/session.ts'
import { fileNote, lookUpNote, type FilingResult, type LookFor, type LookUp, type NoteDraft } from '#fhir/file-note.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { EMPTY_DRAFT, type Pending } from './draft-content.ts'
import type { Filing, Reviewed } from './filing.ts'
import type { DraftKeeper } from './note-draft.ts'

/**
 * How long after it was sent a note that nobody answered for may still reach the chart: the sender may be a window that
 * was closed, the request may lie in a proxy. Until then "not there" allows no other try, or two would be stored.
 */
const ON_ITS_WAY_MS = 90_000

/** Codes of answers that do not say the server is done with it. */
const UNANSWERED: ReadonlySet<string | undefined> = new Set([
  'network',
  'timeout',
  'session-ended',
  'http-202',
  'http-408',
  'http-502',
  'http-504',
])

/** What is thrown was thrown before anything was sent: from there on `fileNote` answers instead of throwing. */
async function sendOnce(session: Session, draft: NoteDraft): Promise<FilingResult> {
  try {
    return await fileNote(session, draft)
  } catch (error) {
    const { kind, code } = asHealthPrepError(error)
    return { outcome: 'refused', sent: false, reasons: ['other'], code, kind }
  }
}

async function lookOnce(session: Session, lookFor: LookFor): Promise<LookUp> {
  try {
    return await lookUpNote(session, lookFor)
  } catch (error) {
    const { kind, code } = asHealthPrepError(error)
    return { outcome: 'could-not-look', code: code ?? kind }
  }
}

/** Writes down that the note is being sent, sends it, and tidies the draft by what became of it. */
export async function sendReviewed(keeper: DraftKeeper, note: Reviewed): Promise<Filing> {
  const { session, changeNow, change, withdraw } = keeper
  const { text, fingerprint, encounterId, docStatus, visitWords } = note
  const pending: Pending = { at: Date.now(), text, fingerprint, encounterId, visitWords }
  if (!(await changeNow((content) => ({ ...content, pending })))) {
    // Another window has written this draft meanwhile; what it sent, or will, is not sent from here as well.
    withdraw()
    return { kind: 'idle' }
  }
  const draft = { sessionKey: session.key, patientId: session.patientId, encounterId, text, docStatus }
  const result = await sendOnce(session, draft)
  switch (result.outcome) {
    case 'saved':
      await changeNow(() => EMPTY_DRAFT)
      return { kind: 'saved', receipt: { ...result, text, visitWords } }
    case 'refused':
      change((content) => ({ ...content, pending: undefined }))
      return { kind: 'refused', result }
    case 'unknown':
      return { kind: 'unknown', pending, answered: !UNANSWERED.has(result.code), look: 'not-yet' }
  }
}

/** Looks for the note whose answer was lost, and tidies the draft by what was found. */
export async function lookForSent(
  { session, change, changeNow }: DraftKeeper,
  filing: Extract<Filing, { kind: 'unknown' }>,
): Promise<Filing> {
  const { encounterId, fingerprint, at, text, visitWords } = filing.pending
  const look = await lookOnce(session, { encounterId, fingerprint, sentAt: at })
  if (look.outcome === 'could-not-look') return { ...filing, look }
  if (look.outcome === 'not-found') {
    const again = at + ON_ITS_WAY_MS
    if (!filing.answered && Date.now() < again) return { ...filing, look: { outcome: 'too-early', again } }
    change((content) => ({ ...content, pending: undefined }))
    return { ...filing, look }
  }
  await changeNow(() => EMPTY_DRAFT)
  const { id, at: filedAt = at } = look.note
  const { copies } = look
  const receipt = { id, at: filedAt, encounterId, fingerprint, copies, readBack: undefined, text, visitWords }
  return { kind: 'saved', receipt }
}
