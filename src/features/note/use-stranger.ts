import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { Session } from '#auth/session.ts'
import { isMixed, isWrongPatient, markMixed } from '#fhir/file-note.ts'

function look(client: QueryClient, key: string): boolean {
  if (isMixed(key)) return true
  const found = client
    .getQueryCache()
    .findAll({ queryKey: ['fhir', key] })
    .some(({ state }) => isWrongPatient(state.error))
  if (found) markMixed(key)
  return found
}

/** Whether anything read for this sign-in was another patient's: then nothing may be written from here. */
export function useStranger({ key }: Session): boolean {
  const client = useQueryClient()
  const subscribe = useCallback((listener: () => void) => client.getQueryCache().subscribe(listener), [client])
  return useSyncExternalStore(subscribe, () => look(client, key))
}
