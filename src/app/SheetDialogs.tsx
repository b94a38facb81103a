import { Suspense, lazy } from 'react'
import type { Session } from '#auth/session.ts'
import type { Source } from '#clinical/source.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import type { Lost } from './SignOutDialog.tsx'

const ShortcutDialog = lazy(() => import('./ShortcutDialog.tsx').then((m) => ({ default: m.ShortcutDialog })))
const SignOutDialog = lazy(() => import('./SignOutDialog.tsx').then((m) => ({ default: m.SignOutDialog })))
const SourcePanel = lazy(() => import('#features/source/SourcePanel.tsx').then((m) => ({ default: m.SourcePanel })))

export type Opened =
  | { readonly what: 'source'; readonly source: Source }
  | { readonly what: 'keys' }
  | { readonly what: 'sign-out'; readonly lost: Lost }

type SheetDialogsProps = {
  readonly session: Session
  readonly opened: Opened | undefined
  readonly keys: { readonly on: boolean; readonly onTurn: (on: boolean) => void }
  readonly onSignOut: () => void
  readonly onClose: () => void
}

/** What opens over the sheet, one at a time. Its code is fetched then; if it falls over, the sheet stands. */
export function SheetDialogs(props: SheetDialogsProps) {
  const { onClose, opened } = props
  return (
    <ErrorBoundary
      key={opened?.what ?? 'none'}
      renderFallen={(thrown) => (
        <p role="alert" className="quiet-line">
          This could not be opened. <code>{asHealthPrepError(thrown).kind}</code>{' '}
          <Button variant="link" onClick={onClose}>
            Close
          </Button>
        </p>
      )}
    >
      <Suspense>
        <OpenedDialog {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}

function OpenedDialog({ session, opened, keys, onSignOut, onClose }: SheetDialogsProps) {
  switch (opened?.what) {
    case undefined:
      return null
    case 'source':
      return <SourcePanel session={session} source={opened.source} onClose={onClose} />
    case 'keys':
      return <ShortcutDialog sessionKey={session.key} {...keys} onClose={onClose} />
    case 'sign-out':
      return <SignOutDialog lost={opened.lost} onSignOut={onSignOut} onClose={onClose} />
  }
}
