import { refusal } from './launch-failure.ts'

/**
 * The window's sessionStorage. Every entry of ours is named by a random key: Epic's Hyperspace shares one sessionStorage
 * among its tabs, so an entry with a fixed name would show one tab the patient of another.
 * In a cross-site frame a browser may refuse it altogether; where it is full, writing throws.
 */
function withStorage<T>(work: (storage: Storage) => T): T {
  try {
    return work(globalThis.sessionStorage)
  } catch {
    throw refusal('storage-blocked')
  }
}

/** @throws HealthPrepError `launch`, `storage-blocked` */
export const writeEntry = (name: string, value: unknown): void =>
  withStorage((storage) => storage.setItem(name, JSON.stringify(value)))

/** Undefined where there is no such entry, or it is not JSON. @throws HealthPrepError `launch`, `storage-blocked` */
export function readEntry(name: string): unknown {
  const text = withStorage((storage) => storage.getItem(name))
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export const removeEntry = (name: string): void => withStorage((storage) => storage.removeItem(name))

/** Names of our entries that begin so. */
export const entryNames = (prefix: string): string[] =>
  withStorage((storage) =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((name) =>
      name.startsWith(prefix),
    ),
  )
