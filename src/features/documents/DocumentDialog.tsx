import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#auth/session.ts'
import type { Attachment, ChartDocument } from '#clinical/document.ts'
import { documentState } from '#clinical/fact-text.ts'
import { attachmentQuery } from '#fhir/queries.ts'
import { fromBase64 } from '#lib/base64.ts'
import { formatMoment } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { errorText } from '#ui/error-text.ts'
import { DocumentContent } from './DocumentContent.tsx'
import { attachmentWords, openable, preferred } from './attachments.ts'

type Props = { readonly session: Session; readonly document: ChartDocument; readonly onClose: () => void }

export function DocumentDialog({ session, document, onClose }: Props) {
  const choices = openable(document.attachments)
  const [chosen, choose] = useState(() => preferred(choices))
  return (
    <Dialog title={document.title} onClose={onClose} wide>
      <p className="quiet">
        {[
          document.date && formatMoment(document.date),
          document.authors.join(', '),
          documentState(document) ?? document.docStatus ?? document.status,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {document.conclusion !== undefined && <pre className="document-text">{document.conclusion}</pre>}
      {choices.length > 1 && (
        <p className="document-choices">
          {choices.map((attachment, index) => (
            <Button key={index} variant="link" aria-pressed={attachment === chosen} onClick={() => choose(attachment)}>
              {attachmentWords(attachment)}
            </Button>
          ))}
        </p>
      )}
      {chosen ? (
        <Content session={session} attachment={chosen} title={document.title} />
      ) : (
        <p className="note-warn">The record lists this document without its content. Open it in Epic.</p>
      )}
    </Dialog>
  )
}

type ContentProps = { readonly session: Session; readonly attachment: Attachment; readonly title: string }

function Content({ session, attachment, title }: ContentProps) {
  if (attachment.data !== undefined) {
    const bytes = fromBase64(attachment.data)
    if (!bytes) return <p className="note-warn">The content of this document is damaged. Open it in Epic.</p>
    return <DocumentContent bytes={bytes} claimed={attachment.contentType} title={title} />
  }
  return <Fetched session={session} url={attachment.url ?? ''} title={title} />
}

function Fetched({ session, url, title }: { readonly session: Session; readonly url: string; readonly title: string }) {
  const { data, error, isFetching, refetch } = useQuery(attachmentQuery(session, url))
  if (error) {
    const { what, todo, code } = errorText(error)
    return (
      <p className="note-warn">
        <b>Could not be opened.</b> {what} {todo}{' '}
        <Button variant="link" unavailable={isFetching} onClick={() => void refetch()}>
          Retry
        </Button>{' '}
        <code>{code}</code>
      </p>
    )
  }
  if (!data) return <p className="waiting">Opening…</p>
  return <DocumentContent bytes={data.bytes} claimed={data.contentType} title={title} />
}
