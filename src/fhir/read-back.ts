import type { Session } from '#auth/session.ts'
import { withoutLayout } from '#clinical/note-format.ts'
import { HealthPrepError } from '#lib/errors.ts'
import type { NoteDraft } from './file-note.ts'
import { markMixed } from './mixed.ts'
import { belongsTo } from './read/subject.ts'
import { requestFhir } from './request.ts'
import { withRetry } from './retry.ts'
import { textOf, toStoredNote, type StoredText } from './stored-note.ts'

export type Difference = 'patient' | 'visit' | 'signed-state' | 'text'

export type ReadBack =
  /** `bytes`: the very same; `words`: the same words, in the layout that the chart gives them. */
  | { readonly outcome: 'same'; readonly by: 'bytes' | 'words' }
  | { readonly outcome: 'different'; readonly what: readonly Difference[]; readonly storedText: string | undefined }
  | { readonly outcome: 'not-possible'; readonly code: string }

/** Reads a filed note again and compares it with what was sent. Never throws for what the server does. */
export async function readBack(session: Session, id: string | undefined, draft: NoteDraft): Promise<ReadBack> {
  if (id === undefined) return { outcome: 'not-possible', code: 'no-id' }
  try {
    const read = () => requestFhir(session, `DocumentReference/${encodeURIComponent(id)}`, { timeoutMs: 15_000 })
    const { body } = await withRetry(read, session.signal)
    const note = toStoredNote(body)
    if (!note) return { outcome: 'not-possible', code: 'unreadable' }
    if (belongsTo(body, session.patientId, session.issuer.fhirBase) === 'no') {
      markMixed(session.key)
      return { outcome: 'different', what: ['patient'], storedText: undefined }
    }
    const stored = await textOf(session, note, session.signal)
    const what: Difference[] = []
    if (note.encounterIds.length > 0 && !note.encounterIds.includes(draft.encounterId)) what.push('visit')
    if (note.docStatus !== undefined && note.docStatus !== draft.docStatus) what.push('signed-state')
    const text = typeof stored === 'string' ? undefined : stored
    const by = text && agreement(draft.text, text)
    if (text && !by) what.push('text')
    if (what.length > 0) return { outcome: 'different', what, storedText: text?.text }
    return by ? { outcome: 'same', by } : { outcome: 'not-possible', code: 'text-unreadable' }
  } catch (error) {
    return { outcome: 'not-possible', code: error instanceof HealthPrepError ? (error.code ?? error.kind) : 'stopped' }
  }
}

/** How far two texts agree. What a chart writes around a note (its own heading) is no difference; what is missing is. */
function agreement(sent: string, { exact, text }: StoredText): 'bytes' | 'words' | undefined {
  if (exact && text === sent) return 'bytes'
  const words = withoutLayout(text)
  const same = exact ? words === withoutLayout(sent) : words.includes(withoutLayout(sent))
  return same ? 'words' : undefined
}
