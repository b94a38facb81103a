import { Suspense, lazy } from 'react'
import type { NotePanelProps } from '#features/note/NotePanel.tsx'
import { asHealthPrepError } from '#lib/errors.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { inTurn } from './in-turn.ts'

const NotePanel = lazy(async () => {
  const { NotePanel: panel } = await inTurn(() => import('#features/note/NotePanel.tsx'))
  return { default: panel }
})

/** The note beside, or below, the record. */
export function NotePlace(props: NotePanelProps) {
  return (
    <div className="col note-col" id="note" tabIndex={-1}>
      <ErrorBoundary renderFallen={(thrown, retry) => <FallenNote thrown={thrown} retry={retry} />}>
        <Suspense fallback={<p className="waiting">Opening the note…</p>}>
          <NotePanel {...props} />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}

function FallenNote({ thrown, retry }: { readonly thrown: unknown; readonly retry: () => void }) {
  const { kind, code } = asHealthPrepError(thrown)
  return (
    <section className="section" aria-labelledby="note-title">
      <header>
        <h2 id="note-title">Note</h2>
      </header>
      <div className="note-warn" role="alert">
        <b>The note could not be drawn.</b> The draft is kept; nothing was filed just now. Reload this page, or write
        the note in Epic itself.{' '}
        <Button variant="link" onClick={retry}>
          Try again
        </Button>{' '}
        <code>
          {kind} note{code === undefined ? '' : ` ${code}`}
        </code>
      </div>
    </section>
  )
}
