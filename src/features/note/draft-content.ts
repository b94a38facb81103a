import type { NoteLine } from '#clinical/note.ts'
import type { Seen } from './seen.ts'

/** A ticked line; `edited` once a person has changed its words. */
export type DraftLine = {
  readonly line: NoteLine
  readonly edited?: string | undefined
  /** What it stands on, as it was when the line was ticked. */
  readonly seen?: Seen | undefined
}

/** A filing whose answer has not come: written down before it is sent, so that a closed window does not forget it. */
export type Pending = {
  readonly at: number
  readonly encounterId: string
  readonly fingerprint: string
  readonly text: string
  readonly visitWords: string
  readonly sent: Sent
}

/** What of the draft went into the text that was sent: the words of each line as they stood, and the free text. */
export type Sent = {
  readonly lines: readonly { readonly id: string; readonly words: string }[]
  readonly freeText: string
}

export type DocStatus = 'preliminary' | 'final'

export type DraftContent = {
  readonly lines: readonly DraftLine[]
  readonly freeText: string
  /** Chosen by a person; undefined: the visit the chart was opened for, or none yet. */
  readonly visitId: string | undefined
  readonly docStatus: DocStatus
  readonly pending: Pending | undefined
}

export const EMPTY_DRAFT: DraftContent = {
  lines: [],
  freeText: '',
  visitId: undefined,
  docStatus: 'preliminary',
  pending: undefined,
}

/** Whether there is anything to keep or to send. */
export const isEmpty = ({ lines, freeText, pending }: DraftContent): boolean =>
  lines.length === 0 && freeText.trim() === '' && pending === undefined

export const hasLine = (content: Pick<DraftContent, 'lines'>, id: string): boolean =>
  content.lines.some(({ line }) => line.id === id)

export const withLine = (content: DraftContent, line: NoteLine, seen: Seen): DraftContent =>
  hasLine(content, line.id) ? content : { ...content, lines: [...content.lines, { line, seen }] }

export const withoutLine = (content: DraftContent, id: string): DraftContent => ({
  ...content,
  lines: content.lines.filter(({ line }) => line.id !== id),
})

/** Changes the words of a line; the record's own words again if nothing is left of them. */
export const withEdit = (content: DraftContent, id: string, text: string): DraftContent => ({
  ...content,
  lines: content.lines.map((each) =>
    each.line.id === id
      ? text === each.line.text || text.trim() === ''
        ? { ...each, edited: undefined }
        : { ...each, edited: text }
      : each,
  ),
})

/** Moves a line one place up (-1) or down (1) within its section. */
export function withMove(content: DraftContent, id: string, by: -1 | 1): DraftContent {
  const from = content.lines.findIndex(({ line }) => line.id === id)
  const section = content.lines[from]?.line.section
  let to = from + by
  while (content.lines[to] !== undefined && content.lines[to]?.line.section !== section) to += by
  const [moved, other] = [content.lines[from], content.lines[to]]
  if (!moved || !other) return content
  return { ...content, lines: content.lines.map((each, at) => (at === from ? other : at === to ? moved : each)) }
}

/** Two versions of one draft as one, in which nothing that was written in either is lost. */
export function merged(stored: DraftContent, local: DraftContent): DraftContent {
  const here = new Map(local.lines.map((each) => [each.line.id, each]))
  return {
    lines: [
      ...stored.lines.map((each) => withWordsOf(each, here.get(each.line.id))),
      ...local.lines.filter(({ line }) => !hasLine(stored, line.id)),
    ],
    freeText: joined(stored.freeText, local.freeText, '\n'),
    visitId: local.visitId ?? stored.visitId,
    docStatus: local.docStatus === 'final' ? local.docStatus : stored.docStatus,
    pending: stored.pending ?? local.pending,
  }
}

/** A line that both have: the words of either, if only one was edited; else both. */
function withWordsOf(stored: DraftLine, local: DraftLine | undefined): DraftLine {
  if (local?.edited === undefined) return stored
  return { ...stored, edited: stored.edited === undefined ? local.edited : joined(stored.edited, local.edited, '; ') }
}

/** What is left of a draft once a note is in the chart: what was written besides, in another window or visit. */
export function withoutSent({ lines, freeText }: DraftContent, sent: Sent): DraftContent {
  const words = new Map(sent.lines.map((each) => [each.id, each.words]))
  const isJoined = freeText === sent.freeText || freeText.startsWith(`${sent.freeText}\n`)
  return {
    ...EMPTY_DRAFT,
    lines: lines.filter((each) => words.get(each.line.id) !== wordsOf(each)),
    freeText: isJoined ? freeText.slice(sent.freeText.length + 1) : freeText,
  }
}

function joined(kept: string, typed: string, between: string): string {
  if (typed.trim() === '' || kept.includes(typed)) return kept
  return typed.includes(kept) ? typed : `${kept}${between}${typed}`
}

export const wordsOf = ({ line, edited }: DraftLine): string => edited ?? line.text

export const sentOf = ({ lines, freeText }: DraftContent): Sent => ({
  lines: lines.map((each) => ({ id: each.line.id, words: wordsOf(each) })),
  freeText,
})

/** The lines as the note writes them. */
export const noteLines = (content: DraftContent): readonly NoteLine[] =>
  content.lines.map((each) => ({ ...each.line, text: wordsOf(each) }))
