import { formatTime } from '#lib/dates.ts'
import { Button } from './Button.tsx'
import { errorText } from './error-text.ts'
import type { Failure } from './read-query.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

type FailureNoteProps = { readonly failure: Failure; readonly name: string; readonly asOf: number | undefined }

/** What could not be read, so that whether there is any is unknown. */
export function FailureNote({ failure, name, asOf }: FailureNoteProps) {
  const { what, todo, code } = errorText(failure.error)
  const part = failure.part ?? name
  return (
    <div className="note-warn">
      {failure.stale && asOf !== undefined ? (
        <>
          <b>Could not be read again:</b> {what} What stands here is as of {formatTime(asOf)}.
        </>
      ) : (
        <>
          <b>{failure.part === undefined ? '' : `${capital(failure.part)}: `}Could not be read.</b> {what} Whether there
          are any {part} is unknown.
        </>
      )}{' '}
      {todo}{' '}
      <Button variant="link" unavailable={failure.retrying} onClick={() => void failure.retry()}>
        {failure.retrying ? 'Trying again…' : 'Retry'}
        <VisuallyHidden> {part}</VisuallyHidden>
      </Button>{' '}
      <code>{code}</code>
    </div>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
