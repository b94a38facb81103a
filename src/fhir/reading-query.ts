import { queryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import { HealthPrepError, asHealthPrepError } from '#lib/errors.ts'
import type { Gap, Reading } from '#lib/reading.ts'
import type { PageContext } from './bundle.ts'
import { merge, nothingYet, type Collected } from './collected.ts'
import { inLine, together } from './in-line.ts'
import { isWrongPatient, markMixed } from './mixed.ts'
import { list, text } from './read/json.ts'
import type { Reader } from './read/reader.ts'
import { READINGS, type ReadingName } from './readings.ts'
import { firstPage, followSearch, type Search } from './search.ts'

const PAGE_SIZE = 1000

type Follow<T> = (search: Search<T>) => Promise<Collected<T>>

/** Every key begins with the session's own: nothing of one patient can be found under another's. */
export const keyOf = (session: { readonly key: string }, ...rest: readonly unknown[]): QueryKey => [
  'fhir',
  session.key,
  ...rest,
]

/**
 * The options of one reading: all its searches, each to its end, as one `Reading`. While pages are still coming, what is
 * there so far stands in the cache with the gap `still-reading`.
 * Rejects only if no search gave anything at all; else what failed is a gap of kind `part-failed`.
 */
export function readingQuery<T>(
  session: Session,
  name: ReadingName,
  loadReader: () => Promise<Reader<T>>,
  follow: Follow<T> = followSearch,
  parts: readonly string[] = [],
) {
  const queryKey = keyOf(session, name)
  return queryOptions<Reading<T>>({
    queryKey,
    // Retries happen per page (search.ts), so that one busy answer does not read a long list anew.
    retry: false,
    queryFn: ({ signal, client }) =>
      readAll(session, name, loadReader, follow, parts, signal, publisher(client, queryKey)),
  })
}

async function readAll<T>(
  session: Session,
  name: ReadingName,
  loadReader: () => Promise<Reader<T>>,
  follow: Follow<T>,
  parts: readonly string[],
  signal: AbortSignal,
  publish: (read: () => Reading<T>) => void,
): Promise<Reading<T>> {
  const searches: readonly string[] = READINGS[name].searches
  const turn = FIRST_SHOWN.has(name) ? together() : inLine
  const soFar = searches.map(() => nothingYet<T>())
  const show = (): void => publish(() => merge(soFar, [{ kind: 'still-reading' }], Date.now()))
  const outcomes = await Promise.allSettled(
    searches.map(async (query, index) => {
      soFar[index] = await follow({
        session,
        context: contextOf(session, query, loadReader()),
        first: firstPage(query, session.patientId, PAGE_SIZE),
        signal,
        progress: (collected) => {
          soFar[index] = collected
          show()
        },
      })
    }),
  )
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ error: asHealthPrepError(outcome.reason), part: parts[index] }] : [],
  )
  // At once, before its turn to be shown: a note may be about to leave.
  if (failures.some(({ error }) => isWrongPatient(error))) markMixed(session.key)
  await turn()
  signal.throwIfAborted()
  const first = failures[0]
  if (first && (failures.length === searches.length || failures.some(({ error }) => isFatal(error)))) {
    throw failures.find(({ error }) => isFatal(error))?.error ?? first.error
  }
  const gaps = failures.map(({ error, part }): Gap => ({ kind: 'part-failed', code: error.kind, part }))
  return merge(soFar, gaps, Date.now())
}

/** What must never be shown beside rows: the sign-in ended, or somebody else's data came. */
const isFatal = (error: HealthPrepError): boolean => error.kind === 'signed-out' || isWrongPatient(error)

/** What the first section is made of; drawn together, with who the patient is (queries.ts). */
const FIRST_SHOWN: ReadonlySet<ReadingName> = new Set(['problems', 'diagnoses', 'concerns'])

/** How often a list that is still growing is shown anew, in milliseconds: each time it is sorted, grouped and judged. */
const SHOWN_EVERY = 1000

/** Shows what is there so far, but never in place of an earlier complete reading. */
function publisher<T>(client: QueryClient, queryKey: QueryKey): (read: () => Reading<T>) => void {
  let last = -Infinity
  return (read) => {
    if (Date.now() - last < SHOWN_EVERY) return
    last = Date.now()
    const reading = read()
    const shown = client.getQueryData<Reading<T>>(queryKey)
    if (!shown || shown.gaps.some((gap) => gap.kind === 'still-reading')) client.setQueryData(queryKey, reading)
  }
}

function contextOf<T>(session: Session, query: string, read: Promise<Reader<T>>): PageContext<T> {
  const [resourceType = '', parameters] = query.split('?')
  const category = new URLSearchParams(parameters).get('category')
  return {
    resourceType,
    query,
    read,
    keep: (resource) => category === null || isOfCategory(resource, resourceType, category),
    patientId: session.patientId,
    fhirBase: session.issuer.fhirBase,
  }
}

/**
 * Epic ignores parameters it does not know, so `category` is checked again: a resource that names only categories which
 * other readings ask for is left to those readings. One without a category, or with an unknown one, stays here.
 */
function isOfCategory(resource: unknown, resourceType: string, wanted: string): boolean {
  const codes = list(resource, 'category').flatMap((concept) => list(concept, 'coding').map((c) => text(c, 'code')))
  return codes.includes(wanted) || !codes.some((code) => ALL_SEARCHES.has(`${resourceType}?category=${code}`))
}

const ALL_SEARCHES: ReadonlySet<string> = new Set(Object.values(READINGS).flatMap(({ searches }) => searches))
