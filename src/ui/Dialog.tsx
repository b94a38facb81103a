import { lazy, Suspense } from 'react'
import { PlainDialog } from './PlainDialog.tsx'
import type { DialogProps } from './PlainDialog.tsx'

const Modal = lazy(() =>
  import('./ModalDialog.tsx').then((m) => ({ default: m.ModalDialog })).catch(() => ({ default: PlainDialog })),
)

/** A modal dialog; its code is fetched when the first one opens. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <Modal {...props} />
    </Suspense>
  )
}
