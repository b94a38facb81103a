import type { PartialDate } from '#lib/dates.ts'
import { underBase } from './base-guard.ts'
import { readPage } from './bundle.ts'
import { nothingYet, type Collected } from './collected.ts'
import { askPage, type Search } from './search.ts'

/** A search that may have thousands of results. One page is all that most charts have; the rest is read in windows. */
export async function followLong<T>(
  search: Search<T>,
  dateOf: (item: T) => PartialDate | undefined,
): Promise<Collected<T>> {
  const { body, next } = await askPage(search, underBase(search.session.issuer.fhirBase, search.first).href)
  const into = nothingYet<T>()
  const reading = readPage(body, search.context, into)
  if (next === undefined) {
    await reading
    return into
  }
  const read = reading.then(() => into)
  // Heard of by whoever reads in windows, but not before their code is there.
  read.catch(() => undefined)
  const { followInWindows } = await import('./windows.ts')
  return followInWindows(search, { body, read, next }, dateOf)
}
