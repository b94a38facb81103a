import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Session } from '#auth/session.ts'
import { loadDraft, saveDraft } from '#features/note/draft-store.ts'
import {
  after,
  asStored,
  begin,
  empty,
  fhir,
  gone,
  html,
  never,
  said,
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

const FILED = /^Filed at \d\d:\d\d/
const UNKNOWN = /^It is not known whether the note sent at \d\d:\d\d is in the chart/
const FOUND = /^Found in the chart: it was filed at \d\d:\d\d/

type Row = readonly [name: string, answer: Server, stored: 0 | 1]
type Refusal = readonly [name: string, answer: Server, says: RegExp, code: string]

/** The note is in the chart, is said to be, and its text has left the draft. */
const filed: readonly (readonly [name: string, answer: Server])[] = [
  ['201 with the note', (store) => store()],
  ['201, empty', after(() => empty(201))],
  ['200 with the note', async (store) => fhir(200, await asStored(store))],
  ['201 with a warning only', after(() => fhir(201, { resourceType: 'OperationOutcome', issue: [] }))],
]

/** Nothing is in the chart, the reason is said, the text is kept, and what is sent next is the first note. */
const refused: readonly Refusal[] = [
  [
    '400 with one issue',
    () => fhir(400, said(['59108', 'context/encounter'])),
    /does not take a note for this visit/,
    '59108',
  ],
  [
    '400 with several issues',
    () => fhir(400, said(['59108', 'context/encounter'], ['59111', 'type'])),
    /does not take this type of note here/,
    '59108 59111',
  ],
  ['400 without a word', () => empty(400), /gave no reason that can be shown here/, 'http-400'],
  ['401', () => empty(401), /Your sign-in has ended. Sign in again, then send; the text is kept/, 'http-401'],
  ['403, empty', () => empty(403), /HealthPrep is not allowed to file notes here/, 'http-403'],
  ['404 in HTML', () => html(404), /does not take notes from applications here/, 'http-404'],
  ['412', () => empty(412), /something changed in the meantime/, 'http-412'],
  ['413 in HTML', () => html(413), /too long for Epic/, 'http-413'],
  ['422', () => fhir(422, said(['59159'])), /gave no reason that can be shown here/, '59159'],
  ['429', () => empty(429), /too much to do at the moment/, 'http-429'],
]

/** Nobody knows: the text is kept, nothing may be sent before it was looked for. */
const unknown: readonly Row[] = [
  ['202, stored', after(() => empty(202)), 1],
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

describe('filed', () => {
  it.each(filed)('%s: said to be filed and read back, the text leaves the draft', async (_, answer) => {
    const desk = await begin(answer)
    await desk.file()
    expect(await screen.findByText(FILED)).toBeTruthy()
    expect(await screen.findByText('the same words, in Epic’s own layout')).toBeTruthy()
    expect(await state(desk)).toEqual({ stored: 1, sends: 1, text: '', maySend: false })
  })
})

describe('refused', () => {
  it.each(refused)(
    '%s: why and the code, the text kept; sent again it is the only note',
    async (_, answer, why, code) => {
      const desk = await begin(answer)
      await desk.file()
      expect(await screen.findByText('Not filed.')).toBeTruthy()
      expect(screen.getByText(why)).toBeTruthy()
      expect(screen.getByText(new RegExp(`^Code for IT: \\S+ ${code}`))).toBeTruthy()
      expect(await state(desk)).toEqual({ stored: 0, sends: 1, text: TEXT, maySend: true })
      desk.mend()
      await desk.file()
      expect(await screen.findByText(FILED)).toBeTruthy()
      expect(await state(desk)).toEqual({ stored: 1, sends: 2, text: '', maySend: false })
    },
  )
})

/** Looked for and found: it is the only one, and is not sent again. */
async function found(desk: Desk): Promise<void> {
  await desk.press(/^Look/)
  expect(await screen.findByText(FOUND)).toBeTruthy()
  expect(await state(desk)).toEqual({ stored: 1, sends: 1, text: '', maySend: false })
}

/** Looked for, not there, sent again: it is the only one. */
async function sentAgain(desk: Desk): Promise<void> {
  await desk.press(/^Look/)
  expect(await screen.findByText('The note is not in the chart.')).toBeTruthy()
  expect(await state(desk)).toEqual({ stored: 0, sends: 1, text: TEXT, maySend: true })
  await desk.file(/^Send again$/)
  expect(await screen.findByText(FILED)).toBeTruthy()
  expect(await state(desk)).toEqual({ stored: 1, sends: 2, text: '', maySend: false })
}

describe('unknown', () => {
  it.each(unknown)('%s: the text kept and locked until it was looked for', async (_, answer, stored) => {
    const desk = await begin(answer)
    await desk.file()
    expect(await screen.findByText(UNKNOWN)).toBeTruthy()
    expect(await state(desk)).toEqual({ stored, sends: 1, text: TEXT, maySend: false })
    expect(await desk.readOnly()).toBe(true)
    desk.mend()
    await (stored === 1 ? found : sentAgain)(desk)
  })
})

describe('unanswered', () => {
  it.each(unanswered)('%s: not sent again while it may be on its way', async (_, answer, stored) => {
    const desk = await begin(answer)
    await desk.file()
    expect(await screen.findByText(UNKNOWN)).toBeTruthy()
    expect(await state(desk)).toEqual({ stored, sends: 1, text: TEXT, maySend: false })
    desk.mend()
    await (stored === 1 ? found : waitedFor)(desk)
  })

  /** Looked for too early, then when it can no longer be on its way. */
  async function waitedFor(desk: Desk): Promise<void> {
    await desk.press(/^Look/)
    expect(await screen.findByText(/^It is not there yet\. .* may still be on its way: look again at/)).toBeTruthy()
    expect(await state(desk)).toEqual({ stored: 0, sends: 1, text: TEXT, maySend: false })
    vi.setSystemTime(Date.now() + 90_000)
    await sentAgain(desk)
  }
})

describe('the sign-in ends', () => {
  it('before it is sent: nothing is sent, the text is kept', async () => {
    const desk = await begin((store) => store())
    Object.assign(desk.session, { accessToken: () => Promise.reject(Object.assign(new Error('x'))) })
    await desk.user.click(await screen.findByRole('button', { name: /^Review, then file to / }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Review the note' }))
    const press = await dialog.findByRole('button', { name: /^File to / })
    await waitFor(() => expect(press.getAttribute('aria-disabled')).toBeNull())
    await desk.user.click(press)
    expect(await screen.findByText('Not filed: nothing was sent.')).toBeTruthy()
    expect(await state(desk)).toEqual({ stored: 0, sends: 0, text: TEXT, maySend: true })
  })

  it('while it is under way: filed, and said that it could not be read back', async () => {
    const desk = await begin(async (store) => {
      const response = await store()
      Object.assign(desk.session, { accessToken: () => Promise.reject(new Error('over')) })
      return response
    })
    await desk.file()
    expect(await screen.findByText(FILED)).toBeTruthy()
    expect(await screen.findByText(/^could not be read back/)).toBeTruthy()
    expect(await state(desk)).toEqual({ stored: 1, sends: 1, text: '', maySend: false })
  })
})

it('another window has written the draft meanwhile: nothing is sent from here, and that is said', async () => {
  const desk = await begin((store) => store())
  await screen.findByText(/^draft kept \d\d:\d\d$/)
  const { draft } = await loadDraft(desk.session, Date.now())
  await saveDraft(desk.session, { ...draft!.content, freeText: 'newer words' }, draft!.handle, Date.now())
  await desk.file()
  expect(await screen.findByText(/^This draft is open in another window, and can only be read here/)).toBeTruthy()
  expect(await state(desk)).toEqual({ stored: 0, sends: 0, text: TEXT, maySend: false })
  expect(screen.queryByText(UNKNOWN)).toBeNull()
})
