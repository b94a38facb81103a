import { describe, expect, it } from 'vitest'
import { composeNote } from '#clinical/compose-note.ts'
import type { ChartDocument } from '#clinical/document.ts'
import { toBase64 } from '#lib/base64.ts'
import { chartDocument, coding, concept, LOINC, on, session } from '../../tests/fixtures.ts'
import { readOwnNotes } from './own-notes.ts'

const ours = (day: string): string =>
  composeNote({
    lines: [{ id: 'x', section: 'due', text: `HIV: declined (said ${day}; hiv)`, sources: [] }],
    freeText: '',
    visit: undefined,
    today: Temporal.PlainDate.from('2026-11-23'),
    author: undefined,
    notRead: [],
  }).text

const note = (text: string, change: Partial<ChartDocument> = {}): ChartDocument =>
  chartDocument('Progress note', {
    type: concept('Progress note', coding(LOINC, '11506-3')),
    date: on('2026-01-01'),
    attachments: [
      {
        contentType: 'text/plain',
        url: undefined,
        data: toBase64(new TextEncoder().encode(text)),
        title: undefined,
        size: undefined,
      },
    ],
    ...change,
  })

const read = (...documents: readonly ChartDocument[]) =>
  readOwnNotes(session(), documents, new AbortController().signal)

describe('the notes this app filed earlier', () => {
  it('are known by their mark, oldest first', async () => {
    const [older, newer] = [ours('1 Jan 2026'), ours('1 Feb 2026')]
    const found = await read(note(newer, { date: on('2026-02-01') }), note('Anybody’s note'), note(older))
    expect(found).toEqual({ texts: [older, newer], unread: false, onlyNewest: undefined })
  })
  it('are not believed once changed, entered in error, or of another type', async () => {
    const text = ours('1 Jan 2026')
    const found = await read(
      note(text.replace('declined', 'deferred')),
      note(text, { status: 'entered-in-error' }),
      note(text, { type: concept('Letter', coding(LOINC, '0-0')) }),
    )
    expect(found).toEqual({ texts: [], unread: false, onlyNewest: undefined })
  })
  it('say so where one cannot be read', async () => {
    expect(await read(note('', { attachments: [] }))).toEqual({ texts: [], unread: true, onlyNewest: undefined })
  })
  it('say so where there are more of the type than are opened', async () => {
    const [letter, newer] = [note('', { type: concept('Letter', coding(LOINC, '0-0')) }), on('2026-02-01')]
    const eight = Array.from({ length: 8 }, () => note('Anybody’s note', { date: newer }))
    const old = note(ours('1 Jan 2026'))
    expect(await read(letter, ...eight)).toEqual({ texts: [], unread: false, onlyNewest: undefined })
    expect(await read(old, ...eight)).toEqual({ texts: [], unread: false, onlyNewest: 8 })
  })
})
