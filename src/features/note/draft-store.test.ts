import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { changeStored, everythingStored, typed } from '../../../tests/draft-records.ts'
import { testSession } from '../../../tests/session.ts'
import type { Session } from '#auth/session.ts'
import { EMPTY_DRAFT } from './draft-content.ts'
import { loadDraft, NO_RECORD, saveDraft, sweepStored, wipeStored } from './draft-store.ts'

const HOUR = 60 * 60 * 1000
const DRAFT_LIFE_MS = 8 * HOUR
const NOON = Date.parse('2026-11-23T12:00:00Z')
const ada = testSession({ patientId: 'ada-1', encounterId: 'e1' })
const keep = (session: Session, text: string, handle = NO_RECORD, now = NOON) =>
  saveDraft(session, typed(text), handle, now)
const textOf = async (session: Session, now = NOON) => (await loadDraft(session, now)).draft?.content.freeText

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('a draft comes back', () => {
  it('after a reload, with its lines and all of their sources', async () => {
    await keep(ada, 'ask about sleep')
    expect((await loadDraft(ada, NOON)).draft).toMatchObject({ content: typed('ask about sleep'), savedAt: NOON })
  })

  it('after signing in again, which is another session', async () => {
    await keep(ada, 'ask about sleep')
    expect(await textOf({ ...ada, key: 'another' })).toBe('ask about sleep')
  })

  it('after signing in again without a visit, and then lies in one place only', async () => {
    await keep(ada, 'ask about sleep')
    const again = { ...ada, encounterId: undefined }
    const { draft } = await loadDraft(again, NOON)
    expect(draft?.content.freeText).toBe('ask about sleep')
    await saveDraft(again, typed('and diet'), draft!.handle, NOON)
    expect((await everythingStored()).drafts).toHaveLength(1)
    expect(await textOf(again)).toBe('and diet')
  })

  it.each([
    [DRAFT_LIFE_MS - 1, 'here'],
    [DRAFT_LIFE_MS, undefined],
    [DRAFT_LIFE_MS + 1, undefined],
  ])('until eight hours after its last change: %d ms later it is %s', async (later, found) => {
    await keep(ada, 'here')
    expect(await textOf(ada, NOON + later)).toBe(found)
  })

  it.each([
    [0.25, 0.25 * HOUR - 1, 'here'],
    [0.25, 0.25 * HOUR, undefined],
    [24, 24 * HOUR - 1, 'here'],
    [24, 24 * HOUR, undefined],
  ])('for as long as the site says: of %d hours, %d ms later it is %s', async (draftHours, later, found) => {
    const session = { ...ada, issuer: { ...ada.issuer, draftHours } }
    await keep(session, 'here')
    expect(await textOf(session, NOON + later)).toBe(found)
  })

  it('and what has expired leaves the disk while any page of the app is open, drafts that live stay', async () => {
    await keep(ada, 'old')
    const ben = { ...ada, patientId: 'ben-2' }
    await keep(ben, 'young', NO_RECORD, NOON + HOUR)
    await sweepStored(NOON + DRAFT_LIFE_MS)
    const left = await everythingStored()
    expect([left.drafts.length, left.keys.length]).toEqual([1, 1])
    expect(await textOf(ben, NOON + DRAFT_LIFE_MS)).toBe('young')
  })

  it('and what has expired is gone from the disk with its key', async () => {
    await keep(ada, 'here')
    await loadDraft({ ...ada, patientId: 'other' }, NOON + DRAFT_LIFE_MS)
    expect(await everythingStored()).toEqual({ drafts: [], keys: [], aside: [] })
  })
})

describe('a draft is not given to', () => {
  it.each([
    ['another patient', { patientId: 'ben-2' }],
    ['another user', { user: { resourceType: 'Practitioner', id: 'dr-2' } }],
    ['a user of whom nothing is known', { user: undefined }],
    ['another organisation', { issuer: { ...ada.issuer, fhirBase: 'https://other.example/R4' } }],
  ])('%s', async (_, changes) => {
    await keep(ada, 'secret')
    expect(await loadDraft({ ...ada, ...changes }, NOON)).toEqual({
      draft: undefined,
      ofOtherVisit: undefined,
      othersKept: false,
      setAside: undefined,
    })
  })

  it('another sign-in where the server does not say who signed in', async () => {
    const nobody = { ...ada, user: undefined }
    await keep(nobody, 'secret')
    expect(await textOf(nobody)).toBe('secret')
    expect(await textOf({ ...nobody, key: 'another' })).toBeUndefined()
  })

  it('another visit, without being asked for', async () => {
    await keep(ada, 'for the first visit')
    const loaded = await loadDraft({ ...ada, encounterId: 'e2' }, NOON)
    expect(loaded.draft).toBeUndefined()
    expect(loaded.ofOtherVisit?.content.freeText).toBe('for the first visit')
  })

  it('whoever moves the record to their own name', async () => {
    const ben = { ...ada, patientId: 'ben-2' }
    await keep(ben, 'mine')
    const [own] = (await everythingStored()).drafts
    await keep(ada, 'secret')
    const [key] = (await everythingStored()).keys.filter((record) => record['owner'] !== own?.['owner'])
    await changeStored('keys', (record) => ({ ...record, key: key?.['key'] }))
    await changeStored('drafts', (record) => ({ ...record, owner: own?.['owner'] }))
    expect(await textOf(ben)).toBeUndefined()
  })
})

describe('on the disk', () => {
  it('nothing of the patient, the visit, the user or the text stands in the clear, and the key cannot be taken out', async () => {
    // No marker that random hex digits could spell.
    await keep({ ...ada, patientId: 'zoe-marker', encounterId: 'visit-marker' }, 'marker-text')
    const stored = await everythingStored()
    const shown = JSON.stringify(stored, (_, value: unknown) =>
      value instanceof Uint8Array || value instanceof ArrayBuffer
        ? Buffer.from(new Uint8Array(value)).toString('latin1')
        : value,
    )
    for (const marker of ['marker', 'zoe', 'visit', 'dr-1', 'Prediabetes', 'ehr.example'])
      expect(shown).not.toContain(marker)
    await expect(crypto.subtle.exportKey('raw', stored.keys[0]?.['key'] as CryptoKey)).rejects.toThrow('extractable')
  })

  it('nothing is left after a wipe, and drafts of other patients stay', async () => {
    const ben = { ...ada, patientId: 'ben-2' }
    await keep(ada, 'damaged')
    await changeStored('drafts', (record) => ({ ...record, data: new ArrayBuffer(40) }))
    await loadDraft(ada, NOON)
    await keep(ada, 'gone')
    await keep({ ...ada, encounterId: 'e2' }, 'gone too')
    await keep(ben, 'stays')
    await wipeStored(ada)
    const { drafts, keys, aside } = await everythingStored()
    expect([drafts.length, keys.length, aside.length]).toEqual([1, 1, 0])
    expect(await textOf(ada)).toBeUndefined()
    expect(await textOf(ben)).toBe('stays')
  })

  it('an empty draft is removed', async () => {
    const first = await keep(ada, 'x')
    await saveDraft(ada, EMPTY_DRAFT, first.outcome === 'kept' ? first.handle : NO_RECORD, NOON)
    expect((await everythingStored()).drafts).toEqual([])
  })
})

describe('a record that cannot be read', () => {
  it.each([
    ['it is damaged', 'drafts', { data: new ArrayBuffer(40) }],
    ['its key is damaged', 'keys', { key: undefined }],
    ['its key is gone bad', 'keys', { key: 'text' }],
    ['its seal is no seal', 'drafts', { iv: 'text' }],
    ['it holds nothing', 'drafts', { data: undefined }],
    ['it holds what is none of ours', 'drafts', { data: { freeText: 'x' } }],
    ['its expiry is no time', 'drafts', { expiresAt: 'tomorrow' }],
    ['its expiry is gone', 'drafts', { expiresAt: undefined }],
  ])('because %s is set aside, named by its time, and not offered again', async (_, store, damage) => {
    await keep(ada, 'lost')
    await changeStored(store, (record) => ({ ...record, ...damage }))
    expect(await loadDraft(ada, NOON)).toMatchObject({ draft: undefined, ofOtherVisit: undefined, setAside: NOON })
    expect((await everythingStored()).aside).toHaveLength(1)
    expect((await loadDraft(ada, NOON)).setAside).toBeUndefined()
    expect(await keep(ada, 'new')).toMatchObject({ outcome: 'kept' })
  })
})

it('a record whose own time is gone is named by the time it was found', async () => {
  await keep(ada, 'lost')
  await changeStored('drafts', (record) => ({ ...record, savedAt: undefined }))
  expect((await loadDraft(ada, NOON + HOUR)).setAside).toBe(NOON + HOUR)
})

it('a record set aside is gone when its time is over', async () => {
  await keep(ada, 'lost')
  await changeStored('drafts', (record) => ({ ...record, data: new ArrayBuffer(40) }))
  await loadDraft(ada, NOON)
  await sweepStored(NOON + DRAFT_LIFE_MS)
  expect(await everythingStored()).toEqual({ drafts: [], keys: [], aside: [] })
})

describe('two windows', () => {
  it('the second cannot overwrite what the first has written since', async () => {
    const first = await keep(ada, 'one')
    expect(await keep(ada, 'two')).toEqual({ outcome: 'conflict' })
    expect(await textOf(ada)).toBe('one')
    expect(await keep(ada, 'three', first.outcome === 'kept' ? first.handle : NO_RECORD)).toMatchObject({
      outcome: 'kept',
    })
  })

  it('may begin at the same moment with one key', async () => {
    const other = { ...ada, encounterId: 'e2' }
    await Promise.all([keep(ada, 'one'), keep(other, 'two')])
    expect([await textOf(ada), await textOf(other)]).toEqual(['one', 'two'])
  })
})

it.each([
  ['full', 'QuotaExceededError'],
  ['of a private window that takes no keys', 'DataCloneError'],
])('where storage is %s the caller is told, and what was kept before stays', async (_, name) => {
  const first = await keep(ada, 'before')
  const handle = first.outcome === 'kept' ? first.handle : NO_RECORD
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', name)
  })
  await expect(keep(ada, 'after', handle)).rejects.toThrow('no room')
  put.mockRestore()
  expect(await textOf(ada)).toBe('before')
})

it('where storage is blocked the caller is told', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
  })
  await expect(loadDraft(ada, NOON)).rejects.toThrow('blocked')
  await expect(keep(ada, 'x')).rejects.toThrow('blocked')
})
