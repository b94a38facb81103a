import type { Attachment } from '#clinical/document.ts'
import { field, number, text } from './json.ts'

/** As sent, or undefined where it could be no address: it is compared and fetched, so it is never cleaned or cut. */
function urlOf(value: unknown): string | undefined {
  const url = field(value, 'url')
  return typeof url === 'string' && /^[\x21-\x7e]{1,4000}$/.test(url) ? url : undefined
}

/**
 * One rendition of a document; undefined where there is nothing to open. Epic sends such attachments for scanned
 * documents (35 of 87 for one sandbox patient), marked `not-applicable`.
 */
export function readAttachment(value: unknown): Attachment | undefined {
  const data = field(value, 'data')
  const read: Attachment = {
    contentType: text(value, 'contentType'),
    url: urlOf(value),
    data: typeof data === 'string' && data !== '' ? data : undefined,
    title: text(value, 'title'),
    size: number(value, 'size'),
  }
  return read.url === undefined && read.data === undefined && read.title === undefined ? undefined : read
}
