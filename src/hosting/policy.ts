/** Whom the pages may ask, and who may frame them: what of `config.json` the headers depend on. */
export type Site = {
  /** Origins. The site itself is always allowed besides. */
  readonly connect: readonly string[]
  /** Origins; none: no page may frame the app. */
  readonly framedBy: readonly string[]
}

/**
 * The Trusted Types policies of the app: DOMPurify's own, ours for the document it has cleaned, ours for the addresses of
 * the workers. Any other attempt to make HTML or a script address out of text is stopped by the browser.
 */
export const TRUSTED_TYPES = ['dompurify', 'healthprep-document', 'healthprep-worker'] as const

/** What does not depend on the site. Documents inherit it into the frames made of `srcdoc` and `blob:`. */
const FIXED: readonly (readonly [directive: string, value: string])[] = [
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  // Images of the record are drawn from memory. `data:` is the icon: as a file it is one request more before the sign-in.
  ['img-src', "'self' blob: data:"],
  ['frame-src', 'blob:'],
  ['worker-src', "'self'"],
  ['object-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', TRUSTED_TYPES.join(' ')],
]

// default-src does not stand in for these where it may not be given.
const REST: typeof FIXED = ['font-src', 'media-src', 'manifest-src', 'child-src'].map((name) => [name, "'none'"])

const written = (directives: typeof FIXED): string => directives.map((pair) => pair.join(' ')).join('; ')
const sources = (origins: readonly string[], none: string): string =>
  origins.length === 0 ? none : [...new Set(origins)].join(' ')

export const contentSecurityPolicy = ({ connect, framedBy }: Site): string =>
  written([
    ['default-src', "'none'"],
    ...FIXED,
    ['connect-src', sources(["'self'", ...connect], "'none'")],
    ['frame-ancestors', sources(framedBy, "'none'")],
  ])

/**
 * The part that the build writes into the pages themselves, for a host that sends no headers. A page cannot say who may
 * frame it; whom it may ask is known only where there is no config.json to edit, in the demo: then `connect` is given.
 */
export const metaPolicy = (connect?: string): string =>
  written([...FIXED, ...REST, ...(connect === undefined ? [] : [['connect-src', connect] as const])])

/** Everything a page could ask of the computer, refused. Chromium warns of names it does not know: list none of those. */
const REFUSED =
  'accelerometer autoplay browsing-topics camera clipboard-read display-capture encrypted-media geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial usb window-management xr-spatial-tracking'

/** For every answer of the host, a 404 as well. No X-Frame-Options: it knows no list, and `frame-ancestors` overrules it. */
export const securityHeaders = (site: Site): readonly (readonly [name: string, value: string])[] => [
  ['Content-Security-Policy', contentSecurityPolicy(site)],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  // Of no effect inside Epic's frame; a window of our own keeps no tie to the one that opened it.
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  // Forbids others to load our files as parts of their pages; it does not forbid to frame ours.
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  [
    'Permissions-Policy',
    REFUSED.split(' ')
      .map((name) => `${name}=()`)
      .join(', '),
  ],
  ['Strict-Transport-Security', 'max-age=63072000'],
]

/** Files of `assets/` have their hash in the name; everything else is asked for anew each time and kept nowhere. */
export const CACHE = { assets: 'public, max-age=31536000, immutable', rest: 'no-store' } as const
