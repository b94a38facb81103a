import * as v from 'valibot'
import { NOTE_SECTIONS, type NoteLine } from '#clinical/note.ts'

/** A ticked line; `edited` once a person has changed its words. */
export type DraftLine = { readonly line: NoteLine; readonly edited?: string | undefined }

/** A filing whose answer has not come: written down before it is sent, so that a closed window does not forget it. */
export type Pending = {
  readonly at: number
  readonly encounterId: string
  readonly fingerprint: string
  readonly text: string
  readonly visitWords: string
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

export const hasLine = (content: DraftContent, id: string): boolean => content.lines.some(({ line }) => line.id === id)

export const withLine = (content: DraftContent, line: NoteLine): DraftContent =>
  hasLine(content, line.id) ? content : { ...content, lines: [...content.lines, { line }] }

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
        ? { line: each.line }
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

/** Two versions of one draft as one, in which nothing of either is lost. */
export function merged(stored: DraftContent, local: DraftContent): DraftContent {
  const [kept, typed] = [stored.freeText, local.freeText]
  return {
    lines: [...stored.lines, ...local.lines.filter(({ line }) => !hasLine(stored, line.id))],
    freeText: typed.trim() === '' || kept.includes(typed) ? kept : typed.includes(kept) ? typed : `${kept}\n${typed}`,
    visitId: local.visitId ?? stored.visitId,
    docStatus: local.docStatus === 'final' ? local.docStatus : stored.docStatus,
    pending: stored.pending ?? local.pending,
  }
}

export const wordsOf = ({ line, edited }: DraftLine): string => edited ?? line.text

/** The lines as the note writes them. */
export const noteLines = (content: DraftContent): readonly NoteLine[] =>
  content.lines.map((each) => ({ ...each.line, text: wordsOf(each) }))

const text = v.string()
const maybe = <T extends v.GenericSchema>(schema: T) => v.optional(schema)
const source = v.object({
  resourceType: text,
  id: text,
  date: maybe(
    v.object({ text, precision: v.picklist(['year', 'month', 'day']), instant: v.exactOptional(v.number()) }),
  ),
  author: maybe(text),
  codings: v.array(v.object({ system: maybe(text), code: maybe(text), display: maybe(text) })),
  query: text,
})
const line = v.object({ id: text, section: v.picklist(NOTE_SECTIONS), text, sources: v.array(source) })
const schema = v.object({
  lines: v.array(v.object({ line, edited: maybe(text) })),
  freeText: text,
  visitId: maybe(text),
  docStatus: v.picklist(['preliminary', 'final']),
  pending: maybe(v.object({ at: v.number(), encounterId: text, fingerprint: text, text, visitWords: text })),
})

/** A stored draft, or undefined if it is none of this version's. */
export function parseDraft(value: unknown): DraftContent | undefined {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) return undefined
  const { lines, freeText, visitId, docStatus, pending } = parsed.output
  return {
    lines: lines.map(({ line, edited }) => ({ line: { ...line, sources: line.sources.map(toSource) }, edited })),
    freeText,
    visitId,
    docStatus,
    pending,
  }
}

type Parsed = v.InferOutput<typeof source>

/** JSON leaves out what is undefined; the nouns have every field. */
const toSource = ({ date, author, codings, ...rest }: Parsed) => ({
  ...rest,
  date,
  author,
  codings: codings.map(({ system, code, display }) => ({ system, code, display })),
})
