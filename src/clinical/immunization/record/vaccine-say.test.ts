import { describe, expect, it } from 'vitest'
import { composeNote } from '../../compose-note.ts'
import type { Say } from '../../screening/say.ts'
import { saysOfNote, sayNoteLine } from '../../screening/say-line.ts'
import { asideWords, sayableVaccine, setAside, vaccineSay } from './vaccine-say.ts'

const TODAY = '2026-11-24'
const polio = { rule: 'vaccine-polio', said: '2026-11-20' }

describe('the clinician on a vaccine', () => {
  it.each([
    ['DTaP/Tdap/Td', 'vaccine-dtap-tdap-td'],
    ['COVID-19', 'vaccine-covid-19'],
    ['Meningococcal B', 'vaccine-meningococcal-b'],
  ])('%s is kept as %s', (group, id) => expect(sayableVaccine(group).id).toBe(id))

  it.each<[Parameters<typeof vaccineSay>[0], string, unknown]>([
    ['declined', '', { say: { rule: 'vaccine-polio', said: TODAY, kind: 'declined' } }],
    ['deferred', '2026-11-25', { say: { rule: 'vaccine-polio', said: TODAY, kind: 'deferred', until: '2026-11-25' } }],
    ['deferred', TODAY, { wrong: 'The day must lie ahead.' }],
    ['deferred', '2027-03', { wrong: 'Give a day, such as 2027-03-01.' }],
    [
      'not-applicable',
      '  no   spleen ',
      { say: { rule: 'vaccine-polio', said: TODAY, kind: 'not-applicable', reason: 'no spleen' } },
    ],
    ['not-applicable', ' ', { wrong: 'Say why it does not apply.' }],
  ])('%s with %j', (kind, words, made) => expect(vaccineSay(kind, 'Polio', words, TODAY)).toEqual(made))

  it('is found again in a filed note', () => {
    const says: Say[] = [
      { ...polio, kind: 'deferred', until: '2027-03-01' },
      { rule: 'vaccine-dtap-tdap-td', said: TODAY, kind: 'not-applicable', reason: 'given abroad' },
    ]
    const [one, other] = ['Polio', 'DTaP/Tdap/Td'].map(sayableVaccine)
    const rules = [one, other].filter((each) => each !== undefined)
    const { text } = composeNote({
      lines: says.map((say, at) => sayNoteLine(say, rules[at] ?? sayableVaccine(''))),
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
