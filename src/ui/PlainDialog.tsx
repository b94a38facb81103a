import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

export type DialogProps = {
  readonly title: string
  readonly onClose: () => void
  readonly wide?: boolean | undefined
  readonly children: ReactNode
}

/** The browser's own dialog: what stands in where the better one's code cannot be fetched. */
export function PlainDialog({ title, onClose, wide, children }: DialogProps) {
  const id = useId()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => box.current?.showModal(), [])
  return (
    <dialog className={wide ? 'modal wide' : 'modal'} aria-labelledby={id} ref={box} onClose={onClose}>
      <div>
        <header>
          <h2 id={id}>{title}</h2>
          <Button onClick={onClose}>Close</Button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
