import type { Chart, Resource } from './chart.ts'

export type Client = {
  readonly clientId: string
  readonly name: string
  /** Compared letter by letter. */
  readonly redirectUris: readonly string[]
  /** The app's `launch.html`, for the EHR launch simulator. */
  readonly launchUrl: string
  /** What the app registration allows; asking for anything else is refused. */
  readonly scopes?: readonly string[]
  /** Whether `offline_access` and `online_access` are honoured. Epic honours neither for a public client. */
  readonly refresh?: boolean
}

export type EhrOptions = {
  /** Where the stand-in lives, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly base: string
  /** The static demo has one document for both; elsewhere they lie under `base`. */
  readonly pages?: { readonly authorize: string; readonly simulator: string }
  readonly clients: readonly Client[]
  readonly charts: readonly Chart[]
  readonly now?: () => number
  /** Unless false: codes and launch tokens work once, filed notes are kept. */
  readonly memory?: boolean
  readonly pageSize?: number
  readonly fhirPath?: string
  /** How the slow ones wait; tests make it short. */
  readonly sleep?: (milliseconds: number) => Promise<void>
  /** Extra FHIR bases under `/trouble/<name>` whose discovery is broken; all of them unless named. */
  readonly troubles?: readonly string[]
}

export type LoggedRequest = {
  readonly method: string
  readonly url: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly at: number
  /** How many requests were being answered when this one came, itself included. */
  readonly inFlight: number
  /** 0 where the connection died. Absent until answered. */
  status?: number
}

export type TokenResponse = {
  readonly access_token: string
  readonly token_type: string
  readonly expires_in: number
  readonly scope: string
  readonly [field: string]: unknown
}

export type MintOptions = {
  /** Slug or FHIR id; none: no patient in context. */
  readonly patient?: string
  /** Default: everything the first client registered. */
  readonly scopes?: readonly string[] | string
  readonly encounter?: string
  /** `attending`, `second` or `portal`. */
  readonly user?: string
  readonly expiresIn?: number
  readonly clientId?: string
  /** Another FHIR base of this server, for the troubled ones. */
  readonly fhirBase?: string
}

export type Ehr = {
  /** Nothing: not an address of the stand-in. `Response.error()`: the connection died; mounts make it so. */
  (request: Request): Promise<Response | undefined>
  readonly base: string
  readonly fhirBase: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly simulatorUrl: string
  readonly log: readonly LoggedRequest[]
  /** Notes filed, oldest first. */
  readonly stored: readonly Resource[]
  /** A token without the redirects. */
  readonly mint: (options?: MintOptions) => Promise<TokenResponse>
  /** A launch token, as Epic puts it into the launch address. */
  readonly launchToken: (options: LaunchOptions) => Promise<string>
}

export type LaunchOptions = {
  readonly patient: string
  readonly encounter?: string
  readonly user?: string
  readonly banner?: boolean
  readonly style?: boolean
  /** Another FHIR base of this server, for the troubled ones. */
  readonly fhirBase?: string
}
