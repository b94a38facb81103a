import { useEffect } from 'react'
import type { SignIn } from '#auth/session.ts'

/** Wears the EHR's colours while this sign-in is on the screen. */
export function useSheetStyle({ styleUrl, issuer, signal }: SignIn): void {
  useEffect(() => {
    if (styleUrl === undefined) return undefined
    const gone = new AbortController()
    let takeOff = (): void => undefined
    const wear = async (): Promise<void> => {
      const { applySheetStyle, fetchSheetStyle } = await import('./smart-style.ts')
      const style = await fetchSheetStyle(styleUrl, issuer.fhirBase, AbortSignal.any([signal, gone.signal]))
      if (style && !gone.signal.aborted) takeOff = applySheetStyle(document.documentElement, style)
    }
    wear().catch(() => undefined)
    return () => {
      gone.abort()
      takeOff()
    }
  }, [styleUrl, issuer, signal])
}
