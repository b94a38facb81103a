import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { first, on } from '../../../tests/fixtures.ts'
import { ask, person } from '../../../tests/screening/chart.ts'
import { composeNote } from '../compose-note.ts'
import { toOneLine } from '../note-format.ts'
import { PACK } from './pack.ts'
import { mergeSays, readSayLine, sayLine, sayNoteLine, saysOfNote } from './say-line.ts'
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
    expect(saysOfNote(noteOf(says), PACK)).toEqual(says)
  })

  it('is not believed once anyone has changed the note', () => {
    expect(saysOfNote(noteOf([declined]).replace('declined', 'deferred'), PACK)).toEqual([])
  })

  it('is not taken from what a person wrote as free text', () => {
    expect(saysOfNote(noteOf([], `- ${declinedLine}`), PACK)).toEqual([])
  })

  it('survives whatever words a person gives as place or reason', () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).filter((text) => toOneLine(text) !== '')
    fc.assert(
      fc.property(words, words, (place, reason) => {
        const says: Say[] = [
          { ...head, kind: 'done-elsewhere', modality: 'colonoscopy', on: on('2021'), place: toOneLine(place) },
          { ...head, kind: 'not-applicable', reason: toOneLine(reason) },
        ]
        for (const say of says) expect(readSayLine(sayLine(say, rule), PACK)).toEqual(say)
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

  it('keeps the last word on declining and deferring', () => {
    expect(mergeSays([{ ...declined, said: '2026-01-01' }], [deferred])).toEqual([deferred])
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
  it('a day that lies ahead is not believed', () => {
    expect(
      asked({ ...head, kind: 'done-elsewhere', modality: 'colonoscopy', on: on('2026-11-24'), place: 'there' }).status
        .kind,
    ).toBe('due')
  })
})
