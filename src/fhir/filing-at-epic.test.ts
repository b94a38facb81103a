import { beforeEach, describe, expect, it, vi } from 'vitest'
import { signInAt } from '../../tests/ehr-fetch.ts'
import { draft, empty, note } from '../../tests/filing-world.ts'
import { testSession } from '../../tests/session.ts'
import { fileNote, findOurNotesToday, lookUpNote } from './file-note.ts'

let sessions = 0
let session = testSession()
beforeEach(() => {
  session = testSession({ key: `session-${(sessions += 1)}` })
})

describe('at the stand-in for Epic', () => {
  const at = async (slug: string) => {
    const place = await signInAt(slug)
    const signedIn = { ...place.session, key: session.key }
    const mine = draft({ sessionKey: session.key, patientId: signedIn.patientId, encounterId: place.encounterId })
    return { ...place, session: signedIn, filed: await fileNote(signedIn, mine), mine }
  }
  const look = { encounterId: '', fingerprint: note().fingerprint, sentAt: Date.now(), waits: [] }

  it('a note is filed, and reads back with the same words though Epic keeps it as HTML', async () => {
    const { filed, ehr } = await at('note-slow')
    expect(filed).toMatchObject({ outcome: 'saved', id: ehr.stored[0]?.id, readBack: { outcome: 'same', by: 'words' } })
  })

  it('an empty 201 is saved, and its id is found by the fingerprint', async () => {
    const { filed, ehr } = await at('note-empty-201')
    expect(filed).toMatchObject({ outcome: 'saved', id: ehr.stored[0]?.id, readBack: { outcome: 'same' } })
  })

  it('a note that something on the way sent twice is saved, and both copies are counted', async () => {
    const { filed, ehr } = await at('note-stored-twice')
    expect(filed).toMatchObject({ outcome: 'saved', copies: 2 })
    expect(ehr.stored).toHaveLength(2)
  })

  it('a note stored once has one copy', async () => {
    const { filed, ehr } = await at('note-empty-201')
    expect(filed).toMatchObject({ outcome: 'saved', copies: 1 })
    expect(ehr.stored).toHaveLength(1)
  })

  it('a note that was shortened on its way is saved and told to be different', async () => {
    const { filed } = await at('note-altered')
    expect(filed).toMatchObject({ outcome: 'saved', readBack: { outcome: 'different', what: ['text'] } })
  })

  it.each(['lost-answer-on-filing', 'note-500-but-stored', 'note-422-but-stored'])(
    '%s: unknown, then found, and stored once',
    async (slug) => {
      const { filed, ehr, session, encounterId, mine } = await at(slug)
      expect(filed.outcome).toBe('unknown')
      expect(await lookUpNote(session, { ...look, encounterId })).toMatchObject({
        outcome: 'found',
        note: { id: ehr.stored[0]?.id, intact: true },
      })
      expect(ehr.stored).toHaveLength(1)
      expect(mine.text).toContain(look.fingerprint)
    },
  )

  it.each(['lost-before-filing', 'note-503', 'note-500'])(
    '%s: unknown, not found, and then it may be sent again',
    async (slug) => {
      const { filed, ehr, session, encounterId, mine } = await at(slug)
      expect(filed.outcome).toBe('unknown')
      expect(await fileNote(session, mine)).toMatchObject({ reasons: ['look-first'] })
      expect(await lookUpNote(session, { ...look, encounterId })).toEqual({ outcome: 'not-found' })
      expect((await fileNote(session, mine)).outcome).toBe('unknown')
      expect(ehr.stored).toHaveLength(0)
    },
  )

  it.each([
    ['note-refused-400', ['visit-not-accepted', 'note-type-not-accepted'], '59108 59159'],
    ['note-refused-403-empty', ['app-not-allowed'], 'http-403'],
    ['note-refused-403', ['user-not-allowed'], '4118'],
    ['note-401', ['signed-out'], 'http-401'],
    ['note-413', ['too-large'], 'http-413'],
    ['note-422', ['other'], '59159'],
  ])('%s is refused for %j, code %s', async (slug, reasons, code) => {
    expect((await at(slug)).filed).toMatchObject({ outcome: 'refused', sent: true, reasons, code })
  })

  it('a look that cannot be completed does not allow another try', async () => {
    const { session, encounterId, mine } = await at('lost-before-filing')
    vi.stubGlobal('fetch', () => Promise.resolve(empty(403)))
    expect(await lookUpNote(session, { ...look, encounterId })).toEqual({ outcome: 'could-not-look', code: 'http-403' })
    expect(await fileNote(session, mine)).toMatchObject({ reasons: ['look-first'] })
  })

  it('notes of today by this app are found, other notes are not', async () => {
    const { session, encounterId, ehr } = await at('note-slow')
    const found = await findOurNotesToday(session, encounterId, Date.now())
    expect(found).toMatchObject({
      complete: true,
      notes: [{ id: ehr.stored[0]?.id, docStatus: 'preliminary', intact: true }],
    })
    expect(await findOurNotesToday(session, encounterId, Date.now() - 5 * 86_400_000)).toMatchObject({
      complete: true,
      notes: [],
    })
  })
})
