import type { Session } from '#auth/session.ts'
import { bindingOf, decrypt, encrypt, idOf, newKey, ownerOf, type DraftBinding } from './draft-cipher.ts'
import { isEmpty, type DraftContent } from './draft-content.ts'
import { answer, finished, openDatabase, type DraftRecord, type KeyRecord } from './draft-database.ts'
import { parseDraft } from './draft-schema.ts'

/** How long a draft is kept after its last change: the site's setting, a working day unless said. */
/** What no site may exceed (auth/config.ts). A time beyond it was written by a clock that ran ahead. */
const LONGEST_LIFE_MS = 24 * 60 * 60 * 1000
const draftLifeMs = ({ issuer }: Pick<Session, 'issuer'>): number => (issuer.draftHours ?? 8) * 60 * 60 * 1000

/** What this window knows of the stored record: its revision, and a record under another visit that it takes the place of. */
export type Handle = { readonly revision: string | undefined; readonly replaces: string | undefined }

export const NO_RECORD: Handle = { revision: undefined, replaces: undefined }

export type KeptDraft = {
  readonly content: DraftContent
  readonly savedAt: number
  readonly handle: Handle
  /** The visit the chart was opened for when it was written. */
  readonly encounterId: string | undefined
}

export type Loaded = {
  readonly draft: KeptDraft | undefined
  /** A draft of the same person for the same patient, begun when the chart was open for another visit. */
  readonly ofOtherVisit: KeptDraft | undefined
  /** Whether more of this person's drafts for this patient are kept than the one given. */
  readonly othersKept: boolean
  /** When a draft was kept that can no longer be read. It lies aside until it expires. */
  readonly setAside: number | undefined
}

export type Saved =
  | { readonly outcome: 'kept'; readonly handle: Handle; readonly at: number }
  /** Another window has written in the meantime: nothing was overwritten. */
  | { readonly outcome: 'conflict' }

const withDatabase = async <T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> => {
  const database = await openDatabase()
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** The draft for this sign-in, if one is kept. Rejects where the browser gives no storage. */
export const loadDraft = (session: Session, now: number): Promise<Loaded> =>
  withDatabase(async (database) => {
    await sweep(database, now)
    const binding = bindingOf(session)
    const [owner, id] = await Promise.all([ownerOf(binding), idOf(binding)])
    const transaction = database.transaction(['drafts', 'keys'])
    const found: DraftRecord[] = await answer(transaction.objectStore('drafts').index('owner').getAll(owner))
    const key: KeyRecord | undefined = await answer(transaction.objectStore('keys').get(owner))
    let setAside: number | undefined
    const kept: KeptDraft[] = []
    for (const record of found) {
      const draft = key && (await openRecord(key.key, binding, record, id))
      if (draft) kept.push(draft)
      else {
        const savedAt = isTime(record.savedAt) ? record.savedAt : now
        await putAside(database, { ...record, savedAt, expiresAt: now + draftLifeMs(session) })
        setAside = savedAt
      }
    }
    if (kept.length === 0 && setAside !== undefined) await forgetKey(database, owner)
    const newestFirst = kept.toSorted((a, b) => b.savedAt - a.savedAt)
    const own = newestFirst.find(({ handle }) => handle.replaces === undefined)
    const draft = own ?? newestFirst.find((each) => isOfVisit(each, binding.encounterId))
    const othersKept = kept.length > (draft ? 1 : 0)
    return { draft, ofOtherVisit: draft ? undefined : newestFirst[0], othersKept, setAside }
  })

/**
 * Signing in again may lose or gain the visit; that alone makes it no other draft. One begun without a visit, for which
 * another visit was then chosen, is that visit's.
 */
function isOfVisit({ content, encounterId }: KeptDraft, now: string | undefined): boolean {
  const meant = content.visitId ?? encounterId
  return now === undefined || meant === undefined || meant === now
}

async function openRecord(
  key: CryptoKey,
  binding: DraftBinding,
  record: DraftRecord,
  ownId: string,
): Promise<KeptDraft | undefined> {
  const value = await decrypt(key, binding, record)
  if (typeof value !== 'object' || value === null || !('content' in value)) return undefined
  const encounterId = 'encounterId' in value && typeof value.encounterId === 'string' ? value.encounterId : undefined
  const content = parseDraft(value.content)
  if (!content || !isTime(record.savedAt) || !isTime(record.expiresAt)) return undefined
  if ((await idOf({ ...binding, encounterId })) !== record.id) return undefined
  const own = record.id === ownId
  const handle = own ? { revision: record.revision, replaces: undefined } : { revision: undefined, replaces: record.id }
  return { content, savedAt: record.savedAt, handle, encounterId }
}

/**
 * Keeps the draft, encrypted. If the record has moved on since this window last read or wrote it, nothing is written. An
 * empty draft is removed. Rejects where the browser gives no storage.
 */
export const saveDraft = (session: Session, content: DraftContent, handle: Handle, now: number): Promise<Saved> =>
  withDatabase(async (database) => {
    const binding = bindingOf(session)
    const [owner, id] = await Promise.all([ownerOf(binding), idOf(binding)])
    for (;;) {
      const { keyId, key } = await keyFor(database, owner)
      const sealed = await encrypt(key, binding, id, { content, encounterId: binding.encounterId })
      const transaction = database.transaction(['drafts', 'keys'], 'readwrite')
      const done = finished(transaction)
      const [drafts, keys] = [transaction.objectStore('drafts'), transaction.objectStore('keys')]
      // Encrypting takes a moment, in which another window's tidying may have changed the key.
      const stored: KeyRecord | undefined = await answer(keys.get(owner))
      if (stored?.keyId !== keyId) continue
      const before: DraftRecord | undefined = await answer(drafts.get(id))
      if (before && before.revision !== handle.revision) return { outcome: 'conflict' }
      const revision = isEmpty(content) ? undefined : crypto.randomUUID()
      if (revision === undefined) drafts.delete(id)
      else
        drafts.put({
          id,
          owner,
          revision,
          savedAt: now,
          expiresAt: now + draftLifeMs(session),
          ...sealed,
        } satisfies DraftRecord)
      if (handle.replaces !== undefined) drafts.delete(handle.replaces)
      await done
      return { outcome: 'kept', handle: { revision, replaces: undefined }, at: now }
    }
  })

async function keyFor(database: IDBDatabase, owner: string): Promise<KeyRecord> {
  const read = (): Promise<KeyRecord | undefined> => answer(database.transaction('keys').objectStore('keys').get(owner))
  const known = await read()
  if (known) return known
  const made: KeyRecord = { owner, keyId: crypto.randomUUID(), key: await newKey() }
  const transaction = database.transaction('keys', 'readwrite')
  const done = finished(transaction)
  const keys = transaction.objectStore('keys')
  // Two windows may make one at the same time: the first stays.
  const meanwhile: KeyRecord | undefined = await answer(keys.get(owner))
  if (!meanwhile) keys.put(made)
  await done
  return meanwhile ?? made
}

/** Removes every draft of this person for this patient, and the key with them. */
export const wipeStored = (session: Session): Promise<void> =>
  withDatabase(async (database) => {
    const owner = await ownerOf(bindingOf(session))
    const transaction = database.transaction(['drafts', 'keys', 'aside'], 'readwrite')
    const done = finished(transaction)
    for (const name of ['drafts', 'aside'] as const) {
      const store = transaction.objectStore(name)
      for (const id of await answer(store.index('owner').getAllKeys(owner))) store.delete(id)
    }
    transaction.objectStore('keys').delete(owner)
    await done
  })

const isTime = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)

/** Removes what has expired, without opening any draft. Rejects where the browser gives no storage. */
export const sweepStored = (now: number): Promise<void> => withDatabase((database) => sweep(database, now))

/** Removes what has expired, whoever's it is, and the keys that nothing is kept under any more. */
async function sweep(database: IDBDatabase, now: number): Promise<void> {
  const transaction = database.transaction(['drafts', 'keys', 'aside'], 'readwrite')
  const done = finished(transaction)
  const owners = new Set<string>()
  for (const name of ['drafts', 'aside'] as const) {
    const store = transaction.objectStore(name)
    const records: DraftRecord[] = await answer(store.getAll())
    for (const record of records) {
      const { id, owner, expiresAt } = record
      // One whose time cannot be read is damaged: whoever it belongs to is told, so it is not simply removed.
      if (name === 'drafts' && !isTime(expiresAt)) owners.add(owner)
      else if (expiresAt > now) {
        owners.add(owner)
        if (expiresAt > now + LONGEST_LIFE_MS) store.put({ ...record, expiresAt: now + LONGEST_LIFE_MS })
      } else store.delete(id)
    }
  }
  const keys = transaction.objectStore('keys')
  const known: KeyRecord[] = await answer(keys.getAll())
  for (const { owner } of known) if (!owners.has(owner)) keys.delete(owner)
  await done
}

async function putAside(database: IDBDatabase, record: DraftRecord): Promise<void> {
  const transaction = database.transaction(['drafts', 'aside'], 'readwrite')
  const done = finished(transaction)
  transaction.objectStore('aside').put(record)
  transaction.objectStore('drafts').delete(record.id)
  await done
}

/** A key that opens nothing may itself be the damage. */
async function forgetKey(database: IDBDatabase, owner: string): Promise<void> {
  const transaction = database.transaction('keys', 'readwrite')
  const done = finished(transaction)
  transaction.objectStore('keys').delete(owner)
  await done
}
