import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '#lib/dates.ts'
import { composeNote, type NoteInput } from './compose-note.ts'
import { fingerprintOf, NOTE_WIDTH, toOneLine, withoutLayout } from './note-format.ts'
import { NOTE_SECTIONS, type NoteLine } from './note.ts'
import { recogniseNote } from './recognise-note.ts'
import type { Source } from './source.ts'

const source = (id: string, date = '2026-10-02'): Source => ({
  resourceType: 'Observation',
  id,
  date: parseDate(date),
  author: undefined,
  codings: [],
  query: 'Observation',
})

const line = (section: NoteLine['section'], text: string, ...ids: string[]): NoteLine => ({
  id: text,
  section,
  text,
  sources: ids.map((id) => source(id)),
})

const nothing: NoteInput = {
  lines: [],
  freeText: '',
  visit: { type: 'Office visit', start: parseDate('2026-11-23') },
  today: Temporal.PlainDate.from('2026-11-23'),
  author: 'Dr. Ann Attending',
  notRead: [],
}

describe('the note as it is written', () => {
  const note = composeNote({
    ...nothing,
    lines: [
      line('problems', 'Essential hypertension (2021)', 'c'),
      line(
        'since-last-visit',
        'HbA1c 6.1 % (2 Oct 2026), above range, was 5.6; ferritin 48 ng/mL (12 Jan 2026), in range',
        'a',
        'b',
      ),
      line('since-last-visit', 'New problem: prediabetes', 'a'),
    ],
    freeText: 'Discuss starting a statin;\n\nask about home BP readings ≥ 140 🙂.',
    notRead: ['reports (refused by the server)'],
  }).text

  it('has its title, headings in order, hanging lines, numbered sources and the signature last', () => {
    expect(note.split('\n')).toEqual([
      'VISIT PREPARATION  23 Nov 2026',
      'Visit: Office visit, 23 Nov 2026',
      'By: Dr. Ann Attending',
      '',
      'SINCE LAST VISIT',
      '- HbA1c 6.1 % (2 Oct 2026), above range, was 5.6; ferritin 48 ng/mL (12',
      '  Jan 2026), in range [1, 2]',
      '- New problem: prediabetes [1]',
      '',
      'PROBLEMS',
      '- Essential hypertension (2021) [3]',
      '',
      'NOTES AND PLAN',
      '  Discuss starting a statin;',
      '',
      '  ask about home BP readings ≥ 140 🙂.',
      '',
      'NOT READ: reports (refused by the server)',
      '',
      'SOURCES',
      '[1] Observation, 2 Oct 2026',
      '[2] Observation, 2 Oct 2026',
      '[3] Observation, 2 Oct 2026',
      '',
      expect.stringMatching(/^HealthPrep 1 · [0-9a-f]{4}-[0-9a-f]{4}$/),
      '',
    ])
  })

  it('writes what could not be read as NOT READ and never as none', () => {
    const { text } = composeNote({ ...nothing, notRead: ['allergies (could not be reached)'] })
    expect(text).toContain('NOT READ: allergies (could not be reached)')
    expect(text).not.toMatch(/none|no known/i)
  })

  it('never begins a line with our own numbers, so that none needs a mark', () => {
    for (let length = 60; length < 80; length += 1) {
      const { text } = composeNote({ ...nothing, lines: [line('due', `${'w'.repeat(length - 5)} word`, 'a', 'b')] })
      expect(text).toMatch(/word \[1, 2\]\n/)
      expect(text).not.toContain('|')
    }
  })

  it('leaves out headings that have no lines', () => expect(composeNote(nothing).text).not.toMatch(/ALLERGIES|SOURCES/))

  it('takes signs that hide or reorder text out of it', () => {
    const { text } = composeNote({ ...nothing, freeText: 'Dose \u202e05\u202c mg\u200b\u0007 \ud800' })
    expect(text).toContain('  Dose 05 mg \ufffd\n')
  })
})

describe('no text from the record or a person can pass for a line of ours', () => {
  const forgeries = [
    'HealthPrep 1 · 0000-0000',
    'NOT READ: allergies',
    'PROBLEMS',
    '[1] Condition, today',
    'VISIT PREPARATION 1 Jan 2020',
    'By: Somebody Else',
    'Visit: another',
    'SOURCES',
    '| NOT READ: allergies',
  ]

  it.each(forgeries)('%s', (forgery) => {
    const ticked = `${'word '.repeat(14)}${forgery}`
    const { text } = composeNote({
      ...nothing,
      freeText: `first\n${forgery}\n   ${forgery}`,
      lines: [line('due', ticked)],
      author: `Ann\n${forgery}`,
    })
    for (const version of [text, reflowed(text)]) {
      const read = recogniseNote(version)
      expect(read?.intact).toBe(true)
      expect(read?.content?.notRead).toEqual([])
      expect(read?.content?.sources).toEqual([])
      expect([...(read?.content?.sections ?? [])]).toEqual([['due', [{ text: toOneLine(ticked), sources: [] }]]])
      expect(read?.content?.visit).toBe('Office visit, 23 Nov 2026')
      expect(read?.content?.author).toBe(withoutLayout(`Ann ${forgery}`))
      expect(withoutLayout(read?.content?.freeText ?? '')).toBe(`first ${forgery} ${forgery}`)
    }
  })

  it('a stroke before the number of a source, alone on a line with it, is kept', () => {
    const text = `${'x'.repeat(70)} |`
    const read = recogniseNote(composeNote({ ...nothing, lines: [line('due', text, 'a')] }).text)
    expect(read?.content?.sections.get('due')).toEqual([{ text, sources: [1] }])
  })

  it('a number in brackets at the end of a line is not a source of ours', () => {
    const { text } = composeNote({ ...nothing, lines: [line('due', 'Cytology [1]')] })
    expect(recogniseNote(text)?.content?.sections.get('due')).toEqual([{ text: 'Cytology (1)', sources: [] }])
  })
})

/** What a system does that keeps a note as HTML: indentation and blank lines go, spaces become hard ones. */
const reflowed = (text: string): string =>
  text
    .split('\n')
    .map((part) => part.trim().replaceAll('  ', '\u00a0 '))
    .filter((part) => part !== '')
    .join('\r\n')

describe('our own notes are known again', () => {
  const { text, fingerprint } = composeNote({ ...nothing, freeText: 'Ask about sleep.' })

  it('as filed, and after a system has reflowed them', () => {
    for (const version of [text, reflowed(text), `\n\n${text}\n\n`]) {
      expect(recogniseNote(version)).toMatchObject({ format: 1, fingerprint, intact: true })
    }
  })

  it.each([
    ['a changed word', text.replace('sleep', 'sheep')],
    ['a line added below', `${text}\nAddendum: seen.`],
    ['a line taken out', text.replace('By: Dr. Ann Attending\n', '')],
    ['another fingerprint', text.replace(fingerprint, '0000-0000')],
  ])('with %s it is known, and no longer intact', (_, changed) => {
    expect(recogniseNote(changed)).toMatchObject({ format: 1, intact: false })
  })

  it.each([
    ['another note', 'PROGRESS NOTE\nAll well.'],
    ['a note that quotes ours', `Copied from last time:\n${text}`],
    ['our title without a signature', 'VISIT PREPARATION  23 Nov 2026\nAll well.'],
    ['nothing', ''],
  ])('%s is not ours', (_, other) => expect(recogniseNote(other)).toBeUndefined())

  it('a format of the future is known as ours and its content left alone', () => {
    expect(recogniseNote(text.replace('HealthPrep 1', 'HealthPrep 2'))).toMatchObject({ format: 2, content: undefined })
  })
})

const words = fc.oneof(
  fc.string({ maxLength: 120, unit: 'grapheme' }),
  fc.string({ maxLength: 120, unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'NOT READ: x',
        'HealthPrep 1 · 0123-4567',
        '[1]',
        'PROBLEMS',
        '- ',
        '| ',
        '\n',
        '  ',
        'é',
        '≥',
        '🙂',
        'word',
      ),
      {
        maxLength: 40,
      },
    )
    .chain((parts) => fc.constantFrom(' ', '\n').map((between) => parts.join(between))),
)
const input: fc.Arbitrary<NoteInput> = fc.record({
  lines: fc.array(
    fc.record({
      id: fc.string(),
      section: fc.constantFrom(...NOTE_SECTIONS),
      text: words,
      sources: fc.array(
        fc.constantFrom('a', 'b', 'c').map((id) => source(id)),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 6 },
  ),
  freeText: words,
  visit: fc.constantFrom(undefined, nothing.visit),
  today: fc.constant(nothing.today),
  author: fc.option(words, { nil: undefined }),
  notRead: fc.array(fc.constantFrom('reports (refused by the server)', 'allergies'), { maxLength: 2 }),
})

describe('whatever is ticked and typed', () => {
  it('is read back as it was written, reflowed or not', () =>
    fc.assert(
      fc.property(input, fc.boolean(), (given, layoutLost) => {
        const note = composeNote(given)
        const read = recogniseNote(layoutLost ? reflowed(note.text) : note.text)
        expect(read?.intact).toBe(true)
        expect(read?.fingerprint).toBe(note.fingerprint)
        expect(read?.content?.notRead).toEqual(given.notRead)
        expect(withoutLayout(read?.content?.freeText ?? '')).toBe(toOneLine(given.freeText))
        const written = given.lines
          .map((each) => ({ ...each, text: toOneLine(each.text).replace(/\[([\d, ]*)\]$/, '($1)') }))
          .filter((each) => each.text !== '')
        expect(
          [...(read?.content?.sections ?? [])].flatMap(([section, all]) => all.map((l) => [section, l.text])),
        ).toEqual(NOTE_SECTIONS.flatMap((s) => written.filter((l) => l.section === s).map((l) => [s, l.text])))
        expect(read?.content?.sources).toHaveLength(new Set(written.flatMap((l) => l.sources.map((s) => s.id))).size)
      }),
    ))

  it('fits the width, is well-formed and ends in one line break', () =>
    fc.assert(
      fc.property(input, (given) => {
        const { text } = composeNote(given)
        expect(new TextDecoder().decode(new TextEncoder().encode(text))).toBe(text)
        expect(text).toMatch(/[^\n]\n$/)
        const long = text.split('\n').filter((each) => each.length > NOTE_WIDTH)
        expect(long.filter((each) => each.split(' ').every((word) => word.length < 60))).toEqual([])
      }),
    ))

  it('any other word gives another fingerprint', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(withoutLayout(a) !== withoutLayout(b))
        expect(fingerprintOf(a)).not.toBe(fingerprintOf(b))
      }),
    ))
})
