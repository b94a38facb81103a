import { describe, expect, it } from 'vitest'
import { typed } from '../../../tests/draft-records.ts'
import { merged, sentOf, withEdit, withoutSent, wordsOf, type DraftContent } from './draft-content.ts'

const LINE = 'Condition/c1'
const edited = (text: string): DraftContent => withEdit(typed('words'), LINE, text)
const lineOf = (content: DraftContent) => content.lines.map(wordsOf)

describe('two windows wrote one draft: taken over, nothing of either is lost', () => {
  it.each([
    ['words typed here', typed('one'), typed('two'), 'one\ntwo'],
    ['words typed on here', typed('one'), typed('one and two'), 'one and two'],
    ['words typed on there', typed('one and two'), typed('two'), 'one and two'],
    ['nothing typed here', typed('one'), typed(' '), 'one'],
  ])('%s', (_, there, here, words) => {
    expect(merged(there, here).freeText).toBe(words)
  })

  it.each([
    ['edited here', typed(''), edited('Prediabetes, worse'), ['Prediabetes, worse']],
    ['edited there', edited('Prediabetes, better'), typed(''), ['Prediabetes, better']],
    [
      'edited in both',
      edited('Prediabetes, better'),
      edited('Ask the cousin'),
      ['Prediabetes, better; Ask the cousin'],
    ],
    ['edited alike', edited('Prediabetes, better'), edited('Prediabetes, better'), ['Prediabetes, better']],
    ['ticked there', typed(''), { ...typed(''), lines: [] }, ['Prediabetes']],
    ['ticked here', { ...typed(''), lines: [] }, edited('mine'), ['mine']],
  ])('a line %s', (_, there, here, lines) => {
    expect(lineOf(merged(there, here))).toEqual(lines)
  })

  it('a note under way in either is not forgotten, and signed in one is signed', () => {
    const pending = { at: 1, encounterId: 'e', fingerprint: 'f', text: 't', visitWords: 'v', sent: sentOf(typed('x')) }
    expect(merged({ ...typed('x'), pending }, typed('x')).pending).toBe(pending)
    expect(merged(typed('x'), { ...typed('x'), pending }).pending).toBe(pending)
    expect(merged(typed('x'), { ...typed('x'), docStatus: 'final' }).docStatus).toBe('final')
  })
})

describe('once a note is in the chart, of its draft stays what was not sent', () => {
  const other = { id: 'Condition/c2', section: 'problems', text: 'Migraine', sources: [] } as const
  it.each([
    ['nothing more', typed('sent'), [], ''],
    ['words after it', typed('sent\nmore'), [], 'more'],
    ['words that hold it somewhere: all of them, rather than less', typed('more, sent'), [], 'more, sent'],
    ['another line', { ...typed('sent'), lines: [...typed('').lines, { line: other }] }, ['Migraine'], ''],
    ['the line in other words', edited('Prediabetes, worse'), ['Prediabetes, worse'], 'words'],
  ])('%s', (_, now, lines, words) => {
    const left = withoutSent({ ...now, docStatus: 'final' }, sentOf(typed('sent')))
    expect(lineOf(left)).toEqual(lines)
    expect(left).toMatchObject({ freeText: words, docStatus: 'preliminary', pending: undefined })
  })
})
