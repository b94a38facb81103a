type NotePreviewProps = { readonly label: string; readonly text: string; readonly wide?: boolean }

/** Exactly the text that is sent. */
export function NotePreview({ label, text, wide = false }: NotePreviewProps) {
  return (
    <figure className="note-preview">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must do so by keyboard */}
      <section className={wide ? 'as-sent' : undefined} aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
      <figcaption className="quiet">Plain text, {grouped(new TextEncoder().encode(text).length)} bytes</figcaption>
    </figure>
  )
}

/** `12,345`. Intl would say the same, but takes its time to wake while the sheet is being drawn. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
