import type { QueryClient } from '@tanstack/react-query'
import type { NoteLine } from '#clinical/note.ts'
import type { Fact, Source } from '#clinical/source.ts'
import { fingerprintOf } from '#lib/fingerprint.ts'
import type { Reading } from '#lib/reading.ts'

/** What the entries behind a line said when it was ticked, by their ids; those that no reading held are left out. */
export type Seen = { readonly at: number; readonly stamps: Readonly<Record<string, string>> }

export const stampOf = (fact: Fact): string => fingerprintOf(JSON.stringify(fact))

export const idOf = ({ resourceType, id }: Source): string => `${resourceType}/${id}`

const isReading = (data: unknown): data is Reading<Fact> =>
  typeof data === 'object' && data !== null && 'items' in data && 'asOf' in data

/** Looks at what has been read for this sign-in, as it stands now. */
export function seenNow(client: QueryClient, key: string, { sources }: NoteLine): Seen {
  const read = client.getQueriesData({ queryKey: ['fhir', key] }).flatMap(([, data]) => (isReading(data) ? [data] : []))
  const stamps = sources.flatMap((source) => {
    const fact = read
      .flatMap(({ items }) => items)
      .find((each) => each.id === idOf(source) && each.source.query === source.query)
    return fact ? [[idOf(source), stampOf(fact)] as const] : []
  })
  return { at: Date.now(), stamps: Object.fromEntries(stamps) }
}
