import { describe, expect, it } from 'vitest'
import { field } from './json.ts'
import { readProblem } from './problem.ts'
import { isUnreadable, readSafely, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'

const read = (fields: object) => readProblem({ ...SAMPLES.Condition, ...fields }, CONTEXT)
const named = (text: string): unknown => {
  const problem = read({ code: { text } })
  return isUnreadable(problem) ? problem.unreadable : problem.concept.text
}

describe('what may not be believed is not read', () => {
  it.each([
    ['another kind of resource', { resourceType: 'Observation' }, REASONS.type],
    ['no id', { id: undefined }, REASONS.id],
    ['an id that would change the address', { id: '../Patient/x' }, REASONS.id],
    ['an id of dots', { id: '..' }, REASONS.id],
    ['an id that is no text', { id: 5 }, REASONS.id],
    ['a modifier', { modifierExtension: [{ url: 'x', valueBoolean: true }] }, REASONS.modifier],
    ['a malformed modifier', { modifierExtension: 'not' }, REASONS.modifier],
    ['a modifier deep inside', { stage: [{ modifierExtension: [{ url: 'x' }] }] }, REASONS.modifier],
    ['rules of its own', { implicitRules: 'https://example.org/rules' }, REASONS.rules],
  ])('%s', (_what, fields, unreadable) => expect(read(fields)).toEqual({ unreadable }))

  it.each([
    ['an empty list of modifiers', { modifierExtension: [] }],
    ['a plain extension', { extension: [{ url: 'x', valueBoolean: true }] }],
    ['an id longer than FHIR allows, as Epic may send', { id: 'e'.repeat(80) }],
  ])('%s is no hindrance', (_what, fields) => expect(isUnreadable(read(fields))).toBe(false))

  it.each([undefined, null, 7, 'Condition', [], [SAMPLES.Condition]])('%j is no resource', (value) => {
    expect(readProblem(value, CONTEXT)).toEqual({ unreadable: REASONS.type })
  })

  it('a fault of our own is counted, not thrown', () => {
    const broken = (): never => {
      throw new Error('x')
    }
    expect(readSafely(broken, {}, CONTEXT)).toEqual({ unreadable: REASONS.fault })
  })
})

it('what a resource only inherits is not of it', () => {
  const poisoned: unknown = Object.assign({}, JSON.parse('{"__proto__":{"status":"final"},"id":"a"}'))
  expect([field(poisoned, 'status'), field(poisoned, 'id')]).toEqual([undefined, 'a'])
})

describe('text is shown as one honest line', () => {
  it.each([
    ['lines become spaces', 'A\r\n\tB\u2028C', 'A B C'],
    ['writing direction cannot be turned', 'negative \u202Eevitisop\u202C', 'negative evitisop'],
    ['isolates and marks vanish', '\u2066A\u2069\u200FB\u061C', 'AB'],
    ['zero-width characters vanish', 'Di\u200Babe\uFEFFtes\u00AD', 'Diabetes'],
    ['control characters become spaces', 'A\u0000B\u009FC', 'A B C'],
    ['spaces cannot push words aside', `A${' '.repeat(300)}B`, 'A B'],
    ['half a character is marked', 'A\uD800B', 'A\uFFFDB'],
    ['a whole one beyond the basic plane stays', 'x \u{1F9EC}', 'x \u{1F9EC}'],
    ['other scripts and joiners stay', 'می\u200Cخواهم  ≥ é µ', 'می\u200Cخواهم ≥ é µ'],
  ])('%s', (_what, sent, shown) => expect(named(sent)).toBe(shown))

  it.each(['', '   ', '\n', '\u200B', '\u202E\u202C'])('%j is no name at all', (sent) =>
    expect(named(sent)).not.toBe(sent),
  )

  it.each([
    [1999, 1999, 'x'],
    [2000, 2000, 'x'],
    [2001, 2000, '…'],
    [5_000_000, 2000, '…'],
  ])('%d characters are shown as %d, ending in %s', (sent, length, end) => {
    const shown = String(named('x'.repeat(sent)))
    expect([shown.length, shown.at(-1)]).toEqual([length, end])
  })

  it('a character is not cut in half', () => {
    expect(String(named('x'.repeat(1998) + '\u{1F9EC}'.repeat(9)))).toBe(`${'x'.repeat(1998)}…`)
  })
})
