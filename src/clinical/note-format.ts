import { NOTE_SECTIONS, type NoteSection } from './note.ts'

export { fingerprintOf, withoutLayout } from '#lib/fingerprint.ts'

/**
 * Format 1 of the note. What starts at the left edge is ours and read again later; what came from the record or a person
 * is indented or follows `- `, and where it would still look like one of our lines it is marked with `| `. The mark is
 * needed because Epic gives a filed note back as HTML, in which indentation may be lost (epic.md §4).
 */
export const NOTE_FORMAT = 1

export const NOTE_WIDTH = 76
/** Kept free on every line for the mark. */
const TEXT_WIDTH = NOTE_WIDTH - 2

export const TITLE = 'VISIT PREPARATION'
export const FREE_TEXT_HEADING = 'NOTES AND PLAN'
export const SOURCES_HEADING = 'SOURCES'

export const HEADINGS: Readonly<Record<NoteSection, string>> = {
  'since-last-visit': 'SINCE LAST VISIT',
  due: 'DUE',
  problems: 'PROBLEMS',
  medications: 'MEDICATIONS',
  allergies: 'ALLERGIES',
  results: 'RESULTS',
  vitals: 'VITALS',
  'social-history': 'SOCIAL HISTORY',
  immunizations: 'IMMUNIZATIONS',
  procedures: 'PROCEDURES',
  visits: 'VISITS',
  documents: 'REPORTS AND DOCUMENTS',
}

const ALL_HEADINGS = [...NOTE_SECTIONS.map((section) => HEADINGS[section]), FREE_TEXT_HEADING, SOURCES_HEADING]

/** `HealthPrep 1 · 7f3a-22c1`; any single sign between, because not every system keeps the dot. */
export const SIGNATURE = /^HealthPrep (\d{1,3}) \S{1,3} ([0-9a-f]{4}-[0-9a-f]{4})$/
const OURS = new RegExp(
  `^(?:${TITLE}|Visit:|By:|NOT READ:|\\[\\d+\\]|HealthPrep \\d|(?:${ALL_HEADINGS.join('|')})\\s*$)`,
  'i',
)
const MARKED = /^(?:\| )*/

/** Where a line stands: after `- ` a dash would begin a new entry, in free text it is only a dash. */
type Where = 'entry' | 'free-text'

function looksLikeOurs(line: string, where: Where): boolean {
  const bare = line.trim().replace(MARKED, '')
  return OURS.test(bare) || (where === 'entry' && bare.startsWith('- '))
}

/** Marks a line of someone else's that could be taken for ours. `unmark` undoes exactly this. */
export const mark = (line: string, where: Where): string =>
  looksLikeOurs(line, where) ? line.replace(/^\s*/, '$&| ') : line
export const unmark = (line: string, where: Where): string =>
  /^\s*\| /.test(line) && looksLikeOurs(line, where) ? line.replace(/^(\s*)\| /, '$1') : line

const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
// Controls, and the invisible signs that can reorder or hide text on the screen; joiners stay, emoji need them.
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const UNPAIRED = /\p{Cs}/gu

const clean = (text: string): string => text.replace(/\t/g, ' ').replace(UNSEEN, '').replace(UNPAIRED, '\ufffd')

/** Someone else's text as lines that can be written as UTF-8 and hide nothing. */
export const toLines = (text: string): string[] => text.split(BREAKS).map((line) => clean(line).trimEnd())

/** Someone else's text as one line. */
export const toOneLine = (text: string): string => toLines(text).join(' ').replace(/\s+/g, ' ').trim()

/** Breaks at spaces so that lines keep to the width; a word longer than that is left whole. */
export function wrap(text: string, indent: string, hanging: string): string[] {
  const lines: string[] = []
  let line = indent
  let empty = true
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line)
      line = hanging
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line].map((line) => line.trimEnd())
}
