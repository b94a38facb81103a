import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import { firstToShow, holdLine, QUERIES } from '#fhir/queries.ts'
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
const REST = [...new Set(sections.flatMap(({ reads }) => reads))].filter((name) => !FIRST.includes(name))

type Begun = Pick<AppBoot, 'queryClient' | 'onDrawn'> & { readonly firstToShow: () => Promise<void> }

/** A client for the app; with a session, its readings are already on their way. Loaded and run before React is. */
export function beginReading(session: Session | undefined): Begun {
  const queryClient = createQueryClient()
  const onDrawn = holdLine()
  if (session) {
    startAll(queryClient, session, FIRST)
    // Once those have left: no more than these go at once.
    setTimeout(() => startAll(queryClient, session, REST))
  }
  return { queryClient, onDrawn, firstToShow }
}

function startAll(client: QueryClient, session: Session, names: readonly ReadingName[]): void {
  for (const name of names) {
    const { queryKey, queryFn, retry } = QUERIES[name](session)
    // `retry` too: the readings try again by themselves, and twice over would be nine times.
    // A failure stands in the cache, where the section concerned finds it.
    if (queryFn) void client.query<unknown>({ queryKey, queryFn, retry: retry ?? false }).catch(noop)
  }
}
