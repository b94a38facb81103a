/** What the bytes themselves are. What the server claims is only ever a hint: types lie. */
type ContentKind = 'text' | 'html' | 'rtf' | 'pdf' | 'image' | 'xml' | 'other'

export type Content = {
  readonly kind: ContentKind
  /** The type we give it ourselves; never the server's. */
  readonly mediaType: string
  /** `PDF`, `Word document`, …: for people. */
  readonly words: string
  /** The end of a neutral file name. */
  readonly ending: string
}

// HTML and XML are saved as text, by type and by name, so that no click on the saved file can run what is in it.
const KINDS = {
  text: { kind: 'text', mediaType: 'text/plain', words: 'Text', ending: 'txt' },
  html: { kind: 'html', mediaType: 'text/plain', words: 'Formatted text', ending: 'txt' },
  rtf: { kind: 'rtf', mediaType: 'application/rtf', words: 'Rich text', ending: 'rtf' },
  pdf: { kind: 'pdf', mediaType: 'application/pdf', words: 'PDF', ending: 'pdf' },
  xml: { kind: 'xml', mediaType: 'text/plain', words: 'XML document', ending: 'txt' },
  other: { kind: 'other', mediaType: 'application/octet-stream', words: 'File of an unknown kind', ending: 'bin' },
} as const satisfies Record<string, Content>

const image = (mediaType: string, words: string, ending: string): Content => ({
  kind: 'image',
  mediaType,
  words,
  ending,
})

/** The first bytes of formats that a browser shows as a still picture. */
const IMAGES: readonly (readonly [RegExp, Content])[] = [
  [/^\x89PNG\r\n\x1a\n/, image('image/png', 'PNG image', 'png')],
  [/^\xff\xd8\xff/, image('image/jpeg', 'JPEG image', 'jpg')],
  [/^GIF8[79]a/, image('image/gif', 'GIF image', 'gif')],
  [/^RIFF[\s\S]{4}WEBP/, image('image/webp', 'WebP image', 'webp')],
]

/** Formats we can name, and only offer to save. */
const SAVED: readonly (readonly [RegExp, string, string])[] = [
  [/^PK\x03\x04/, 'Office document or ZIP archive', 'zip'],
  [/^\xd0\xcf\x11\xe0/, 'Office document', 'doc'],
  [/^(?:II\*\0|MM\0\*)/, 'TIFF image', 'tif'],
  [/^[\s\S]{128}DICM/, 'DICOM image', 'dcm'],
  [/^(?:ID3|\xff\xfb)/, 'Audio', 'mp3'],
]

/** Looks at the first bytes; `claimed` decides only between plain text and HTML, which look alike. */
export function contentKind(bytes: Uint8Array, claimed: string | undefined): Content {
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  const picture = IMAGES.find(([magic]) => magic.test(head))
  if (picture) return picture[1]
  if (head.includes('%PDF-')) return KINDS.pdf
  const saved = SAVED.find(([magic]) => magic.test(head))
  if (saved) return { ...KINDS.other, words: saved[1], ending: saved[2] }
  if (/^\s*\{\\rtf/.test(head)) return KINDS.rtf
  if (/\x00/.test(head)) return KINDS.other
  const start = head.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (/^<!doctype html|^<html[\s>]/i.test(start)) return KINDS.html
  if (/^<\?xml|^<ClinicalDocument[\s>]|^<svg[\s>]/i.test(start))
    return /<html[\s>]/i.test(start) ? KINDS.html : KINDS.xml
  if (start.startsWith('<') && /html/i.test(claimed ?? '')) return KINDS.html
  return KINDS.text
}

/** The characters of text bytes, by the charset named in its type or its own mark; UTF-8 where neither says. */
export function decodeText(bytes: Uint8Array, claimed: string | undefined): string {
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(claimed ?? '')?.[1]
  try {
    return new TextDecoder(charset ?? 'utf-8', { fatal: charset === undefined }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
