import type { Session } from '#auth/session.ts'
import { fileNote, lookUpNote, type FilingResult, type LookFor, type LookUp, type NoteDraft } from '#fhir/file-note.ts'
import { asHealthPrepError, HealthPrepError } from '#lib/errors.ts'
import { withoutSent, type DraftContent, type Pending } from './draft-content.ts'
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
async function sendOnce(
  session: Session,
  draft: NoteDraft,
  begun: (at: number) => Promise<void>,
): Promise<FilingResult> {
  try {
    return await fileNote(session, draft, begun)
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

/** Changes the draft by what is known now; where another window has it, only here, and that window looks for itself. */
async function settle(
  { changeNow, withdraw }: DraftKeeper,
  edit: (content: DraftContent) => DraftContent,
): Promise<void> {
  if (!(await changeNow(edit))) withdraw()
}
const unpending = (content: DraftContent): DraftContent => ({ ...content, pending: undefined })

/** Writes down that the note is being sent, sends it, and tidies the draft by what became of it. */
export async function sendReviewed(keeper: DraftKeeper, note: Reviewed): Promise<Filing> {
  const { session, changeNow } = keeper
  const { text, fingerprint, encounterId, docStatus, visitWords, sent } = note
  const draft = { sessionKey: session.key, patientId: session.patientId, encounterId, text, docStatus }
  const pendingSince = (at: number): Pending => ({ at, text, fingerprint, encounterId, visitWords, sent })
  let elsewhere = false
  const result = await sendOnce(session, draft, async (at) => {
    elsewhere = !(await changeNow((content) => ({ ...content, pending: pendingSince(at) })))
    // Another window has written this draft meanwhile; what it sent, or will, is not sent from here as well.
    if (elsewhere) throw new HealthPrepError('bug', 'draft-elsewhere')
  })
  switch (result.outcome) {
    case 'saved':
      await settle(keeper, (content) => withoutSent(content, sent))
      return { kind: 'saved', receipt: { ...result, text, visitWords } }
    case 'refused':
      await settle(keeper, unpending)
      return elsewhere ? { kind: 'idle' } : { kind: 'refused', result }
    case 'unknown':
      return {
        kind: 'unknown',
        pending: pendingSince(result.at),
        answered: !UNANSWERED.has(result.code),
        look: 'not-yet',
      }
  }
}

/** Looks for the note whose answer was lost, and tidies the draft by what was found. */
export async function lookForSent(keeper: DraftKeeper, filing: Extract<Filing, { kind: 'unknown' }>): Promise<Filing> {
  const { encounterId, fingerprint, at, text, visitWords, sent } = filing.pending
  const look = await lookOnce(keeper.session, { encounterId, fingerprint, sentAt: at })
  if (look.outcome === 'could-not-look') return { ...filing, look }
  if (look.outcome === 'not-found') {
    const again = at + ON_ITS_WAY_MS
    if (!filing.answered && Date.now() < again) return { ...filing, look: { outcome: 'too-early', again } }
    await settle(keeper, unpending)
    return { ...filing, look }
  }
  await settle(keeper, (content) => withoutSent(content, sent))
  const { id, at: filedAt = at } = look.note
  const { copies } = look
  const receipt = { id, at: filedAt, encounterId, fingerprint, copies, readBack: undefined, text, visitWords }
  return { kind: 'saved', receipt }
}
