import type { Coding, Fact } from '#clinical/source.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { ReadContext } from './reader.ts'

/** What every noun has: a chart-wide id and where it comes from. */
export function fact(
  resourceType: string,
  id: string,
  context: ReadContext,
  about: {
    readonly date: PartialDate | undefined
    readonly author: string | undefined
    readonly codings: readonly Coding[]
  },
): Fact {
  return { id: `${resourceType}/${id}`, source: { resourceType, id, query: context.query, ...about } }
}
