import DOMPurify from 'dompurify'
import type { TrustedTypes } from '#lib/trusted-types.ts'

/** Nothing that runs, fetches, asks, or leads elsewhere; no styles, since they can fetch and can hide words. */
const ALLOWED = {
  ALLOWED_TAGS:
    'a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['colspan', 'rowspan', 'scope', 'dir', 'lang', 'title'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  WHOLE_DOCUMENT: false,
}

// Made once: a browser that is told of Trusted Types takes a frame's document from this policy only.
const types: TrustedTypes | undefined = globalThis.trustedTypes
const policy = types?.createPolicy('healthprep-document', { createHTML: (cleaned) => cleaned })

/**
 * A document for a frame without scripts. The policy inside the frame is the second wall, the empty `sandbox` the third.
 */
export function safeHtml(html: string): string {
  const body = DOMPurify.sanitize(html, ALLOWED)
  const whole = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head><body>${body}</body></html>`
  return policy?.createHTML(whole) ?? whole
}
