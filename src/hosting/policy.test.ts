import { describe, expect, it } from 'vitest'
import { CACHE, contentSecurityPolicy, metaPolicy, securityHeaders } from './policy.ts'

const site = { connect: ['https://ehr.example'], framedBy: ['https://chart.example'] }
const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]))

// Written out once more, so that nothing leaves the policy unnoticed: the other tests compare copies of one source.
const FIXED = {
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'frame-src': 'blob:',
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'dompurify healthprep-document healthprep-worker',
}

describe('the content security policy holds each of its rules, letter for letter', () => {
  it('as the host sends it', () => {
    expect(directives(contentSecurityPolicy(site))).toEqual({
      'default-src': "'none'",
      ...FIXED,
      'connect-src': "'self' https://ehr.example",
      'frame-ancestors': 'https://chart.example',
    })
    expect(directives(contentSecurityPolicy({ connect: [], framedBy: [] }))).toMatchObject({
      'connect-src': "'self'",
      'frame-ancestors': "'none'",
    })
  })

  it('as the pages say it themselves', () => {
    const rest = { 'font-src': "'none'", 'media-src': "'none'", 'manifest-src': "'none'", 'child-src': "'none'" }
    expect(directives(metaPolicy())).toEqual({ ...FIXED, ...rest })
    expect(directives(metaPolicy("'self'"))).toEqual({ ...FIXED, ...rest, 'connect-src': "'self'" })
  })
})

it('the other headers forbid referrers, sniffing, ties to other windows and every sensor', () => {
  const { 'Permissions-Policy': permissions, ...headers } = Object.fromEntries(securityHeaders(site))
  expect(headers).toEqual({
    'Content-Security-Policy': contentSecurityPolicy(site),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Strict-Transport-Security': 'max-age=63072000',
  })
  for (const name of [
    'camera',
    'microphone',
    'geolocation',
    'clipboard-read',
    'display-capture',
    'usb',
    'serial',
    'hid',
  ])
    expect(permissions?.split(', ')).toContain(`${name}=()`)
  expect(CACHE).toEqual({ assets: 'public, max-age=31536000, immutable', rest: 'no-store' })
})
