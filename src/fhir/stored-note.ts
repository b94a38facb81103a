import type { Session } from '#auth/session.ts'
import { fromBase64 } from '#lib/base64.ts'
import type { PartialDate } from '#lib/dates.ts'
import { htmlToText } from './html-to-text.ts'
import { date, field, list, present } from './read/json.ts'
import { isId } from './read/reader.ts'
import { parseReference } from './read/reference.ts'
import type { Order } from './queue.ts'
import { requestFhir } from './request.ts'
import { withRetry } from './retry.ts'

/** What the chart holds of a note, as far as filing needs to know it. */
export type StoredNote = {
  readonly id: string
  readonly date: PartialDate | undefined
  readonly status: string | undefined
  readonly docStatus: string | undefined
  readonly encounterIds: readonly string[]
  readonly attachments: readonly unknown[]
}

/** A DocumentReference, without judging it: a note that cannot be understood must still count in a look-up. */
export function toStoredNote(resource: unknown): StoredNote | undefined {
  const id = field(resource, 'id')
  if (!isId(id) || field(resource, 'resourceType') !== 'DocumentReference') return undefined
  const encounters = list(field(resource, 'context'), 'encounter')
  return {
    id,
    date: date(resource, 'date'),
    status: asIs(resource, 'status'),
    docStatus: asIs(resource, 'docStatus'),
    encounterIds: present(encounters.map((reference) => parseReference(field(reference, 'reference'))?.id)),
    attachments: list(resource, 'content').map((content) => field(content, 'attachment')),
  }
}

/** As sent: text for the screen is tidied and cut, which a comparison must not be. */
function asIs(value: unknown, name: string): string | undefined {
  const found = field(value, name)
  return typeof found === 'string' ? found : undefined
}

/** `exact`: the very text, as opposed to the words taken out of a rendering. */
export type StoredText = { readonly exact: boolean; readonly text: string }

/**
 * The text of a stored note: the plain rendition if there is one, else the words of the HTML that Epic makes of it.
 * `none` where no rendition could be ours (PDF, XML, images: we file text only, epic.md §4).
 * @throws HealthPrepError if what may be ours cannot be read.
 */
export async function textOf(
  session: Session,
  note: StoredNote,
  signal: AbortSignal,
  order: Order = 'in-turn',
): Promise<StoredText | 'none' | 'cannot-read'> {
  const known = note.attachments.map((attachment) => ({ attachment, type: typeOf(asIs(attachment, 'contentType')) }))
  const best =
    known.find(({ type }) => type === 'text/plain') ??
    known.find(({ type }) => type === 'text/html') ??
    known.find(({ type, attachment }) => type === '' && hasContent(attachment))
  // A note just filed may have no rendition yet; only what is certainly something else is none of ours.
  if (!best) return known.length > 0 && known.every(({ type }) => isOtherKind(type)) ? 'none' : 'cannot-read'
  const content = await contentOf(session, best.attachment, signal, order)
  const bytes = content && fromBase64(content.data)
  if (!content || !bytes) return 'cannot-read'
  const type = best.type || content.type
  const words = new TextDecoder().decode(bytes)
  if (type === 'text/plain') return { exact: true, text: words }
  return type === 'text/html' ? { exact: false, text: htmlToText(words) } : 'none'
}

const typeOf = (contentType: string | undefined): string => contentType?.split(';')[0]?.trim().toLowerCase() ?? ''

const isOtherKind = (type: string): boolean => type !== '' && !type.startsWith('text/')

const hasContent = (attachment: unknown): boolean =>
  asIs(attachment, 'url') !== undefined || asIs(attachment, 'data') !== undefined

async function contentOf(
  session: Session,
  attachment: unknown,
  signal: AbortSignal,
  order: Order,
): Promise<{ readonly data: string; readonly type: string } | undefined> {
  const inline = asIs(attachment, 'data')
  if (inline !== undefined) return { data: inline, type: typeOf(asIs(attachment, 'contentType')) }
  const url = asIs(attachment, 'url')
  if (url === undefined) return undefined
  const { body } = await withRetry(() => requestFhir(session, url, { signal, order, timeoutMs: 15_000 }), signal)
  const data = asIs(body, 'data')
  return data === undefined ? undefined : { data, type: typeOf(asIs(body, 'contentType')) }
}
