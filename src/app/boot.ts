import type { QueryClient } from '@tanstack/react-query'
import type { Issuer, SiteConfig } from '#auth/config.ts'
import type { HealthPrepError } from '#lib/errors.ts'

/** Where in a sheet a person was, so that signing in again leads back there: what follows `#/s/<key>`. */
export type SheetRoute = '' | '/patient'

export type AppBoot = {
  readonly kind: 'app'
  readonly config: SiteConfig
  /** May hold readings already, begun before React was loaded. */
  readonly queryClient: QueryClient
  /** Called once the page stands: what has been read meanwhile may now be shown on it. */
  readonly onDrawn: () => void
  /** Begins a standalone sign-in; leaves this document. A rejection is shown as a launch problem. */
  readonly onSignIn: (issuer: Issuer) => Promise<void>
  /** Signs in again for what this key stood for, and comes back to the route; leaves this document. */
  readonly onSignInAgain: (key: string, route: SheetRoute) => Promise<void>
}

/** What main.ts hands over once it knows what this document is for. */
export type Boot = AppBoot | { readonly kind: 'problem'; readonly error: HealthPrepError }
