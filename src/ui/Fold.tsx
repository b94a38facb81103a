import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

export type FoldProps = {
  /** What is folded away, with its number: `3 resolved`. */
  readonly label: string
  readonly open?: boolean
  readonly children: ReactNode
}

export function Fold({ label, open = false, children }: FoldProps) {
  const [isOpen, setOpen] = useState(open)
  const id = useId()
  return (
    <>
      <div className="fold">
        <Button
          variant="link"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▾ ' : '▸ '}</span>
          {label}
        </Button>
      </div>
      {isOpen && <div id={id}>{children}</div>}
    </>
  )
}
