import {
  fingerprintOf,
  FREE_TEXT_HEADING,
  HEADINGS,
  NOTE_FORMAT,
  SIGNATURE,
  SOURCES_HEADING,
  TITLE,
  unmark,
} from './note-format.ts'
import { NOTE_SECTIONS, type NoteSection } from './note.ts'

type OwnNoteLine = { readonly text: string; readonly sources: readonly number[] }

type OwnNoteContent = {
  /** As written: `23 Nov 2026`. */
  readonly date: string
  readonly visit: string | undefined
  readonly author: string | undefined
  readonly sections: ReadonlyMap<NoteSection, readonly OwnNoteLine[]>
  readonly freeText: string
  readonly notRead: readonly string[]
  /** `[1]` is the first. */
  readonly sources: readonly string[]
}

/** A note that an earlier session of this app filed. */
export type OwnNote = {
  readonly format: number
  readonly fingerprint: string
  /** False once anyone has changed or added anything: then it is a person's note, and nothing is carried over from it. */
  readonly intact: boolean
  /** Undefined for a format that this version does not know. */
  readonly content: OwnNoteContent | undefined
}

/**
 * Knows our own notes, in the text of any note of the chart, also after a system has reflowed it. Undefined for every
 * other note, including one that merely quotes ours: the title must come first.
 */
export function recogniseNote(text: string): OwnNote | undefined {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/\u00a0/g, ' ').trimEnd())
  const first = lines.findIndex((line) => line !== '')
  if (!lines[first]?.startsWith(`${TITLE} `)) return undefined
  const last = lines.findLastIndex((line) => SIGNATURE.test(line))
  const [, format, fingerprint] = SIGNATURE.exec(lines[last] ?? '') ?? []
  if (format === undefined || fingerprint === undefined) return undefined
  const body = lines.slice(first, last)
  const nothingAfter = lines.slice(last + 1).every((line) => line === '')
  return {
    format: Number(format),
    fingerprint,
    intact: nothingAfter && fingerprintOf(body.join('\n')) === fingerprint,
    content: Number(format) === NOTE_FORMAT ? readContent(body) : undefined,
  }
}

type Place = NoteSection | 'header' | 'free-text' | 'not-read' | 'sources'

const PLACES = new Map<string, Place>([
  ...NOTE_SECTIONS.map((section) => [HEADINGS[section], section] as const),
  [FREE_TEXT_HEADING, 'free-text'],
  [SOURCES_HEADING, 'sources'],
])

function readContent(body: readonly string[]): OwnNoteContent {
  const parts = new Map<Place, string[]>()
  let place: Place = 'header'
  for (const line of body) {
    const heading = PLACES.get(line)
    if (heading) {
      place = heading
      continue
    }
    if (line.startsWith('NOT READ: ')) place = 'not-read'
    const part = parts.get(place) ?? []
    part.push(line)
    parts.set(place, part)
  }
  const header = entries(parts.get('header'), /^(?=VISIT PREPARATION |Visit: |By: )/)
  return {
    date: header[0]?.slice(TITLE.length).trim() ?? '',
    visit: after(header, 'Visit: '),
    author: after(header, 'By: '),
    sections: new Map(
      NOTE_SECTIONS.flatMap((section) => {
        const lines = entries(parts.get(section), /^- /).map(readLine)
        return lines.length === 0 ? [] : [[section, lines] as const]
      }),
    ),
    freeText: (parts.get('free-text') ?? [])
      .map((line) => unmark(line, 'free-text').replace(/^ {2}/, ''))
      .join('\n')
      .trim(),
    notRead: entries(parts.get('not-read'), /^NOT READ: /),
    sources: entries(parts.get('sources'), /^\[\d+\] /),
  }
}

/** Joins wrapped lines again; an entry begins where `start` matches, and what it matched is taken off. */
function entries(lines: readonly string[] | undefined, start: RegExp): string[] {
  const found: string[] = []
  for (const line of lines ?? []) {
    if (start.test(line)) found.push(line.replace(start, ''))
    else if (line !== '' && found.length > 0) found.push(`${found.pop() ?? ''} ${unmark(line, 'entry').trim()}`)
  }
  return found
}

const after = (header: readonly string[], label: string): string | undefined =>
  header.find((line) => line.startsWith(label))?.slice(label.length)

function readLine(line: string): OwnNoteLine {
  const [, text, numbers] = /^(.*) \[([\d, ]+)\]$/s.exec(line) ?? []
  if (text === undefined || numbers === undefined) return { text: line, sources: [] }
  return { text, sources: numbers.split(',').map(Number) }
}
