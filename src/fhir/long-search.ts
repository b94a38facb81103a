import type { PartialDate } from '#lib/dates.ts'
import { underBase } from './base-guard.ts'
import { nothingYet, type Collected } from './collected.ts'
import { continueSearch, onePage, type Search } from './search.ts'

/**
 * A search that may have thousands of results. One page is all that most charts have; only where there is a next one is
 * the code for reading in windows fetched, and where it cannot be had the `next` links are followed.
 */
export async function followLong<T>(
  search: Search<T>,
  dateOf: (item: T) => PartialDate | undefined,
): Promise<Collected<T>> {
  const page = nothingYet<T>()
  const next = await onePage(search, underBase(search.session.issuer.fhirBase, search.first).href, page)
  if (next === undefined) return page
  search.progress(page)
  const windows = await import('./windows.ts').catch(() => undefined)
  return windows ? windows.followInWindows(search, page, next, dateOf) : continueSearch(search, page, next)
}
