import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { Session } from '#auth/session.ts'
import { HealthPrepError } from '#lib/errors.ts'

/** Sign-ins for which the server has sent something of another patient, even if it no longer does. */
const mixed = new Set<string>()

function look(client: QueryClient, key: string): boolean {
  if (mixed.has(key)) return true
  const found = client
    .getQueryCache()
    .findAll({ queryKey: ['fhir', key] })
    .some(({ state }) => state.error instanceof HealthPrepError && state.error.code === 'wrong-patient')
  if (found) mixed.add(key)
  return found
}

/**
 * Whether anything read for this sign-in was another patient's. From then on nothing may be written from here, whatever
 * is read later: a server that mixed patients once cannot be trusted to file under the right one.
 */
export function useStranger({ key }: Session): boolean {
  const client = useQueryClient()
  const subscribe = useCallback((listener: () => void) => client.getQueryCache().subscribe(listener), [client])
  return useSyncExternalStore(subscribe, () => look(client, key))
}
