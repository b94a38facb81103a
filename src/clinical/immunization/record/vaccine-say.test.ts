import { describe, expect, it } from 'vitest'
import { composeNote } from '../../compose-note.ts'
import type { Say } from '../../screening/say.ts'
import { saysOfNote, sayNoteLine } from '../../screening/say-line.ts'
import { parseDate } from '#lib/dates.ts'
import type { JudgedDose } from './status.ts'
import {
  asideWords,
  sayableVaccine,
  setAside,
  statedDoses,
  statedWords,
  vaccineSay,
  type StatedDose,
} from './vaccine-say.ts'

const TODAY = '2026-11-24'
const polio = { rule: 'vaccine-polio', said: '2026-11-20' }

const elsewhere = (on: string, fields: Partial<StatedDose> = {}): StatedDose => ({
  ...polio,
  kind: 'done-elsewhere',
  modality: 'dose',
  on: parseDate(on)!,
  place: 'County clinic',
  ...fields,
})

describe('the clinician on a vaccine', () => {
  it.each([
    ['DTaP/Tdap/Td', 'vaccine-dtap-tdap-td'],
    ['COVID-19', 'vaccine-covid-19'],
    ['Meningococcal B', 'vaccine-meningococcal-b'],
  ])('%s is kept as %s', (group, id) => expect(sayableVaccine(group).id).toBe(id))

  const made = (kind: Parameters<typeof vaccineSay>[0], answers: { date?: string; words?: string }) =>
    vaccineSay(kind, 'Polio', { date: '', words: '', ...answers }, { born: '1990-06-15', today: TODAY })
  const head = { rule: 'vaccine-polio', said: TODAY }

  it.each<[Parameters<typeof vaccineSay>[0], { date?: string; words?: string }, Say]>([
    ['declined', {}, { ...head, kind: 'declined' }],
    ['deferred', { date: '2026-11-25' }, { ...head, kind: 'deferred', until: '2026-11-25' }],
    ['not-applicable', { words: '  no   spleen ' }, { ...head, kind: 'not-applicable', reason: 'no spleen' }],
    [
      'done-elsewhere',
      { date: ' 2021-03 ', words: 'County\nclinic' },
      {
        ...head,
        kind: 'done-elsewhere',
        modality: 'dose',
        on: { text: '2021-03', precision: 'month' },
        place: 'County clinic',
      },
    ],
  ])('%s with %j', (kind, answers, say) => expect(made(kind, answers)).toEqual({ say }))

  it.each<[Parameters<typeof vaccineSay>[0], { date?: string; words?: string }, string]>([
    ['deferred', { date: TODAY }, 'The day must lie ahead.'],
    ['deferred', { date: '2027-03' }, 'Give a day, such as 2027-03-01.'],
    ['deferred', { date: '2036-11-25' }, 'Give a day within the next ten years.'],
    ['not-applicable', { words: ' \u200b' }, 'Say why it does not apply.'],
    ['not-applicable', { words: 'x'.repeat(301) }, 'At most 300 signs'],
    ['done-elsewhere', { date: 'last year', words: 'abroad' }, 'Give a year, a month or a day'],
    ['done-elsewhere', { date: '2026-11-25', words: 'abroad' }, 'The date must not lie ahead.'],
    ['done-elsewhere', { date: '1990-06-14', words: 'abroad' }, 'That was before birth.'],
    ['done-elsewhere', { date: '2021' }, 'Say where it was given.'],
  ])('%s with %j is refused: %s', (kind, answers, wrong) =>
    expect(made(kind, answers)).toEqual({ wrong: expect.stringContaining(wrong) as unknown }),
  )

  it('is found again in a filed note', () => {
    const says: Say[] = [
      { ...polio, kind: 'deferred', until: '2027-03-01' },
      { rule: 'vaccine-dtap-tdap-td', said: TODAY, kind: 'not-applicable', reason: 'given abroad' },
      elsewhere('2021-03', { place: 'Sana, at the border (said so; twice)' }),
      elsewhere('2022-03-09'),
    ]
    const rules = ['Polio', 'DTaP/Tdap/Td'].map(sayableVaccine)
    const { text } = composeNote({
      lines: says.map((say) => sayNoteLine(say, rules.find(({ id }) => id === say.rule) ?? sayableVaccine(''))),
      freeText: '',
      visit: undefined,
      today: Temporal.PlainDate.from(TODAY),
      author: undefined,
      notRead: [],
    })
    expect(saysOfNote(text, { rules })).toEqual(says)
  })

  it.each<[string, readonly Say[], string | undefined]>([
    ['declined', [{ ...polio, kind: 'declined' }], 'Declined 20 Nov 2026.'],
    ['deferred to tomorrow', [{ ...polio, kind: 'deferred', until: '2026-11-25' }], 'Deferred until 25 Nov 2026.'],
    ['deferred until today: it is over', [{ ...polio, kind: 'deferred', until: TODAY }], undefined],
    [
      'the last word counts',
      [
        { ...polio, kind: 'declined' },
        { ...polio, kind: 'deferred', until: TODAY },
      ],
      undefined,
    ],
    ['said tomorrow is not believed', [{ ...polio, said: '2026-11-25', kind: 'declined' }], undefined],
    ['declined a year ago: it is asked again', [{ ...polio, said: '2025-11-24', kind: 'declined' }], undefined],
    [
      'declined a day less than a year ago',
      [{ ...polio, said: '2025-11-25', kind: 'declined' }],
      'Declined 25 Nov 2025.',
    ],
    ['not by a dose given elsewhere', [elsewhere('2021')], undefined],
    [
      'declined, and a dose given elsewhere',
      [{ ...polio, kind: 'declined' }, elsewhere('2021')],
      'Declined 20 Nov 2026.',
    ],
    ['not by a word taken back', [{ ...polio, kind: 'withdrawn' }], undefined],
    ['of another vaccine', [{ ...polio, rule: 'vaccine-mmr', kind: 'declined' }], undefined],
    [
      'not applicable',
      [{ ...polio, kind: 'not-applicable', reason: 'abroad' }],
      'Not applicable, you said 20 Nov 2026: abroad.',
    ],
  ])('sets aside: %s', (_, says, words) => {
    const say = setAside(says, 'Polio', TODAY)
    expect(say && asideWords(say)).toBe(words)
  })
})

describe('a dose said to have been given elsewhere', () => {
  const recorded = (date: string, why?: string): JudgedDose => ({
    id: date,
    vaccine: 'IPV',
    date: parseDate(date),
    verdict: why === undefined ? 'counts' : 'not-judged',
    why,
    source: { resourceType: 'Immunization', id: date, date: undefined, author: undefined, codings: [], query: '' },
  })
  it.each<[string, readonly Say[], readonly JudgedDose[], readonly string[]]>([
    [
      'is said, oldest first',
      [elsewhere('2021-03'), elsewhere('2020')],
      [],
      ['2020 (County clinic)', 'Mar 2021 (County clinic)'],
    ],
    ['not once the record holds it, to the day', [elsewhere('2021-03-09')], [recorded('2021-03-09')], []],
    ['not once the record holds it, to the month', [elsewhere('2021-03')], [recorded('2021-03-09')], []],
    [
      'still, of a year in which a dose is recorded: it may be another',
      [elsewhere('2021')],
      [recorded('2021-03-09')],
      ['2021 (County clinic)'],
    ],
    [
      'still, if the record holds that it was not given',
      [elsewhere('2021-03')],
      [recorded('2021-03-09', 'not given: refused')],
      ['Mar 2021 (County clinic)'],
    ],
    ['not of another vaccine', [elsewhere('2021', { rule: 'vaccine-mmr' })], [], []],
    ['not before it was said', [elsewhere('2021', { said: '2026-11-25' })], [], []],
  ])('%s', (_, says, doses, words) => expect(statedDoses(says, 'Polio', doses, TODAY).map(statedWords)).toEqual(words))
})
