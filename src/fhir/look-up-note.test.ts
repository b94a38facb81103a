import { beforeEach, describe, expect, it } from 'vitest'
import { answerWith, draft, empty, note, server } from '../../tests/filing-world.ts'
import { testSession } from '../../tests/session.ts'
import { fileNote, findOurNotesToday, lookUpNote } from './file-note.ts'

let sessions = 0
let session = testSession()
beforeEach(() => {
  session = testSession({ key: `session-${(sessions += 1)}` })
})

const HOUR = 60 * 60 * 1000
const NOW = Date.parse('2026-11-23T12:00:00Z')
const { text, fingerprint } = note()

/** A note of the visit as a chart holds it. */
const held = (changes: object = {}, words = text) => ({
  resourceType: 'DocumentReference',
  id: 'n1',
  status: 'current',
  docStatus: 'preliminary',
  date: new Date(NOW).toISOString(),
  subject: { reference: 'Patient/p1' },
  context: { encounter: [{ reference: 'Encounter/e1' }] },
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(words).toString('base64') } }],
  ...changes,
})
const at = (hoursLater: number) => ({ date: new Date(NOW + hoursLater * HOUR).toISOString() })

/** A chart that holds these notes, look after look. */
function chart(...looks: readonly (readonly object[])[]): void {
  let asked = 0
  const search = () => {
    const found = looks[Math.min(asked, looks.length - 1)] ?? []
    asked += 1
    const entry = found.map((resource) => ({ resource, search: { mode: 'match' } }))
    return answerWith({ resourceType: 'Bundle', type: 'searchset', entry })
  }
  server(
    () => empty(404),
    () => empty(404),
    ({ pathname, search: query }) => (pathname.endsWith('/DocumentReference') && query ? search() : undefined),
  )
}
const look = (waits: readonly number[] = []) =>
  lookUpNote(session, { encounterId: 'e1', fingerprint, sentAt: NOW, waits })

describe('a note whose answer was lost is taken for filed only if it is', () => {
  it.each([
    ['it is there', [held()], 1],
    ['it is there, without a date', [held({ date: undefined })], 1],
    ['the clock of the chart is an hour behind', [held(at(-1))], 1],
    ['it is there, and names no visit', [held({ context: undefined })], 1],
    ['it is there three times', [held(), held({ id: 'n2' }), held({ id: 'n3' })], 3],
    ['another note of ours stands beside it', [held({ id: 'n0' }, note('Other words').text), held()], 1],
  ])('%s', async (_, notes, copies) => {
    chart(notes)
    expect(await look()).toMatchObject({ outcome: 'found', note: { fingerprint }, copies })
  })

  it.each([
    ['the visit has no note', []],
    ['there is another note of ours with other words', [held({}, note('Other words').text)]],
    [
      'the same words were filed for another visit',
      [held({ context: { encounter: [{ reference: 'Encounter/e2' }] } })],
    ],
    ['the same words were filed long before', [held(at(-25))]],
    ['it was entered in error', [held({ status: 'entered-in-error' })]],
    ['somebody else wrote a note', [held({}, 'Seen today. Fingerprint of nothing.')]],
  ])('not if %s', async (_, notes) => {
    chart(notes)
    expect(await look()).toEqual({ outcome: 'not-found' })
  })

  it('a chart that shows it only later is asked again', async () => {
    chart([], [held()])
    expect(await look([1])).toMatchObject({ outcome: 'found' })
  })

  it.each([
    ['a note has no text that can be read', [held({ content: [{ attachment: { contentType: 'text/plain' } }] })]],
    ['a note has no content at all', [held({ content: [] })]],
    ['a note says nothing of whose it is', [held({ subject: undefined })]],
  ])('what became of it stays unknown where %s', async (_, notes) => {
    chart(notes)
    expect(await look()).toMatchObject({ outcome: 'could-not-look' })
  })
})

describe('notes of today', () => {
  const today = async (...notes: object[]) => {
    chart(notes)
    const found = await findOurNotesToday(session, 'e1', NOW)
    return [found.notes.map(({ id }) => id), found.complete]
  }
  it.each([
    ['one of today', [held()], ['n1'], true],
    ['one without a date may be of today', [held({ date: undefined })], ['n1'], true],
    ['one of yesterday', [held(at(-24))], [], true],
    ['one of another visit', [held({ context: { encounter: [{ reference: 'Encounter/e2' }] } })], [], true],
    ['one that cannot be read', [held({ content: [] })], [], false],
  ])('%s', async (_, notes, ids, complete) => {
    expect(await today(...notes)).toEqual([ids, complete])
  })
})

describe('what the chart holds is compared with what was sent', () => {
  const filed = async (resource: unknown) => {
    server(
      () => answerWith(held(), 201),
      undefined,
      ({ pathname }) => (pathname.endsWith('/DocumentReference/n1') ? answerWith(resource) : undefined),
    )
    const result = await fileNote(session, draft({ sessionKey: session.key }))
    return result.outcome === 'saved' ? result.readBack : result
  }
  it.each([
    ['the same, byte for byte', held(), { outcome: 'same', by: 'bytes' }],
    ['the same words in another layout', held({}, text.replaceAll('\n', ' \n')), { outcome: 'same', by: 'words' }],
    [
      'under another patient',
      held({ subject: { reference: 'Patient/p2' } }),
      { outcome: 'different', what: ['patient'] },
    ],
    [
      'under another visit',
      held({ context: { encounter: [{ reference: 'Encounter/e2' }] } }),
      { outcome: 'different', what: ['visit'] },
    ],
    [
      'signed, and was to be preliminary',
      held({ docStatus: 'final' }),
      { outcome: 'different', what: ['signed-state'] },
    ],
    ['with other words', held({}, `${text} not`), { outcome: 'different', what: ['text'] }],
    [
      'under another visit and shortened',
      held({ context: { encounter: [{ reference: 'Encounter/e2' }] } }, text.slice(0, 40)),
      { outcome: 'different', what: ['visit', 'text'] },
    ],
    ['not a note at all', { resourceType: 'Basic', id: 'n1' }, { outcome: 'not-possible' }],
  ])('%s', async (_, resource, readBack) => {
    expect(await filed(resource)).toMatchObject(readBack)
  })
})
