import { QueryClient, notifyManager } from '@tanstack/react-query'
import { HealthPrepError } from '#lib/errors.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: HealthPrepError
  }
}

// Drawn in the task in which it is told, not with what others are told until a timer fires: fhir/in-line.ts spaces readings.
notifyManager.setScheduler(queueMicrotask)

const MINUTE = 60_000
const RETRIES = 2

const backoff = (attempt: number): number => Math.min(1000 * 2 ** attempt, 8000)

/**
 * One client per tab, in memory only: no persister, no placeholder data. What was read stays until sign-out removes it.
 * `networkMode` is `always` because a hospital intranet is often "offline" to the browser.
 */
export function createQueryClient(retryDelay: (attempt: number) => number = backoff): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * MINUTE,
        gcTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        // What failed before the section was drawn is shown as failed; a person asks again.
        retryOnMount: false,
        // Readings are made anew each time; comparing 12,000 results with the last ones would only cost time.
        structuralSharing: false,
        retry: (failures, error) => error instanceof HealthPrepError && error.retryable && failures < RETRIES,
        retryDelay,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
