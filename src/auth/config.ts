/** One organisation whose Epic this site trusts. All addresses absolute; https, or http on loopback. */
export type Issuer = {
  readonly name: string
  /** The FHIR R4 base, normalised: no trailing slash. Also the OAuth `aud`. */
  readonly fhirBase: string
  readonly clientId: string
  /** Pinned endpoints are used as they are; without them discovery is read. */
  readonly endpoints: { readonly authorize: string; readonly token: string } | undefined
  /** What kind of note is filed. */
  readonly noteType: { readonly system: string; readonly code: string; readonly display: string }
  /** Scopes asked for besides those the sections need, such as `offline_access`. */
  readonly extraScopes: readonly string[]
}

export type SiteConfig = { readonly issuers: readonly Issuer[] }
