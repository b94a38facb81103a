const NAME = 'healthprep-drafts'
/** Where storage is forbidden some browsers never answer instead of refusing. */
const PATIENCE_MS = 3_000

/** Encrypted; in the clear stand only hashes and times. */
export type DraftRecord = {
  /** Hash of issuer, patient, user and visit. */
  readonly id: string
  /** Hash of issuer, patient and user. */
  readonly owner: string
  readonly revision: string
  readonly savedAt: number
  readonly expiresAt: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

export type KeyRecord = { readonly owner: string; readonly keyId: string; readonly key: CryptoKey }

/** Opens the database. Rejects where the browser gives no storage. */
export function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const factory: IDBFactory | undefined = globalThis.indexedDB
    // As where it is forbidden: what is not there holds nothing.
    if (!factory) throw new DOMException('No storage', 'SecurityError')
    const timer = setTimeout(() => reject(new DOMException('No answer', 'TimeoutError')), PATIENCE_MS)
    const request = factory.open(NAME, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('drafts', { keyPath: 'id' }).createIndex('owner', 'owner')
      request.result.createObjectStore('keys', { keyPath: 'owner' })
      request.result.createObjectStore('aside', { keyPath: 'id' }).createIndex('owner', 'owner')
    })
    request.addEventListener('success', () => {
      clearTimeout(timer)
      // Another window may need to delete or upgrade it.
      request.result.addEventListener('versionchange', () => request.result.close())
      resolve(request.result)
    })
    request.addEventListener('error', () => {
      clearTimeout(timer)
      reject(request.error ?? new DOMException('No storage', 'UnknownError'))
    })
  })
}

export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new DOMException('No storage', 'UnknownError')))
  })

/** Resolves once everything in the transaction is on disk. */
export function finished(transaction: IDBTransaction): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new DOMException('No storage', 'AbortError')),
    )
  })
  // Whoever fails before waiting for it has told of the failure already.
  done.catch(() => undefined)
  return done
}
