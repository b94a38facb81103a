import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { changeStored, everythingStored, typed } from '../../../tests/draft-records.ts'
import { testSession } from '../../../tests/session.ts'
import type { Session } from '#auth/session.ts'
import { bindingOf, idOf, ownerOf } from './draft-cipher.ts'
import { loadDraft, NO_RECORD, saveDraft, sweepStored } from './draft-store.ts'

const HOUR = 60 * 60 * 1000
const NOON = Date.parse('2026-11-23T12:00:00Z')
const ada = testSession({ patientId: 'ada-1', encounterId: 'e1' })
const keep = (session: Session, text: string, now = NOON) => saveDraft(session, typed(text), NO_RECORD, now)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('a record renamed on the disk does not open', () => {
  it.each([
    ['for another patient', { patientId: 'ben-2' }],
    ['for another user', { user: { resourceType: 'Practitioner', id: 'dr-2' } }],
    ['for another organisation', { issuer: { ...ada.issuer, fhirBase: 'https://other.example/R4' } }],
    ['for another visit', { encounterId: 'e2' }],
  ])('%s, though its key was renamed with it', async (_, changes) => {
    const other = { ...ada, ...changes }
    const binding = bindingOf(other)
    const [owner, id] = [await ownerOf(binding), await idOf(binding)]
    await keep(ada, 'secret')
    await changeStored('keys', (record) => ({ ...record, owner }))
    const [record] = (await everythingStored()).drafts
    await changeStored('drafts', () => ({ ...record, owner, id }))
    const loaded = await loadDraft(other, NOON)
    expect([loaded.draft, loaded.ofOtherVisit]).toEqual([undefined, undefined])
    expect(loaded.setAside).toBe(NOON)
  })
})

describe('the visit of a draft', () => {
  it('that was chosen by a person counts: in the chart of another visit it is offered, not brought', async () => {
    const chosen = { ...typed('for the first visit'), visitId: 'e1' }
    await saveDraft({ ...ada, encounterId: undefined }, chosen, NO_RECORD, NOON)
    const loaded = await loadDraft({ ...ada, encounterId: 'e2' }, NOON)
    expect(loaded.draft).toBeUndefined()
    expect(loaded.ofOtherVisit?.content.freeText).toBe('for the first visit')
    const again = await loadDraft({ ...ada, encounterId: 'e1' }, NOON)
    expect(again.draft?.content.freeText).toBe('for the first visit')
  })

  it('that is not the one of the chart: it is known to be kept besides', async () => {
    await keep(ada, 'one')
    expect((await loadDraft(ada, NOON)).othersKept).toBe(false)
    await keep({ ...ada, encounterId: 'e2' }, 'two')
    const { draft, othersKept } = await loadDraft(ada, NOON)
    expect([draft?.content.freeText, othersKept]).toEqual(['one', true])
    expect((await loadDraft({ ...ada, encounterId: 'e3' }, NOON)).othersKept).toBe(true)
  })
})

describe('a draft kept while the clock of the computer ran ahead', () => {
  it('by a year, is gone a day after the clock is right again', async () => {
    await keep(ada, 'words', NOON + 365 * 24 * HOUR)
    await sweepStored(NOON)
    expect((await everythingStored()).drafts).toHaveLength(1)
    await sweepStored(NOON + 24 * HOUR - 1)
    expect((await loadDraft(ada, NOON + 24 * HOUR - 1)).draft?.content.freeText).toBe('words')
    await sweepStored(NOON + 24 * HOUR)
    expect(await everythingStored()).toEqual({ drafts: [], keys: [], aside: [] })
  })
})
