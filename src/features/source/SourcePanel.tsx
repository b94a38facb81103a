import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#auth/session.ts'
import { codeSystemName } from '#clinical/code-system.ts'
import type { Source } from '#clinical/source.ts'
import { resourceQuery } from '#fhir/queries.ts'
import { formatMoment } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { errorText } from '#ui/error-text.ts'

export type SourcePanelProps = {
  readonly session: Session
  readonly source: Source
  readonly onClose: () => void
}

/** Where a fact comes from: resource, date, author, codes, the query that found it, and what was sent. */
export function SourcePanel({ session, source, onClose }: SourcePanelProps) {
  const [raw, setRaw] = useState(false)
  const { resourceType, id, date, author, codings, query } = source
  return (
    <Dialog title="Source" wide={raw} onClose={onClose}>
      <dl className="facts">
        <dt>Record</dt>
        <dd>
          {resourceType} {id}
        </dd>
        <dt>Date</dt>
        <dd>{date ? formatMoment(date) : 'Not recorded'}</dd>
        <dt>Author</dt>
        <dd>{author ?? 'Not recorded'}</dd>
        <dt>Codes</dt>
        <dd>
          {codings.length === 0 && 'None: recorded in words only'}
          {codings.map(({ system, code, display }) => (
            <div key={`${system} ${code} ${display}`}>
              {codeSystemName(system)} {code ?? 'without a code'}
              {display !== undefined && ` · ${display}`}
            </div>
          ))}
        </dd>
        <dt>Found by</dt>
        <dd>
          <code>{query}</code>
        </dd>
      </dl>
      {raw ? (
        <Sent session={session} source={source} />
      ) : (
        <Button onClick={() => setRaw(true)}>Show what Epic sent</Button>
      )}
    </Dialog>
  )
}

function Sent({ session, source }: Pick<SourcePanelProps, 'session' | 'source'>) {
  const { data, error, isFetching, refetch } = useQuery(resourceQuery(session, source.resourceType, source.id))
  if (error) {
    const { what, todo, code } = errorText(error)
    return (
      <div className="note-warn" role="alert">
        <b>Could not be read.</b> {what} {todo}{' '}
        <Button variant="link" unavailable={isFetching} onClick={() => void refetch()}>
          Retry
        </Button>{' '}
        <code>{code}</code>
      </div>
    )
  }
  if (data === undefined) return <p className="waiting">Reading…</p>
  return <pre className="raw">{asSent(data)}</pre>
}

/** No record of a chart comes near this; what is deeper would overflow the stack, or the page. */
const MOST_LEVELS = 100

function asSent(data: unknown): string {
  let level: readonly unknown[] = [data]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return `This cannot be shown: it is nested more than ${MOST_LEVELS} levels deep.`
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return JSON.stringify(data, null, 2)
}
