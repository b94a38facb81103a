import { chartDocument, on } from '../fixtures.ts'
import type { Say } from '#clinical/screening/say.ts'
import { type Fact, codingOf, operation } from './chart.ts'

export const THEN = '2026-05-01'
/** As a chart says of what is known by its name only. */
export const BY_ITS_NAME = /if it is what its name says/

/** A procedure of a code, under a name of its own. */
export const named = (key: string, text: string, change = {}, when = THEN): Fact =>
  operation(key, when, { concept: { text, codings: [codingOf(key)] }, ...change })

export const mammogram = (code: string, text = code, when = THEN, change = {}): Fact =>
  named(`loinc|${code}`, text, change, when)

/** A report of a code, and what it concludes. */
export const reported = (key: string, conclusion: string | undefined, when = THEN, title = 'An examination'): Fact => ({
  from: 'reports',
  item: chartDocument(title, {
    kind: 'report',
    status: 'final',
    type: { text: title, codings: [codingOf(key)] },
    date: on(when),
    conclusion,
  }),
})

export const idOf = ({ item }: Fact): string => (item as { id: string }).id

/** Said of this very result, or, as an earlier note has it, of its day. */
export const confirmed = (rule: string, modality: string, day: string, of?: Fact): readonly Say[] => [
  { rule, said: day, kind: 'confirmed', modality, on: on(day), evidence: of && idOf(of), source: undefined },
]
