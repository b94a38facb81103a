import { formatDate, formatMoment, formatPlainDate } from '#lib/dates.ts'
import {
  fingerprintOf,
  FREE_TEXT_HEADING,
  HEADINGS,
  mark,
  NOTE_FORMAT,
  SOURCES_HEADING,
  TITLE,
  toLines,
  toOneLine,
  wrap,
} from './note-format.ts'
import { NOTE_SECTIONS, type NoteLine } from './note.ts'
import type { Source } from './source.ts'
import type { Visit } from './visit.ts'

export type NoteInput = {
  /** In the order wanted; sections come in the order of NOTE_SECTIONS. */
  readonly lines: readonly NoteLine[]
  readonly freeText: string
  readonly visit: Pick<Visit, 'type' | 'start'> | undefined
  readonly today: Temporal.PlainDate
  readonly author: string | undefined
  /** What could not be read, in constant words: `reports (refused by the server)`. */
  readonly notRead: readonly string[]
}

export type ComposedNote = {
  /** Exactly what is shown and, as UTF-8, exactly what is sent. */
  readonly text: string
  readonly fingerprint: string
}

/** Writes the note as plain text with lines of at most 76 signs. Same input, same text. */
export function composeNote(input: NoteInput): ComposedNote {
  const sources = new Map<string, number>()
  const blocks = [
    header(input),
    ...NOTE_SECTIONS.map((section) => {
      const lines = input.lines.filter((line) => line.section === section)
      return withHeading(
        HEADINGS[section],
        lines.flatMap((line) => tickedLine(line, sources)),
      )
    }),
    withHeading(FREE_TEXT_HEADING, freeText(input.freeText)),
    input.notRead.flatMap((what) => wrapMarked(`NOT READ: ${toOneLine(what)}`, '', '  ')),
    withHeading(SOURCES_HEADING, sourceList(input.lines, sources)),
  ]
  const content = blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
  const fingerprint = fingerprintOf(content)
  return { text: `${content}\n\nHealthPrep ${NOTE_FORMAT} · ${fingerprint}\n`, fingerprint }
}

function header({ today, visit, author }: NoteInput): string[] {
  const lines = [`${TITLE}  ${formatPlainDate(today)}`]
  if (visit) lines.push(...wrapMarked(`Visit: ${toOneLine(visitInWords(visit))}`, '', '  '))
  if (author !== undefined && toOneLine(author) !== '') lines.push(...wrapMarked(`By: ${toOneLine(author)}`, '', '  '))
  return lines
}

/** `Office visit, 23 Nov 2026, 14:20`. */
export const visitInWords = (visit: Pick<Visit, 'type' | 'start'>): string =>
  visit.start ? `${visit.type}, ${formatMoment(visit.start)}` : `${visit.type}, no date recorded`

const withHeading = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [heading, ...lines]

function tickedLine(line: NoteLine, sources: Map<string, number>): string[] {
  // A number in brackets at the end is how we point to sources; the record's own must not look like it.
  const text = toOneLine(line.text).replace(/\[([\d, ]*)\]$/, '($1)')
  if (text === '') return []
  const numbers = [...new Set(line.sources.map((source) => numberOf(source, sources)))]
  return wrapMarked(numbers.length === 0 ? text : `${text}${GLUE}[${numbers.join(`,${GLUE}`)}]`, '- ', '  ')
}

/** A space at which no line is broken, so that our numbers never begin a line. No text from outside holds this sign. */
const GLUE = '\u0001'

/** Only the lines after the first can be taken for ours: the first begins with our own sign. */
const wrapMarked = (text: string, indent: string, hanging: string): string[] =>
  wrap(text, indent, hanging)
    .map((line) => line.replaceAll(GLUE, ' '))
    .map((line, at) => (at === 0 ? line : mark(line, 'entry')))

function freeText(text: string): string[] {
  const lines = toLines(text).flatMap((line) => {
    const indent = `  ${/^ {0,20}/.exec(line)?.[0] ?? ''}`
    return line.trim() === '' ? [''] : wrap(line.trim(), indent, indent).map((line) => mark(line, 'free-text'))
  })
  while (lines[0] === '') lines.shift()
  while (lines.at(-1) === '') lines.pop()
  return lines
}

const keyOf = (source: Source): string => `${source.resourceType}/${source.id}`

function numberOf(source: Source, numbers: Map<string, number>): number {
  const number = numbers.get(keyOf(source)) ?? numbers.size + 1
  numbers.set(keyOf(source), number)
  return number
}

function sourceList(lines: readonly NoteLine[], numbers: ReadonlyMap<string, number>): string[] {
  const byKey = new Map(lines.flatMap((line) => line.sources).map((source) => [keyOf(source), source]))
  return [...numbers].flatMap(([key, number]) => {
    const source = byKey.get(key)
    return source ? wrapMarked(`[${number}] ${toOneLine(sourceInWords(source))}`, '', '  ') : []
  })
}

const sourceInWords = ({ resourceType, date, author }: Source): string =>
  [resourceType, date ? formatDate(date) : 'no date', author].filter((part) => part !== undefined).join(', ')
