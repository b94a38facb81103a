import { describe, expect, it } from 'vitest'
import { typed } from '../../../tests/draft-records.ts'
import { merged, withEdit, wordsOf, type DraftContent } from './draft-content.ts'

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
    const pending = { at: 1, encounterId: 'e', fingerprint: 'f', text: 't', visitWords: 'v' }
    expect(merged({ ...typed('x'), pending }, typed('x')).pending).toBe(pending)
    expect(merged(typed('x'), { ...typed('x'), pending }).pending).toBe(pending)
    expect(merged(typed('x'), { ...typed('x'), docStatus: 'final' }).docStatus).toBe('final')
  })
})
