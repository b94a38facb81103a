import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesUnder, isCode, isTest, read } from '../../tests/rules/files.ts'
import { configurationFor } from './hosts.ts'
import { CACHE, contentSecurityPolicy, metaPolicy, securityHeaders, TRUSTED_TYPES, type Site } from './policy.ts'
import { readSite } from './read-site.ts'

const site: Site = {
  connect: ['https://ehr.example', 'https://login.example'],
  framedBy: ['https://chart.example', 'https://web.chart.example:8443'],
}
const wanted = Object.fromEntries(securityHeaders(site))

/** Reads a configuration back as its host would: the headers of a page, and what is said of the cache. */
type Read = { readonly headers: Record<string, string>; readonly page: string; readonly asset: string }

const pairs = (text: string, pattern: RegExp): [string, string][] =>
  [...text.matchAll(pattern)].map((match) => [match[1] ?? '', match[2] ?? ''])
const without = (found: [string, string][], name: string) => Object.fromEntries(found.filter(([key]) => key !== name))

const readers: Readonly<Record<string, (text: string) => Read>> = {
  nginx: (text) => ({
    headers: Object.fromEntries(pairs(text, /add_header (\S+) "([^"]*)" always;/g)),
    page: /default "([^"]*)"/.exec(text)?.[1] ?? '',
    asset: /~\/assets\/ "([^"]*)"/.exec(text)?.[1] ?? '',
  }),
  apache: (text) => ({
    headers: Object.fromEntries(pairs(text, /Header always set (\S+) "([^"]*)"/g)),
    page: /Header set Cache-Control "([^"]*)"/.exec(text)?.[1] ?? '',
    asset: /assets">\s*Header set Cache-Control "([^"]*)"/.exec(text)?.[1] ?? '',
  }),
  iis: (text) => {
    const all = pairs(text, /<add name="([^"]*)" value="([^"]*)"/g)
    const caches = all.filter(([name]) => name === 'Cache-Control').map(([, value]) => value)
    return { headers: without(all, 'Cache-Control'), page: caches[0] ?? '', asset: caches[1] ?? '' }
  },
  cloudfront: (text) => {
    const { SecurityHeadersConfig: apart, CustomHeadersConfig: custom } = JSON.parse(text)
    expect(custom.Quantity).toBe(custom.Items.length)
    return {
      headers: {
        'Content-Security-Policy': apart.ContentSecurityPolicy.ContentSecurityPolicy,
        'Referrer-Policy': apart.ReferrerPolicy.ReferrerPolicy,
        'X-Content-Type-Options': apart.ContentTypeOptions.Override ? 'nosniff' : '',
        'Strict-Transport-Security': `max-age=${apart.StrictTransportSecurity.AccessControlMaxAgeSec}`,
        ...Object.fromEntries(custom.Items.map((item: { Header: string; Value: string }) => [item.Header, item.Value])),
      },
      // Set on the objects themselves, by the commands in the README.
      page: /--cache-control (no-store)/.exec(read('README.md'))?.[1] ?? '',
      asset: /--cache-control "([^"]*)"/.exec(read('README.md'))?.[1] ?? '',
    }
  },
  netlify: (text) => {
    const rules = new Map(text.split(/^(?=\/)/m).map((rule) => [rule.split('\n')[0], rule]))
    const of = (path: string) => pairs(rules.get(path) ?? '', /^ {2}([\w-]+): (.*)$/gm)
    return {
      headers: Object.fromEntries(of('/*')),
      page: Object.fromEntries(of('/index.html'))['Cache-Control'] ?? '',
      asset: Object.fromEntries(of('/assets/*'))['Cache-Control'] ?? '',
    }
  },
}

describe('every host is told the same', () => {
  it.each(Object.entries(readers))(
    '%s sends each header, and keeps only what has a hash in its name',
    (host, reader) => {
      expect(reader(configurationFor(host, site))).toEqual({ headers: wanted, page: CACHE.rest, asset: CACHE.assets })
    },
  )

  it('an unknown host is refused in a sentence that names the known ones', () => {
    expect(() => configurationFor('caddy', site)).toThrow(
      'No host is called "caddy"; there are nginx, apache, iis, cloudfront, netlify.',
    )
    expect(() => configurationFor(undefined, site)).toThrow('Say --host: nginx, apache, iis, cloudfront, netlify.')
    expect(() => configurationFor('toString', site)).toThrow('No host is called')
  })

  it('Netlify is told of no file twice', () => {
    const paths = [...configurationFor('netlify', site).matchAll(/^\/\S*/gm)].map((match) => match[0])
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('the policy', () => {
  const directive = (policy: string, name: string) =>
    policy
      .split('; ')
      .find((one) => one.startsWith(`${name} `))
      ?.slice(name.length + 1)

  it('lets the page ask its own host and the configured servers, and nobody else', () => {
    expect(directive(contentSecurityPolicy(site), 'connect-src')).toBe(
      "'self' https://ehr.example https://login.example",
    )
    expect(directive(contentSecurityPolicy({ connect: [], framedBy: [] }), 'connect-src')).toBe("'self'")
  })

  it('lets the named charts frame the app, and nobody where none is named', () => {
    expect(directive(contentSecurityPolicy(site), 'frame-ancestors')).toBe(site.framedBy.join(' '))
    expect(directive(contentSecurityPolicy({ connect: [], framedBy: [] }), 'frame-ancestors')).toBe("'none'")
  })

  it('allows nothing inline, no eval and no scheme as a whole', () => {
    for (const policy of [contentSecurityPolicy(site), metaPolicy(), metaPolicy("'self'")]) {
      expect(policy).not.toMatch(/unsafe|strict-dynamic|https:(?!\/\/)|\*/)
      expect(directive(policy, 'require-trusted-types-for')).toBe("'script'")
      expect(policy.replace("img-src 'self' blob: data:", '')).not.toContain('data:')
      expect(directive(policy, 'script-src')).toBe("'self'")
      expect(directive(policy, 'style-src')).toBe("'self'")
    }
  })

  it('the page itself says all of it but whom it asks and who frames it', () => {
    const names = (policy: string) => policy.split('; ').map((one) => one.split(' ')[0] ?? '')
    const given = new Set(names(metaPolicy()))
    const header = names(contentSecurityPolicy(site))
    expect(header.filter((name) => !given.has(name))).toEqual(['default-src', 'connect-src', 'frame-ancestors'])
    expect(given.has('font-src')).toBe(true)
  })

  it('names exactly the Trusted Types policies that the code makes', () => {
    const made = filesUnder('src')
      .filter((path) => isCode(path) && !isTest(path))
      .flatMap((path) => [...read(path).matchAll(/createPolicy\(\s*'([\w-]+)'/g)].map((match) => match[1]))
    expect(['dompurify', ...made].toSorted()).toEqual([...TRUSTED_TYPES].toSorted())
  })
})

describe('config.json makes the headers', () => {
  const issuer = { name: 'Test', fhirBase: 'https://EHR.example/api/FHIR/R4', clientId: 'c' }
  const endpoints = { authorize: 'https://go.example/authorize', token: 'https://login.example/token' }

  it.each([
    ['discovery', { issuers: [issuer] }, ['https://ehr.example']],
    ['pinned endpoints', { issuers: [{ ...issuer, endpoints }] }, ['https://ehr.example', 'https://login.example']],
    [
      'two bases of one server',
      { issuers: [issuer, { ...issuer, fhirBase: `${issuer.fhirBase}B` }] },
      ['https://ehr.example'],
    ],
  ])('with %s: the servers that are asked; where the user is sent is not asked', (_, json, connect) => {
    expect(readSite(JSON.stringify(json), 'x').connect).toEqual(connect)
  })

  it.each([
    ['{', 'x.json is not JSON.'],
    ['[]', 'x.json cannot be used: issuers is missing, wrong, misspelt or unknown.'],
    ['null', 'x.json cannot be used: it is no JSON object.'],
    [
      JSON.stringify({ issuers: [{ ...issuer, clientID: 'x' }] }),
      'x.json cannot be used: issuers[0].clientID is missing, wrong, misspelt or unknown.',
    ],
    [
      JSON.stringify({ issuers: [{ ...issuer, fhirBase: './epic/R4' }] }),
      'x.json cannot be used: issuers[0].fhirBase is missing, wrong, misspelt or unknown.',
    ],
    [
      JSON.stringify({ issuers: [{ ...issuer, fhirBase: 'https://ehr.example/api/FHIR/DSTU2' }] }),
      'x.json cannot be used: it names a DSTU2 address where the R4 one belongs.',
    ],
    [
      JSON.stringify({ issuers: [issuer], framedBy: ['*'] }),
      'x.json cannot be used: framedBy[0] is missing, wrong, misspelt or unknown.',
    ],
  ])('%s is refused in one sentence', (text, sentence) => {
    expect(() => readSite(text, 'x.json')).toThrow(sentence)
  })

  it('the command prints it, by the file it is told of, and refuses on stderr', () => {
    const folder = mkdtempSync(join(tmpdir(), 'healthprep-headers-'))
    const command = (...args: string[]) => {
      const { NODE_ENV: _, VITEST: __, ...env } = process.env
      const run = spawnSync(process.execPath, ['src/hosting/print.mjs', ...args], { encoding: 'utf8', env })
      return { code: run.status, out: run.stdout, said: run.stderr.trim() }
    }
    try {
      const file = join(folder, 'config.json')
      writeFileSync(file, `\uFEFF${JSON.stringify({ issuers: [issuer], framedBy: ['https://chart.example'] })}`)
      const made: Site = { connect: ['https://ehr.example'], framedBy: ['https://chart.example'] }
      expect(command('--host', 'iis', '--config', file)).toEqual({
        code: 0,
        out: configurationFor('iis', made),
        said: '',
      })
      expect(command('--host', 'nginx').out).toContain("connect-src 'self' https://fhir.epic.com;")
      writeFileSync(file, '{')
      expect(command('--host', 'iis', '--config', file)).toEqual({ code: 2, out: '', said: `${file} is not JSON.` })
      expect(command('--hots', 'iis').code).toBe(2)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('the shipped config.json is one', () => {
    expect(readSite(readFileSync('public/config.json', 'utf8'), 'config.json').framedBy).toEqual([])
  })
})
