import * as v from 'valibot'
import { VACCINE_SCHEDULES, type VaccineScheduleName } from '#lib/vaccine-schedules.ts'
import { isDstu2, normaliseAddress, safeAddress } from './address.ts'
import { configRefusal, refusal } from './launch-failure.ts'
import { readSiteFile } from './site-file.ts'

/** One organisation whose Epic this site trusts. All addresses absolute; https, or http on loopback. */
export type Issuer = {
  readonly name: string
  /** The FHIR R4 base, normalised: no trailing slash. Also the OAuth `aud`. */
  readonly fhirBase: string
  readonly clientId: string
  /** Pinned endpoints are used as they are; without them discovery is read. */
  readonly endpoints: { readonly authorize: string; readonly token: string } | undefined
  /** Who signs the id_token, where that is neither what discovery says nor an address of the FHIR or token server. */
  readonly oauthIssuer?: string | undefined
  /** What kind of note is filed. */
  readonly noteType: { readonly system: string; readonly code: string; readonly display: string }
  /** Scopes asked for besides those the sections need, such as `offline_access`. */
  readonly extraScopes: readonly string[]
  /** A file beside `config.json` that changes the screening rules; read by the section that needs it. */
  readonly screening?: string | undefined
  /** By which vaccines are forecast; the first of those there are, where it is not said. */
  readonly vaccineSchedule?: VaccineScheduleName | undefined
  /** How long a draft is kept after its last change. The site's; it stands here so that it comes through a callback. */
  readonly draftHours?: number | undefined
}

export type SiteConfig = {
  readonly issuers: readonly Issuer[]
  /** Origins of the pages that may hold this one in a frame. */
  readonly framedBy: readonly string[]
  /** After so many minutes without a key or a pointer a sheet is locked. */
  readonly idleMinutes: number
}

/** 45 CFR 164.312(a)(2)(iii) asks for an automatic logoff and names no time; past an hour the token is dead anyway. */
const IDLE = { usual: 15, shortest: 1, longest: 60 }

/** A progress note, https://loinc.org/11506-3; what Epic accepts is settled per site. */
const PROGRESS_NOTE = { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' }

/** A working day. No site may keep a patient's text on its computers for longer than a day. */
const DRAFT_HOURS = { usual: 8, least: 0.25, most: 24 } as const

const DSTU2 = 'dstu2'
// A name and no path, so that it lies in the same folder of the same origin.
const FILE = /^[\w-][\w.-]{0,99}\.json$/
// RFC 6749 §3.3 scope-token.
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]{1,200}$/

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(longest))

/** `./epic/…` is allowed for the built-in demo, whose server is wherever the page is. */
function address(base: string, read: (text: string) => string | undefined) {
  const absolute = (value: string): string =>
    /^\.{0,2}\//.test(value) && URL.canParse(value, base) ? new URL(value, base).href : value
  return v.pipe(
    v.string(),
    v.transform((value) => read(absolute(value)) ?? ''),
    v.nonEmpty(),
  )
}

/** As the browser names it, since it is compared with what the browser says: no slash at the end, lower case. */
const isOrigin = (text: string): boolean => safeAddress(text) === `${text}/`

// strictObject: a field that is misspelt must not be silently ignored.
function siteSchema(base: string) {
  const issuer = v.strictObject({
    name: text(100),
    fhirBase: v.pipe(
      address(base, normaliseAddress),
      v.check((value) => !isDstu2(value), DSTU2),
    ),
    clientId: v.pipe(text(200), v.regex(/^[\x21-\x7E]+$/)),
    endpoints: v.optional(v.strictObject({ authorize: address(base, safeAddress), token: address(base, safeAddress) })),
    oauthIssuer: v.optional(address(base, normaliseAddress)),
    noteType: v.optional(
      v.strictObject({ system: v.optional(text(200), PROGRESS_NOTE.system), code: text(50), display: text(200) }),
      PROGRESS_NOTE,
    ),
    extraScopes: v.optional(v.array(v.pipe(v.string(), v.regex(SCOPE))), []),
    screening: v.optional(v.pipe(v.string(), v.regex(FILE))),
    vaccineSchedule: v.optional(v.picklist(VACCINE_SCHEDULES)),
  })
  const { usual, least, most } = DRAFT_HOURS
  return v.strictObject({
    issuers: v.pipe(v.array(issuer), v.minLength(1), v.maxLength(200)),
    framedBy: v.optional(v.array(v.pipe(v.string(), v.check(isOrigin))), []),
    draftHours: v.optional(v.pipe(v.number(), v.minValue(least), v.maxValue(most)), usual),
    idleMinutes: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(IDLE.shortest), v.maxValue(IDLE.longest)),
      IDLE.usual,
    ),
  })
}

/**
 * A site's `config.json`, checked. Relative addresses are resolved against `base`, the document.
 * @throws HealthPrepError `launch` with code `config:<field>`, such as `config:issuers[0].fhirBase`, or `config-dstu2`.
 */
export function parseConfig(json: unknown, base: string = globalThis.location?.href ?? 'about:blank'): SiteConfig {
  const result = v.safeParse(siteSchema(base), json)
  if (!result.success) {
    const [issue] = result.issues
    throw issue.message === DSTU2 ? refusal('config-dstu2') : configRefusal(fieldName(issue.path ?? []))
  }
  const { draftHours } = result.output
  const issuers = result.output.issuers.map((issuer): Issuer => ({
    ...issuer,
    endpoints: issuer.endpoints,
    draftHours,
  }))
  issuers.forEach((issuer, index) => {
    if (issuers.findIndex((other) => other.fhirBase === issuer.fhirBase) !== index) {
      throw configRefusal(`issuers[${index}].fhirBase`)
    }
  })
  return { issuers, framedBy: result.output.framedBy, idleMinutes: result.output.idleMinutes }
}

function fieldName(path: readonly { readonly key: unknown }[]): string {
  const name = path.reduce(
    (so, { key }) => (typeof key === 'number' ? `${so}[${key}]` : `${so}${so ? '.' : ''}${String(key).slice(0, 40)}`),
    '',
  )
  return name || 'file'
}

/**
 * Reads and checks `config.json` beside the document, and that no page holds this one in a frame which it does not name:
 * a host that sends no headers leaves that to us.
 * @throws HealthPrepError `launch`: `config-missing`, `config-unreadable`, `frame-unknown`, or as `parseConfig`.
 */
export async function loadConfig(
  fetch: typeof globalThis.fetch = globalThis.fetch,
  base: string = globalThis.location.href,
  // Firefox does not say who frames a page: there the host's `frame-ancestors` stands alone.
  framers: Iterable<string> = globalThis.location?.ancestorOrigins ?? [],
): Promise<SiteConfig> {
  const file = await readSiteFile('config.json', fetch, base)
  if (file === 'missing') throw refusal('config-missing')
  if (file === 'unreadable') throw refusal('config-unreadable')
  const config = parseConfig(file.json, base)
  const known = [new URL(base).origin, ...config.framedBy]
  if (![...framers].every((origin) => known.includes(origin))) throw refusal('frame-unknown')
  return config
}
