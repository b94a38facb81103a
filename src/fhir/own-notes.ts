import type { Session } from '#auth/session.ts'
import type { ChartDocument } from '#clinical/document.ts'
import { recogniseNote } from '#clinical/recognise-note.ts'
import { newestFirst } from '#lib/dates.ts'
import { textOf, type StoredNote } from './stored-note.ts'

/** How many of the newest notes of the site's type are opened: each is a request of its own. */
const MOST = 8

export type OwnNotes = {
  /** The text of each note of ours that nobody has changed, oldest first. */
  readonly texts: readonly string[]
  /** Some note that may be ours could not be read. */
  readonly unread: boolean
  /** How many of the newest were opened, where the chart holds more of this type; undefined where all were. */
  readonly onlyNewest: number | undefined
}

const isOfType = ({ issuer }: Session, { kind, status, type }: ChartDocument): boolean =>
  kind === 'document' &&
  status === 'current' &&
  type.codings.some(({ system, code }) => system === issuer.noteType.system && code === issuer.noteType.code)

/**
 * The notes that this app filed earlier, found among the newest documents of the site's note type by their own mark. What
 * one of them recorded as declined, deferred or done elsewhere is brought back from here; nobody else's note is kept.
 */
export async function readOwnNotes(
  session: Session,
  documents: readonly ChartDocument[],
  signal: AbortSignal,
): Promise<OwnNotes> {
  const candidates = documents.filter((each) => isOfType(session, each))
  const newest = candidates.toSorted((a, b) => newestFirst(a.date, b.date)).slice(0, MOST)
  const read = await Promise.all(
    newest.map((each) => textOf(session, toStored(each), signal, 'last').catch(() => 'cannot-read' as const)),
  )
  const texts = read.flatMap((each) =>
    typeof each === 'object' && recogniseNote(each.text)?.intact ? [each.text] : [],
  )
  return {
    texts: texts.toReversed(),
    unread: read.includes('cannot-read'),
    onlyNewest: candidates.length > MOST ? MOST : undefined,
  }
}

const toStored = ({ source, date, status, docStatus, encounterId, attachments }: ChartDocument): StoredNote => ({
  id: source.id,
  date,
  status,
  docStatus,
  encounterIds: encounterId === undefined ? [] : [encounterId],
  attachments,
})
