import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

/** Everything that a browser was given to keep or to say, place by place, as text to be searched. */
export type Traces = Map<string, string[]>

const add = (traces: Traces, place: string, ...texts: readonly string[]): void =>
  void traces.set(place, [...(traces.get(place) ?? []), ...texts])

/** Collects, from now on, what the browser says, asks of the app's host, where it goes and what it would save. */
export function collect(context: BrowserContext, app: string, ehr: string): Traces {
  const traces: Traces = new Map()
  const follow = (page: Page): void => {
    page.on('framenavigated', (frame) => add(traces, 'addresses of pages', frame.url()))
    page.on('download', (download) => add(traces, 'names of saved files', download.suggestedFilename()))
    page.on('pageerror', (error) => add(traces, 'errors', `${error.name} ${error.message} ${error.stack ?? ''}`))
  }
  context.pages().forEach(follow)
  context.on('page', follow)
  context.on('console', (message) => add(traces, 'console', message.text()))
  context.on('request', (request) => {
    const headers = request.headers()
    const place = request.url().startsWith(app) ? 'requests to the host of the app' : 'addresses asked of the server'
    // What the server is asked for names the patient's id; nothing else of the patient belongs in an address.
    if (request.url().startsWith(app) || request.url().startsWith(ehr)) add(traces, place, request.url())
    if (request.url().startsWith(app)) add(traces, place, JSON.stringify(headers), request.postData() ?? '')
    add(traces, 'referrers', headers['referer'] ?? '')
  })
  return traces
}

/** What the page keeps at this moment: storages, databases to the byte, caches, cookies, history, titles. */
export async function takeStock(page: Page, traces: Traces, when: string): Promise<void> {
  const kept = await page.evaluate(async () => {
    const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    const open = (name: string): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('closed')))
      })
    const all = (database: IDBDatabase, store: string): Promise<unknown[]> =>
      new Promise((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll()
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('closed')))
      })
    const flat = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return flat(new Uint8Array(value))
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        return ['utf-8', 'utf-16le'].map((name) => new TextDecoder(name).decode(bytes)).join(' ') + latin1(bytes)
      }
      if (value instanceof CryptoKey) return `key, extractable ${value.extractable}`
      if (typeof value === 'object' && value !== null)
        return Object.entries(value)
          .map(([name, field]) => `${name}: ${flat(field)}`)
          .join(', ')
      return String(value)
    }
    const databases: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await open(name)
      databases.push(name)
      for (const store of database.objectStoreNames)
        for (const record of await all(database, store)) databases.push(`${store} ${flat(record)}`)
      database.close()
    }
    const caches: string[] = []
    for (const name of await globalThis.caches.keys()) {
      caches.push(name)
      const cache = await globalThis.caches.open(name)
      for (const request of await cache.keys())
        caches.push(request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    return {
      sessionStorage: Object.entries(sessionStorage).flat(),
      localStorage: Object.entries(localStorage).flat(),
      IndexedDB: databases,
      'Cache Storage': caches,
      cookies: [document.cookie],
      'history state': [JSON.stringify(history.state)],
      'name of the window': [window.name],
      titles: [document.title],
      'service workers': (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
    }
  })
  for (const [place, texts] of Object.entries(kept))
    add(traces, place === 'sessionStorage' ? `${place} ${when}` : place, ...texts)
  const cdp = await page.context().newCDPSession(page)
  const { entries } = await cdp.send('Page.getNavigationHistory')
  const app = new URL(page.url()).origin
  for (const { url, userTypedURL, title } of entries)
    if (url.startsWith(app)) {
      add(traces, 'history entries', url, title)
      add(traces, 'history as typed', userTypedURL)
    }
  await cdp.detach()
}

/** Where any of the markers stands, as `place: marker`. */
export const found = (traces: Traces, markers: readonly (string | RegExp)[], except: RegExp = /(?!)/): string[] =>
  [...traces]
    .filter(([place]) => !except.test(place))
    .flatMap(([place, texts]) =>
      markers
        .filter((marker) =>
          texts.some((text) => (typeof marker === 'string' ? text.includes(marker) : marker.test(text))),
        )
        .map((marker) => `${place}: ${String(marker)}`),
    )

/** Files under a folder that hold a marker, as bytes or as the UTF-16 that browsers write their storages in. */
export function foundOnDisk(
  folder: string,
  markers: readonly string[],
): { readonly files: number; readonly found: string[] } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
  const holding = files.flatMap((path) => {
    const bytes = readFileSync(path)
    return markers
      .filter((marker) => bytes.includes(marker) || bytes.includes(Buffer.from(marker, 'utf16le')))
      .map((marker) => `${path.slice(folder.length)}: ${marker}`)
  })
  return { files: files.length, found: holding }
}
