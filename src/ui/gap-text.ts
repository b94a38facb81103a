import type { Gap, GapKind } from '#lib/reading.ts'

const WORDS = {
  'still-reading': (part) => `Still reading ${part}…`,
  cut: (part) => `The list of ${part} was cut short: there may be more.`,
  'part-failed': (part) => `Some of ${part} could not be read: there may be more.`,
  'withheld-from-app': (part) => `Epic leaves out what this application may not see: there may be more ${part}.`,
  'withheld-from-user': (part) => `Epic leaves out what you may not see: there may be more ${part}.`,
  'break-the-glass': () => 'This chart is restricted. Open it in Epic, give your reason there, then read again.',
  'too-many': (part) => `Epic gave up because there is too much: the list of ${part} is not whole.`,
  'record-may-be-partial': () => 'Epic says that its record may not be all there is.',
} as const satisfies Record<GapKind, (part: string) => string>

/** A gap in a clinician's words; `title` is what the whole list is called. */
export const gapText = (gap: Gap, title: string): string => WORDS[gap.kind](gap.part ?? title)
