import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Session } from '#auth/session.ts'
import { loadDraft, saveDraft } from '#features/note/draft-store.ts'
import { HealthPrepError } from '#lib/errors.ts'
import {
  after,
  asStored,
  begin,
  empty,
  fhir,
  gone,
  half,
  html,
  never,
  remark,
  said,
  says,
  state,
  TEXT,
  withFiling,
  type Desk,
  type Server,
} from '../filing-desk.tsx'

// A look that finds nothing looks again after seconds; here at once.
vi.mock('#fhir/look-up-note.ts', async (original) => {
  const real = await original<typeof import('#fhir/look-up-note.ts')>()
  return {
    ...real,
    searchForNote: (session: Session, lookFor: object) =>
      real.searchForNote(session, { ...lookFor, waits: [] } as never),
  }
})

withFiling()

const EMPTY = 'Review: Tick a line or write something first.'
const LOCKED = 'Review: First look for the note whose answer was lost.'
const SAME = 'the same words, in Epic’s own layout'
const facts = (readBack: string): readonly string[] => [
  'Note: ID',
  'Visit: Office Visit, DAY, TIME',
  'Fingerprint: PRINT',
  `Read back: ${readBack}`,
  EMPTY,
]
const FILED = ['Filed at TIME.', ...facts(SAME)]
const FOUND = ['Found in the chart: it was filed at TIME.', ...facts('found by its fingerprint')]
const UNKNOWN = [
  'It is not known whether the note sent at TIME is in the chart. The answer was lost. The text is kept, and is not sent again before it has been looked for.',
  LOCKED,
]
const EARLY = [
  UNKNOWN[0],
  'It is not there yet. Nobody answered for it, so it may still be on its way: look again at TIME.',
  LOCKED,
]
const NOT_THERE = [
  'The note is not in the chart. Every note of the visit was read. The text is kept, and can be sent again.',
]
const NOT_FILED = 'Not filed. The text is kept.'
const code = (words: string): string => `Code for IT: ${words} Close`

type Row = readonly [name: string, answer: Server, stored: 0 | 1]
type Refusal = readonly [name: string, answer: Server, reasons: readonly string[], code: string]

/** The note is in the chart, is said to be, and its text has left the draft. */
const filed: readonly (readonly [name: string, answer: Server])[] = [
  ['201 with the note', (store) => store()],
  ['201, empty', after(() => empty(201))],
  ['200 with the note', async (store) => fhir(200, await asStored(store))],
  ['201 with a warning instead of the note', after(() => fhir(201, remark('warning')))],
  ['201 with a remark instead of the note', after(() => fhir(201, remark('information')))],
  ['201 with an outcome that says nothing', after(() => fhir(201, { resourceType: 'OperationOutcome', issue: [] }))],
]

const NO_REASON = 'Epic gave no reason that can be shown here. Tell IT the code.'
const NO_VISIT = 'Epic does not take a note for this visit. Choose another visit.'
const NO_TYPE = 'Epic does not take this type of note here. IT sets the type in config.json.'

/** Nothing is in the chart, the reason is said, the text is kept, and what is sent next is the first note. */
const refused: readonly Refusal[] = [
  ['400 with one issue', () => fhir(400, said(['59108', 'context/encounter'])), [NO_VISIT], 'server 59108'],
  [
    '400 with several issues',
    () => fhir(400, said(['59108', 'context/encounter'], ['59111', 'type'])),
    [NO_VISIT, NO_TYPE],
    'server 59108 59111',
  ],
  ['400 without a word', () => empty(400), [NO_REASON], 'server http-400'],
  ['400 with a remark only', () => fhir(400, remark('warning')), [NO_REASON], 'server http-400'],
  [
    '401',
    () => empty(401),
    ['Your sign-in has ended. Sign in again, then send; the text is kept.'],
    'signed-out http-401',
  ],
  [
    '403, empty',
    () => empty(403),
    ['HealthPrep is not allowed to file notes here. IT can allow it in Epic.'],
    'forbidden http-403',
  ],
  [
    '404 in HTML',
    () => html(404),
    ['Epic does not take notes from applications here. Tell IT the code.'],
    'not-found http-404',
  ],
  [
    '412',
    () => empty(412),
    ['Epic says that something changed in the meantime. Reload, then send again.'],
    'server http-412',
  ],
  ['413 in HTML', () => html(413), ['The note is too long for Epic.'], 'server http-413'],
  ['422', () => fhir(422, said(['59159'])), [NO_REASON], 'server 59159'],
  [
    '429',
    () => empty(429),
    ['Epic has too much to do at the moment. Wait a minute, then send again.'],
    'busy http-429',
  ],
]

/** Nobody knows: the text is kept, nothing may be sent before it was looked for. */
const unknown: readonly Row[] = [
  ['202, stored', after(() => empty(202)), 1],
  ['200, empty, stored', after(() => empty(200)), 1],
  ['200, empty, not stored', () => empty(200), 0],
  ['200 with a remark, stored', after(() => fhir(200, remark('information'))), 1],
  ['200 with a remark, not stored', () => fhir(200, remark('information')), 0],
  ['200 with the page of a proxy', () => html(200), 0],
  ['201 with malformed JSON, stored', after(() => fhir(201, '{"resourceType":"Doc')), 1],
  ['201 with malformed JSON, not stored', () => fhir(201, '{"resourceType":"Doc'), 0],
  ['201 with another kind of resource', after(() => fhir(201, { resourceType: 'Basic', id: 'x' })), 1],
  ['201 with a fatal issue', () => fhir(201, said(['59177'])), 0],
  ['500, stored', after(() => fhir(500, said(['59177']))), 1],
  ['500, not stored', () => fhir(500, said(['59177'])), 0],
  ['503, stored', after(() => empty(503)), 1],
  ['503, not stored', () => empty(503), 0],
  ['409, stored by a first sending', after(() => empty(409)), 1],
  ['409, not stored', () => empty(409), 0],
  ['400 that it is there already, stored by a first sending', after(() => fhir(400, said(['59141']))), 1],
]

/** Nobody answered: as above, and "not there" is believed only once the note can no longer be on its way. */
const unanswered: readonly Row[] = [
  ['202, not stored yet', () => empty(202), 0],
  ['408', () => empty(408), 0],
  ['the connection is cut before it is stored', gone, 0],
  ['the connection is cut after it is stored', after(gone), 1],
  ['a 201 that breaks off half-way, stored', after(() => half(201, '{"resourceType":"Doc')), 1],
  ['a 502 that breaks off half-way, not stored', () => half(502, '<html><title>Bad'), 0],
  ['a 400 that breaks off half-way, not stored', () => half(400, '{"resourceType":"Oper'), 0],
  ['a gateway gives up (502) before it is stored', () => html(502), 0],
  ['a gateway gives up (504) after it is stored', after(() => html(504)), 1],
  ['no answer in a minute, not stored', never, 0],
  [
    'no answer in a minute, stored',
    async (store, minuteOver) => {
      await store()
      return never(store, minuteOver)
    },
    1,
  ],
]

/** The screen says exactly this; then what is stored, was sent, is kept and may be done. */
async function expectSaid(desk: Desk, sentences: readonly (string | undefined)[], now: object): Promise<void> {
  await waitFor(() => expect(says()).toEqual(sentences))
  expect(await state(desk)).toEqual(now)
}

describe('filed', () => {
  it.each(filed)('%s: said to be filed and read back, the text leaves the draft', async (_, answer) => {
    const desk = await begin(answer)
    await desk.file()
    await expectSaid(desk, FILED, { stored: 1, sends: 1, text: '', maySend: false })
    expect(screen.getByText(String(desk.ehr.stored[0]?.id))).toBeTruthy()
  })
})

describe('refused', () => {
  it.each(refused)(
    '%s: why and the code, the text kept; sent again it is the only note',
    async (_, answer, reasons, shown) => {
      const desk = await begin(answer)
      await desk.file()
      const kept = { stored: 0, sends: 1, text: TEXT, maySend: true }
      await expectSaid(desk, [NOT_FILED, ...reasons, code(shown)], kept)
      desk.mend()
      await desk.file()
      await expectSaid(desk, FILED, { stored: 1, sends: 2, text: '', maySend: false })
    },
  )
})

/** Looked for and found: it is the only one, and is not sent again. */
async function found(desk: Desk): Promise<void> {
  await desk.press(/^Look/)
  await expectSaid(desk, FOUND, { stored: 1, sends: 1, text: '', maySend: false })
}

/** Looked for, not there, sent again: it is the only one. */
async function sentAgain(desk: Desk): Promise<void> {
  await desk.press(/^Look/)
  await expectSaid(desk, NOT_THERE, { stored: 0, sends: 1, text: TEXT, maySend: true })
  await desk.file(/^Send again$/)
  await expectSaid(desk, FILED, { stored: 1, sends: 2, text: '', maySend: false })
}

/** Looked for too early, then when it can no longer be on its way. */
async function waitedFor(desk: Desk): Promise<void> {
  await desk.press(/^Look/)
  await expectSaid(desk, EARLY, { stored: 0, sends: 1, text: TEXT, maySend: false })
  vi.setSystemTime(Date.now() + 90_000)
  await sentAgain(desk)
}

describe.each([
  ['unknown', unknown, sentAgain],
  ['unanswered', unanswered, waitedFor],
] as const)('%s', (_, rows, whereNot) => {
  it.each(rows)('%s: the text kept and locked until it was looked for', async (__, answer, stored) => {
    const desk = await begin(answer)
    await desk.file()
    await expectSaid(desk, UNKNOWN, { stored, sends: 1, text: TEXT, maySend: false })
    expect(await desk.readOnly()).toBe(true)
    desk.mend()
    await (stored === 1 ? found : whereNot)(desk)
  })
})

/** As far as the button that sends. */
async function reviewed(desk: Desk): Promise<HTMLElement> {
  await desk.user.click(await screen.findByRole('button', { name: /^Review, then file to / }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Review the note' }))
  const press = await dialog.findByRole('button', { name: /^File to / })
  await waitFor(() => expect(press.getAttribute('aria-disabled')).toBeNull())
  return press
}

describe('the sign-in ends', () => {
  it('before it is sent: nothing is sent, the text is kept', async () => {
    const desk = await begin((store) => store())
    const press = await reviewed(desk)
    const over = () => Promise.reject(new HealthPrepError('signed-out', 'expired'))
    Object.assign(desk.session, { accessToken: over })
    await desk.user.click(press)
    const sentences = [
      'Not filed: nothing was sent. The text is kept.',
      'Your sign-in has ended. Sign in again, then send; the text is kept.',
      code('signed-out expired'),
    ]
    await expectSaid(desk, sentences, { stored: 0, sends: 0, text: TEXT, maySend: true })
  })

  it('while it is under way: filed, and said that it could not be read back', async () => {
    const desk = await begin(async (store) => {
      const response = await store()
      const over = () => Promise.reject(new HealthPrepError('signed-out', 'expired'))
      Object.assign(desk.session, { accessToken: over })
      return response
    })
    await desk.file()
    const sentences = ['Filed at TIME.', ...facts('could not be read back (expired)')]
    await expectSaid(desk, sentences, { stored: 1, sends: 1, text: '', maySend: false })
  })
})

describe('pressed more than once', () => {
  it.each([
    ['a double click', (desk: Desk, press: HTMLElement) => desk.user.dblClick(press)],
    [
      'Enter held down',
      (desk: Desk, press: HTMLElement) => {
        press.focus()
        return desk.user.keyboard('{Enter>20/}')
      },
    ],
  ])('%s: one note is sent', async (_, pressing) => {
    const desk = await begin((store) => store())
    await pressing(desk, await reviewed(desk))
    await expectSaid(desk, FILED, { stored: 1, sends: 1, text: '', maySend: false })
  })
})

it('another window has written the draft meanwhile: nothing is sent from here, and that is said', async () => {
  const desk = await begin((store) => store())
  await screen.findByText(/^draft kept \d\d:\d\d$/)
  const { draft } = await loadDraft(desk.session, Date.now())
  await saveDraft(desk.session, { ...draft!.content, freeText: 'newer words' }, draft!.handle, Date.now())
  await desk.file()
  expect(await screen.findByText(/^This draft is open in another window, and can only be read here/)).toBeTruthy()
  const elsewhere = ['Review: This draft is open in another window.']
  await expectSaid(desk, elsewhere, { stored: 0, sends: 0, text: TEXT, maySend: false })
})
