import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { first, on } from '../../../tests/fixtures.ts'
import { ask, letter, lab, person } from '../../../tests/screening/chart.ts'
import { composeNote } from '../compose-note.ts'
import { toOneLine } from '../note-format.ts'
import { PACK } from './pack.ts'
import { mergeSays, readSayLine, sayGroup, sayLine, sayNoteLine, saysOfNote } from './say-line.ts'
import type { Say } from './say.ts'

const head = { rule: 'colorectal-cancer', said: '2026-11-23' }
const rule = PACK.rules.find(({ id }) => id === 'colorectal-cancer')!

const SAYS: readonly (readonly [Say, string])[] = [
  [{ ...head, kind: 'declined' }, 'Colorectal cancer: declined (said 23 Nov 2026; colorectal-cancer)'],
  [
    { ...head, kind: 'deferred', until: '2027-03-01' },
    'Colorectal cancer: deferred until 1 Mar 2027 (said 23 Nov 2026; colorectal-cancer)',
  ],
  [
    { ...head, kind: 'not-applicable', reason: 'colon removed in 1999' },
    'Colorectal cancer: not applicable: colon removed in 1999 (said 23 Nov 2026; colorectal-cancer)',
  ],
  [
    { ...head, kind: 'done-elsewhere', modality: 'colonoscopy', on: on('2021-03'), place: 'County Hospital' },
    'Colorectal cancer: done elsewhere, Colonoscopy, Mar 2021, at County Hospital (said 23 Nov 2026; colorectal-cancer/colonoscopy)',
  ],
  [
    {
      ...head,
      kind: 'confirmed',
      modality: 'stool-blood',
      on: on('2026-02-28'),
      evidence: undefined,
      source: undefined,
    },
    'Colorectal cancer: confirmed, FIT or stool blood test, 28 Feb 2026 (said 23 Nov 2026; colorectal-cancer/stool-blood)',
  ],
  [
    { ...head, kind: 'withdrawn' },
    'Colorectal cancer: what earlier notes say of it no longer holds (said 23 Nov 2026; colorectal-cancer)',
  ],
]

const [declined, declinedLine] = first(SAYS)
const deferred = first(SAYS.slice(1))[0]

const noteOf = (says: readonly Say[], freeText = '') =>
  composeNote({
    lines: says.map((say) => sayNoteLine(say, rule)),
    freeText,
    visit: undefined,
    today: Temporal.PlainDate.from('2026-11-23'),
    author: undefined,
    notRead: [],
  }).text

describe('what the clinician says, as a line of the note', () => {
  it.each(SAYS)('%j reads %j', (say, line) => {
    expect(sayLine(say, rule)).toBe(line)
    expect(readSayLine(line, PACK)).toEqual(say)
  })

  it('is found again in a filed note', () => {
    const says = SAYS.map(([say]) => say)
    expect(saysOfNote(noteOf(says), PACK)).toEqual(expect.arrayContaining(says))
  })

  it('is not believed once anyone has changed the note', () => {
    expect(saysOfNote(noteOf([declined]).replace('declined', 'deferred'), PACK)).toEqual([])
  })

  it('is not taken from what a person wrote as free text', () => {
    expect(saysOfNote(noteOf([], `- ${declinedLine}`), PACK)).toEqual([])
  })

  const odd = [
    'a (said 1 Jan 2020; hiv)',
    '; colorectal-cancer)',
    'x, at y, at z',
    '[1]',
    '[1, 2]',
    '- x',
    '| x',
    '  x  y',
    ':',
    '123',
    'declined',
    'DUE',
    'SOURCES',
    '[1] Report',
    'HealthPrep 1 · 0000-0000',
    'VISIT PREPARATION  1 Jan 2020',
    'a\nb',
    'a\r\nb\u2028c',
    'a\u00a0b',
    '\u202egnirts',
    'Äß 漢字 👩🏽‍⚕️',
    'x'.repeat(300),
    'word '.repeat(60),
    '<b>&amp;',
  ]
  const words = fc
    .oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }))
    .map(toOneLine)
    .filter((text) => text !== '')
  const day = fc.constantFrom('2021', '2021-03', '2021-03-09', '1999-12-31', '2024-02-29')
  const some: fc.Arbitrary<Say> = fc.oneof(
    fc.record({ kind: fc.constant('not-applicable' as const), reason: words }).map((say) => ({ ...head, ...say })),
    fc
      .record({ kind: fc.constant('done-elsewhere' as const), on: day.map(on), place: words })
      .map((say) => ({ ...head, modality: 'colonoscopy', ...say })),
    fc.constantFrom(...SAYS.map(([say]) => say)),
  )

  it('survives whatever words a person gives as place or reason', () => {
    fc.assert(
      fc.property(some, (say) => {
        expect(readSayLine(sayLine(say, rule), PACK)).toEqual(say)
      }),
    )
  })

  it.each([
    ['as it was written', (text: string) => text],
    ['without indentation', (text: string) => text.replace(/^ +/gm, '')],
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with unbreakable blanks', (text: string) => text.replaceAll('  ', ' \u00a0')],
  ])('is found in the whole note again, %s, whatever the words', (_, reflow) => {
    fc.assert(
      fc.property(some, fc.string({ maxLength: 80 }), (say, freeText) => {
        const found = saysOfNote(reflow(noteOf([say], freeText)), PACK)
        expect(found).toEqual([say])
      }),
    )
  })

  it.each([
    '',
    'Colorectal cancer: declined',
    'Other: declined (said 23 Nov 2026; no-such-rule)',
    'Colorectal cancer: declined (said 31 Feb 2026; colorectal-cancer)',
  ])('%j says nothing', (line) => {
    expect(readSayLine(line, PACK)).toBeUndefined()
  })

  it('keeps the last word on declining, deferring and not applying', () => {
    expect(mergeSays([{ ...declined, said: '2026-01-01' }], [deferred])).toEqual([deferred])
    expect(mergeSays([{ ...head, kind: 'not-applicable', reason: 'x', said: '2026-01-01' }], [declined])).toEqual([
      declined,
    ])
  })

  const fit = { ...head, kind: 'done-elsewhere', modality: 'stool-blood', on: on('2025-05'), place: 'there' } as const
  const scope = { ...head, kind: 'done-elsewhere', modality: 'colonoscopy', on: on('2015'), place: 'there' } as const
  const withdrawn = { ...head, kind: 'withdrawn' } as const

  it('keeps each thing that was done, and says it in a line of its own', () => {
    expect(mergeSays([fit], [scope])).toEqual([fit, scope])
    expect(sayGroup(fit)).not.toBe(sayGroup(scope))
  })

  it('withdraws what earlier notes said of the rule, and nothing of another rule or of its own note', () => {
    const other: Say = { rule: 'hiv', said: '2026-01-01', kind: 'declined' }
    expect(mergeSays([{ ...fit, said: '2026-01-01' }, other], [withdrawn])).toEqual([other, withdrawn])
    expect(mergeSays([fit], [scope, withdrawn])).toEqual([withdrawn, scope])
    const note = saysOfNote(noteOf([scope, withdrawn]), PACK)
    expect(mergeSays([...note], [])).toEqual([withdrawn, scope])
    expect(mergeSays([fit, ...note], [])).toEqual([withdrawn, scope])
  })
})

describe('what follows from it', () => {
  const who = person('1966-01-01')
  const asked = (...says: Say[]) => ask('colorectal-cancer', who, [], { says })

  it('done elsewhere closes the gap for its own time', () => {
    expect(
      asked({ ...head, kind: 'done-elsewhere', modality: 'colonoscopy', on: on('2021-03'), place: 'there' }).status,
    ).toEqual({
      kind: 'up-to-date',
      until: '2031-03-01',
    })
  })
  it('not applicable says why', () => {
    expect(asked({ ...head, kind: 'not-applicable', reason: 'too frail' }).status).toEqual({
      kind: 'not-applicable',
      because: 'you said: too frail',
    })
  })
  it('declined leaves it due, and says so', () => {
    expect(asked({ ...head, kind: 'declined' })).toMatchObject({
      status: { kind: 'due' },
      setAside: { kind: 'declined' },
    })
  })
  it.each([
    ['before the day', '2026-11-24', 'deferred'],
    ['on the day', '2026-11-23', undefined],
  ])('deferred, %s', (_, until, kind) => {
    expect(asked({ ...head, kind: 'deferred', until }).setAside?.kind).toBe(kind)
  })
  it.each([
    ['a year ago, less a day', '2025-11-24', 'declined'],
    ['a year ago: it is asked again', '2025-11-23', undefined],
  ])('declined %s', (_, said, kind) => {
    expect(asked({ ...head, kind: 'declined', said }).setAside?.kind).toBe(kind)
  })
  it('declined, and done since, is declined no more', () => {
    const says: Say[] = [{ ...head, kind: 'declined', said: '2026-01-10' }]
    const negative = { value: { kind: 'text', text: 'Negative', codings: [] } } as const
    const done = (day: string) =>
      ask('colorectal-cancer', who, [lab('loinc|57905-2', day, negative)], { says }).setAside
    expect(done('2026-01-11')).toBeUndefined()
    expect(done('2026-01-09')?.kind).toBe('declined')
  })
  it('before birth is not believed', () => {
    const before = { ...head, kind: 'done-elsewhere', modality: 'colonoscopy', place: 'there' } as const
    expect(asked({ ...before, on: on('1965') }).status.kind).toBe('due')
    expect(asked({ ...before, on: on('1966') }).status.kind).toBe('overdue')
  })
  it('what an earlier note confirmed is not offered again; the same on another day is', () => {
    const facts = [letter('Colonoscopy', '2021-03-09'), letter('Colonoscopy', '2011-03-09')]
    const say: Say = {
      ...head,
      kind: 'confirmed',
      modality: 'colonoscopy',
      on: on('2021-03-09'),
      evidence: undefined,
      source: undefined,
    }
    const offered = ask('colorectal-cancer', who, facts, { says: [say] }).proof.probable
    expect(offered.map(({ date }) => date?.text)).toEqual(['2011-03-09'])
  })
  it('a day that lies ahead is not believed', () => {
    expect(
      asked({ ...head, kind: 'done-elsewhere', modality: 'colonoscopy', on: on('2026-11-24'), place: 'there' }).status
        .kind,
    ).toBe('due')
  })
})

describe('a say of a rule past its review date', () => {
  const late = { ...rule, source: { ...rule.source, reviewBy: '2026-11-22' } }
  it.each(SAYS)('says so in the note, and is read again: %j', (say, line) => {
    const { text } = sayNoteLine(say, late)
    expect(text).toBe(line.replace('Colorectal cancer:', 'Colorectal cancer (rule past its review date):'))
    expect(readSayLine(text, PACK)).toEqual(readSayLine(line, PACK))
  })
  it('says nothing on the day itself', () => {
    const due = { ...rule, source: { ...rule.source, reviewBy: '2026-11-23' } }
    expect(sayNoteLine({ ...head, kind: 'declined' }, due).text).not.toContain('review')
  })
})
