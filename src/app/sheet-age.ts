import { notifyManager, useIsFetching, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'

const isOld = (data: unknown): data is { readonly asOf: number } =>
  typeof data === 'object' && data !== null && 'asOf' in data && typeof data.asOf === 'number'

/** When the oldest reading of this sign-in was finished; undefined before the first. */
function oldestReading(client: QueryClient, key: string): number | undefined {
  const times = client
    .getQueryCache()
    .findAll({ queryKey: ['fhir', key] })
    .flatMap(({ state }) => (isOld(state.data) ? [state.data.asOf] : []))
  return times.length === 0 ? undefined : Math.min(...times)
}

export type SheetAge = {
  readonly asOf: number | undefined
  readonly reading: boolean
  /** Reads everything on the sheet again; what is being read already is left to finish. */
  readonly refresh: () => void
}

export function useSheetAge(key: string): SheetAge {
  const client = useQueryClient()
  const subscribe = useCallback(
    (changed: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(changed)),
    [client],
  )
  const asOf = useSyncExternalStore(subscribe, () => oldestReading(client, key))
  const reading = useIsFetching({ queryKey: ['fhir', key] }) > 0
  const refresh = useCallback(
    () => void client.invalidateQueries({ queryKey: ['fhir', key] }, { cancelRefetch: false }),
    [client, key],
  )
  return { asOf, reading, refresh }
}
