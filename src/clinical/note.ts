import type { Source } from './source.ts'

/** The headings of the note, in the order they are written. */
export const NOTE_SECTIONS = [
  'since-last-visit',
  'due',
  'problems',
  'medications',
  'allergies',
  'results',
  'vitals',
  'social-history',
  'immunizations',
  'procedures',
  'visits',
  'documents',
] as const

export type NoteSection = (typeof NOTE_SECTIONS)[number]

/** A line that a clinician ticked into the note. `id` is the fact's id, so that a tick survives a refresh. */
export type NoteLine = {
  readonly id: string
  readonly section: NoteSection
  /** Plain text, one line, dates and units included: `HbA1c 6.1 % (2 Oct 2026), above range, was 5.6`. */
  readonly text: string
  readonly sources: readonly Source[]
}

/** What is ticked, as the sections see it. */
export type Ticks = {
  has(id: string): boolean
  toggle(line: NoteLine): void
  /** The ticked lines of a section as they were ticked: what was said of a rule is found again here after a reload. */
  lines?(section: NoteSection): readonly NoteLine[]
  /** Nothing can be ticked now: another window has the draft, or a note is under way. */
  readonly frozen?: boolean
}
