import type { Attachment } from '#clinical/document.ts'

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/html/i, 'Formatted'],
  [/plain/i, 'Text'],
  [/pdf/i, 'PDF'],
  [/rtf/i, 'Rich text'],
  [/^image/i, 'Image'],
  [/xml/i, 'XML'],
]

/** Best to read first; what the type claims is enough to choose a button by. */
const rank = ({ contentType }: Attachment): number => {
  const place = WORDS.findIndex(([pattern]) => pattern.test(contentType ?? ''))
  return place < 0 ? WORDS.length : place
}

export const attachmentWords = ({ contentType, title }: Attachment): string =>
  WORDS.find(([pattern]) => pattern.test(contentType ?? ''))?.[1] ?? title ?? 'Other form'

/** What has content at all: Epic lists documents whose attachment has neither address nor data. */
export const openable = (attachments: readonly Attachment[]): readonly Attachment[] =>
  attachments.filter(({ url, data }) => url !== undefined || data !== undefined)

export const preferred = (attachments: readonly Attachment[]): Attachment | undefined =>
  attachments.toSorted((a, b) => rank(a) - rank(b))[0]
