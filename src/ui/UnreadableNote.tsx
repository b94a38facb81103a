import { useState } from 'react'
import type { Unreadable } from '#lib/reading.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

type UnreadableNoteProps = {
  readonly unreadable: readonly Unreadable[]
  /** Of which list, where several stand together: `health concerns`. */
  readonly of?: string | undefined
}

/** How many entries could not be understood; what was sent is shown on request. */
export function UnreadableNote({ unreadable, of }: UnreadableNoteProps) {
  const [open, setOpen] = useState(false)
  const one = unreadable.length === 1
  return (
    <div className="note-warn">
      {one ? '1 entry' : `${unreadable.length} entries`} {of !== undefined && `of ${of} `}could not be understood and{' '}
      {one ? 'is' : 'are'} not listed.{' '}
      <Button variant="link" onClick={() => setOpen(true)}>
        Show what Epic sent
      </Button>
      {open && (
        <Dialog title="Not understood" wide onClose={() => setOpen(false)}>
          {unreadable.map((entry, index) => (
            <div key={index}>
              <h3>
                {entry.resourceType} {entry.id ?? ''}
              </h3>
              <p className="quiet">{entry.reason}</p>
              <pre className="raw">{JSON.stringify(entry.raw, null, 2)}</pre>
            </div>
          ))}
        </Dialog>
      )}
    </div>
  )
}
