import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Session } from '#auth/session.ts'
import { composeNote } from '#clinical/compose-note.ts'
import { userQuery } from '#fhir/queries.ts'
import { isEmpty, noteLines, sentOf, type DraftContent } from './draft-content.ts'
import type { Reviewed } from './filing.ts'
import { notRead, type Part } from './not-read.ts'
import type { ChosenVisit } from './use-visit-choice.ts'

/** The note as it stands, ready for review. */
export function useComposedNote(
  session: Session,
  content: DraftContent,
  chosen: ChosenVisit | undefined,
  today: Temporal.PlainDate,
  parts: readonly Part[],
): Reviewed {
  // Nobody is asked who writes before something is written.
  const author = useQuery({ ...userQuery(session), ...(isEmpty(content) ? { enabled: false } : {}) }).data?.name
  return useMemo(() => {
    const { text, fingerprint } = composeNote({
      lines: noteLines(content),
      freeText: content.freeText,
      visit: chosen?.visit,
      today,
      author,
      notRead: notRead(parts),
    })
    const { docStatus } = content
    const [encounterId, visitWords] = [chosen?.id ?? '', chosen?.words ?? '']
    return { text, fingerprint, docStatus, encounterId, visitWords, sent: sentOf(content) }
  }, [content, chosen?.visit, chosen?.id, chosen?.words, today, author, parts])
}
