import { formatTime } from '#lib/dates.ts'
import { Button } from './Button.tsx'
import { errorText } from './error-text.ts'
import type { Failure } from './read-query.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

type FailureNoteProps = { readonly failure: Failure; readonly name: string; readonly asOf: number | undefined }

/** What could not be read, so that whether there is any is unknown. */
export function FailureNote({ failure, name, asOf }: FailureNoteProps) {
  const { what, todo, code } = errorText(failure.error)
  const { parts, stale, retrying, retry } = failure
  const all = parts.length > 0 ? listed(parts, 'and') : name
  const lead = parts.length > 0 ? `${capital(all)}: could not be read` : 'Could not be read'
  return (
    <div className="note-warn">
      {stale && asOf !== undefined ? (
        <>
          <b>{lead} again.</b> {what} What stands here is as of {formatTime(asOf)}.
        </>
      ) : (
        <>
          <b>{lead}.</b> {what} Whether there are any {parts.length > 0 ? listed(parts, 'or') : name} is unknown.
        </>
      )}{' '}
      {todo}{' '}
      <Button variant="link" unavailable={retrying} onClick={retry}>
        {retrying ? 'Trying again…' : 'Retry'}
        <VisuallyHidden> {all}</VisuallyHidden>
      </Button>{' '}
      <code>{code}</code>
    </div>
  )
}

/** `a, b and c` */
function listed(words: readonly string[], last: 'and' | 'or'): string {
  const head = words.slice(0, -1)
  return head.length > 0 ? `${head.join(', ')} ${last} ${words.at(-1)}` : (words[0] ?? '')
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
