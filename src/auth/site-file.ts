const TIMEOUT_MS = 10_000
const INVALID = Symbol('not JSON')

/** What came of reading it: its JSON, not yet checked, or why there is none. */
export type SiteFile = { readonly json: unknown } | 'missing' | 'unreadable'

/** A file that a site lays beside the app. Of this origin only, always asked for anew, and given up after ten seconds. */
export async function readSiteFile(
  name: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  base: string = globalThis.location.href,
): Promise<SiteFile> {
  const response = await fetch(new URL(name, base).href, {
    // As `<link rel=preload>` asks for config.json with the document, or it is fetched twice; `no-cache` asks the host each time.
    cache: 'no-cache',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined)
  if (!response?.ok) return 'missing'
  // A byte order mark, which Windows editors add, is removed by text().
  const json: unknown = await response
    .text()
    .then(JSON.parse)
    .catch(() => INVALID)
  return json === INVALID ? 'unreadable' : { json }
}
