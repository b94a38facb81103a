import { useCallback, useEffect, useMemo, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { contentKind, decodeText, type Content } from './content-kind.ts'
import { rtfToText } from './rtf-to-text.ts'

type Props = { readonly bytes: Uint8Array<ArrayBuffer>; readonly claimed: string | undefined; readonly title: string }

/** The content of a document, drawn by what its bytes are; the rest says its type and offers to save. */
export function DocumentContent({ bytes, claimed, title }: Props) {
  const content = useMemo(() => contentKind(bytes, claimed), [bytes, claimed])
  const url = useObjectUrl(bytes, content)
  return (
    <>
      <View bytes={bytes} claimed={claimed} title={title} content={content} url={url} />
      <p className="document-foot">
        {content.words}, {sizeText(bytes.length)}.{' '}
        <Button variant="link" onClick={() => save(url, content)}>
          Save to this computer
        </Button>{' '}
        <span className="quiet">A saved file stays on this computer after you sign out.</span>
      </p>
    </>
  )
}

function View({ bytes, claimed, title, content, url }: Props & { readonly content: Content; readonly url: string }) {
  switch (content.kind) {
    case 'text':
      return <pre className="document-text">{decodeText(bytes, claimed)}</pre>
    case 'rtf':
      return <pre className="document-text">{rtfToText(decodeText(bytes, 'charset=windows-1252'))}</pre>
    case 'html':
      return <HtmlFrame html={decodeText(bytes, claimed)} title={title} />
    case 'pdf':
      // A sandbox, whatever it allows, breaks the browser's own PDF viewer.
      // oxlint-disable-next-line react/iframe-missing-sandbox
      return url === '' ? null : <iframe className="document-frame" title={title} src={url} />
    case 'image':
      return url === '' ? null : <img className="document-image" alt={title} src={url} />
    case 'xml':
    case 'other':
      return (
        <p>
          HealthPrep does not show this kind of file. Open it in Epic, or save it and open it with a program of its own.
        </p>
      )
  }
}

/** Sanitised, in a frame that may do nothing: text from the record is HTML nowhere else. */
function HtmlFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const [safe, setSafe] = useState<string>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let current = true
    import('./safe-html.ts')
      .then(({ safeHtml }) => current && setSafe(safeHtml(html)))
      // Not only where it cannot be loaded: what throws while it cleans leaves nothing to draw either.
      .catch(() => current && setFailed(true))
    return () => {
      current = false
    }
  }, [html])
  // Set by hand: React makes a string of it, and a browser that is told of Trusted Types takes none.
  const draw = useCallback(
    (frame: HTMLIFrameElement | null) => {
      if (frame && safe !== undefined) frame.srcdoc = safe
    },
    [safe],
  )
  if (failed) return <p>This document could not be drawn safely. Open it in Epic.</p>
  if (safe === undefined) return <p className="waiting">Opening…</p>
  return <iframe className="document-frame" title={title} sandbox="" ref={draw} />
}

function useObjectUrl(bytes: Uint8Array<ArrayBuffer>, content: Content): string {
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: content.mediaType }))
    // oxlint-disable-next-line react/set-state-in-effect -- an address that must be given back when the content changes
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, content])
  return url
}

/** Under a name that says nothing of the patient. */
function save(url: string, { ending }: Content): void {
  const link = document.createElement('a')
  link.href = url
  link.download = `document.${ending}`
  link.click()
}

const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1048576).toFixed(1)} MB`
