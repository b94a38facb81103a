import { useId, useRef, useState } from 'react'
import { Button } from '#ui/Button.tsx'

/** The report as text. Where the browser does not let a page copy, it is selected, to be copied by hand. */
export function CopyReport({ text }: { readonly text: string }) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch {
      area.current?.focus()
      area.current?.select()
      setSaid('Selected: copy it with Ctrl+C.')
    }
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>Report for IT</h2>
      <p>Plain text. It holds nothing of a patient, no permission and no name of a person.</p>
      <textarea ref={area} rows={12} readOnly spellCheck={false} aria-labelledby={id} value={text} />
      <p className="choices">
        <Button variant="primary" onClick={() => void copy()}>
          Copy the report
        </Button>{' '}
        <output>{said}</output>
      </p>
    </section>
  )
}
