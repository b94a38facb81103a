import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import { holdLine, QUERIES } from '#fhir/queries.ts'
import type { ReadingName } from '#fhir/readings.ts'
import type { AppBoot } from './boot.ts'
import { createQueryClient } from './query-client.ts'
import { sections } from './sections.ts'

const noop = (): void => undefined

/**
 * The patient and the first section, what may take many pages, and what finds out how the rest may be asked
 * (fhir/queries.ts); then the rest of the sheet in its order.
 */
const FIRST: readonly ReadingName[] = [
  'patient',
  'problems',
  'diagnoses',
  'concerns',
  'laboratory',
  'socialHistory',
  'vitals',
]
const names: readonly ReadingName[] = [...new Set<ReadingName>([...FIRST, ...sections.flatMap(({ reads }) => reads)])]

/** A client for the app; with a session, its readings are already on their way. Loaded and run before React is. */
export function beginReading(session: Session | undefined): Pick<AppBoot, 'queryClient' | 'onDrawn'> {
  const queryClient = createQueryClient()
  const onDrawn = holdLine()
  // A failure stands in the cache, where the section concerned finds it.
  if (session) for (const name of names) start(queryClient, session, name)
  return { queryClient, onDrawn }
}

function start(client: QueryClient, session: Session, name: ReadingName): void {
  const { queryKey, queryFn, retry } = QUERIES[name](session)
  // `retry` too: the readings try again by themselves, and twice over would be nine times.
  if (queryFn) void client.query<unknown>({ queryKey, queryFn, retry: retry ?? false }).catch(noop)
}
