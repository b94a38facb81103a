import * as v from 'valibot'
import { NOTE_SECTIONS } from '#clinical/note.ts'
import type { DraftContent } from './draft-content.ts'

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
const seen = v.object({ at: v.number(), stamps: v.record(text, text) })
const schema = v.object({
  lines: v.array(v.object({ line, edited: maybe(text), seen: maybe(seen) })),
  freeText: text,
  visitId: maybe(text),
  docStatus: v.picklist(['preliminary', 'final']),
  pending: maybe(
    v.object({
      at: v.number(),
      encounterId: text,
      fingerprint: text,
      text,
      visitWords: text,
      sent: v.object({ lines: v.array(v.object({ id: text, words: text })), freeText: text }),
    }),
  ),
})

/** A stored draft, or undefined if it is none of this version's. */
export function parseDraft(value: unknown): DraftContent | undefined {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) return undefined
  const { lines, freeText, visitId, docStatus, pending } = parsed.output
  return {
    lines: lines.map(({ line, edited, seen }) => ({
      line: { ...line, sources: line.sources.map(toSource) },
      edited,
      seen,
    })),
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
