import type { PartialDate } from '#lib/dates.ts'
import { underBase } from './base-guard.ts'
import { nothingYet, type Collected } from './collected.ts'
import { onePage, type Search } from './search.ts'
import { followInWindows } from './windows.ts'

/** A search that may have thousands of results. One page is all that most charts have; the rest is read in windows. */
export async function followLong<T>(
  search: Search<T>,
  dateOf: (item: T) => PartialDate | undefined,
): Promise<Collected<T>> {
  const page = nothingYet<T>()
  const next = await onePage(search, underBase(search.session.issuer.fhirBase, search.first).href, page)
  if (next === undefined) return page
  search.progress(page)
  return followInWindows(search, page, next, dateOf)
}
