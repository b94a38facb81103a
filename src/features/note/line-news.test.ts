import { describe, expect, it } from 'vitest'
import * as made from '../../../tests/fixtures.ts'
import type { Fact } from '#clinical/source.ts'
import { makeReading, type Gap } from '#lib/reading.ts'
import { newsOf } from './line-news.ts'
import type { Part } from './not-read.ts'
import { stampOf } from './seen.ts'

const TICKED = 1000
const was = made.problem('Prediabetes')
const seen = { at: TICKED, stamps: { [was.id]: stampOf(was) } }
const line = { line: { id: was.id, section: 'problems', text: 'Prediabetes', sources: [was.source] }, seen } as const

type Entry = Fact & { status?: string; verification?: string; docStatus?: string }
const read = (items: readonly Entry[], asOf = TICKED + 1, gaps: readonly Gap[] = []): Part => ({
  name: 'problems',
  holds: 'Condition',
  data: makeReading(items, [], gaps, asOf),
  error: null,
})
const notRead: Part = { name: 'health concerns', holds: 'Condition', data: undefined, error: new Error('failed') }
const others: Part = { name: 'allergies', holds: 'AllergyIntolerance', data: undefined, error: new Error('failed') }
const cut: Gap = { kind: 'cut' }
const elsewhere = { ...was, source: { ...was.source, query: 'Condition?category=health-concern' } }

describe('of what a ticked line stands on is told', () => {
  it.each([
    ['nothing, while it is as it was', [read([was])], undefined],
    ['that it was entered in error', [read([{ ...was, verification: 'entered-in-error' }])], 'in-error'],
    [
      'that of a document of which only the content was',
      [read([{ ...was, docStatus: 'entered-in-error' }])],
      'in-error',
    ],
    [
      'that also by a list that is not whole',
      [read([{ ...was, status: 'entered-in-error' }], 2000, [cut])],
      'in-error',
    ],
    ['that it changed', [read([{ ...was, status: 'resolved' }])], 'changed'],
    ['nothing by what was read before it was ticked', [read([{ ...was, status: 'resolved' }], TICKED)], undefined],
    ['that it is gone, where all that could hold it was read whole', [read([]), others], 'gone'],
    ['nothing, where one list that could hold it failed', [read([]), notRead], undefined],
    ['nothing, where one was cut', [read([]), read([], 2000, [cut])], undefined],
    ['nothing, where one was read before it was ticked', [read([]), read([], TICKED)], undefined],
    ['nothing, where another list holds it now', [read([]), read([elsewhere])], undefined],
    ['nothing, where another list holds it as well', [read([elsewhere]), read([was])], undefined],
    ['nothing, where no list of ours could hold it', [others], undefined],
    ['nothing, while nothing is read', [notRead], undefined],
  ] as const)('%s', (_, parts, news) => {
    expect(newsOf(line, parts)).toBe(news)
  })

  it('the worst, where it stands on several', () => {
    const second = made.problem('Prediabetes')
    const both = { ...line.line, sources: [was.source, second.source] }
    const stamps = { ...seen.stamps, [second.id]: stampOf(second) }
    const now = [
      read([
        { ...was, status: 'resolved' },
        { ...second, verification: 'entered-in-error' },
      ]),
    ]
    expect(newsOf({ line: both, seen: { at: TICKED, stamps } }, now)).toBe('in-error')
    expect(newsOf({ line: both, seen: { at: TICKED, stamps } }, [read([second])])).toBe('gone')
  })

  it('nothing of a line of which it is not known what it stood on', () => {
    expect(newsOf({ line: line.line }, [read([])])).toBeUndefined()
    expect(newsOf({ ...line, seen: { at: TICKED, stamps: {} } }, [read([])])).toBeUndefined()
  })
})
