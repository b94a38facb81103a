import { chartDocument, on as day } from '../fixtures.ts'
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
    date: day(when),
    conclusion,
  }),
})
