import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageOf } from '#hosting/licences.ts'
import { hashesOf } from '#hosting/manifest.ts'
import { buildInto } from './rules/bundle.ts'
import { chunkOf, consoles, consolesIn } from './rules/consoles.ts'
import { read } from './rules/files.ts'
import { hostsIn, namedHosts } from './rules/hosts.ts'

const folder = mkdtempSync(join(tmpdir(), 'healthprep-built-'))
const file = (name: string): string => readFileSync(join(folder, name), 'utf8')
const files = (): string[] => Object.keys(hashesOf(folder))

beforeAll(() => buildInto(folder), 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('hosts named in what is shipped', () => {
  const found = (): string[] => [
    ...new Set(
      files()
        .filter((name) => /\.(js|css|html|json)$/.test(name))
        .flatMap((name) => hostsIn(file(name))),
    ),
  ]

  it('each has its reason in tests/rules/hosts.ts: none is ever asked', () => {
    expect(found().filter((host) => !(host in namedHosts))).toEqual([])
  })

  it('and the list names no host that is not there', () => {
    expect(Object.keys(namedHosts).filter((host) => !found().includes(host))).toEqual([])
  })

  it.each([
    ['fetch("https://evil.example/x")', ['evil.example']],
    ['src="//cdn.example/x.js"', ['cdn.example']],
    ['url(https://Fonts.Example/a)', ['fonts.example']],
    ['new WebSocket("wss://push.example")', ['push.example']],
    ['`https:\\/\\/odd.example\\/x`', ['odd.example']],
    ['a//b and // a comment of words', []],
  ])('%s: %j', (text, hosts) => {
    expect(hostsIn(text)).toEqual(hosts)
  })
})

describe('the console', () => {
  it('is spoken to by libraries alone, so often and no more: each has its reason in tests/rules/consoles.ts', () => {
    const found = files()
      .filter((name) => name.endsWith('.js'))
      .map((name) => [chunkOf(name), consolesIn(file(name))] as const)
      .filter(([, calls]) => calls > 0)
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(consoles).map(([name, { calls }]) => [name, calls])),
    )
  })

  it.each(['console.log(x)', 'globalThis.console?.info(x)', 'console["error"](x)'])('%s is found', (code) => {
    expect(consolesIn(code)).toBe(1)
  })
})

describe('the manifest', () => {
  it('holds the SHA-384 of every file but config.json, as it is on disk', () => {
    const { algorithm, files: listed } = JSON.parse(file('manifest.json')) as {
      algorithm: string
      files: Record<string, string>
    }
    expect(algorithm).toBe('SHA-384')
    expect(listed).toEqual(hashesOf(folder))
    // Looked for anew: `hashesOf` would leave out the same file both times.
    const lying = ['', 'assets'].flatMap((under) =>
      readdirSync(join(folder, under), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(under, entry.name)),
    )
    const besides = new Set(['config.json', 'manifest.json'])
    expect(Object.keys(listed).toSorted()).toEqual(lying.filter((name) => !besides.has(name)).toSorted())
    expect(Object.keys(listed)).toEqual(
      expect.arrayContaining(['index.html', 'launch.html', 'callback.html', 'licenses.txt']),
    )
    expect(listed['index.html']).toBe(createHash('sha384').update(file('index.html')).digest('base64'))
  })

  it('two builds of the same source are the same to the byte', () => {
    const again = mkdtempSync(join(tmpdir(), 'healthprep-again-'))
    try {
      buildInto(again)
      expect(hashesOf(again)).toEqual(hashesOf(folder))
    } finally {
      rmSync(again, { recursive: true, force: true })
    }
  })
})

describe('the licences', () => {
  const stated = (): Map<string, string> =>
    new Map(
      [...file('licenses.txt').matchAll(/^(\S+) \d+\.\d+\.\S+\n\nLicence: (.+)$/gm)].map((match) => [
        match[1] ?? '',
        match[2] ?? '',
      ]),
    )

  it('of every package in the bundle are listed, and let a hospital use it', () => {
    const free = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|\(MPL-2\.0 OR Apache-2\.0\))$/
    expect([...stated()].filter(([, licence]) => !free.test(licence))).toEqual([])
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    // It is react-router under another name: not a line of it is left.
    expect(Object.keys(dependencies).filter((name) => !stated().has(name))).toEqual(['react-router-dom'])
  })

  it('are of at most 40 packages: so many, and no more, have a part in the bundle', () => {
    expect(stated().size).toBeGreaterThan(10)
    expect(stated().size).toBeLessThanOrEqual(40)
  })

  it('name no package that only builds or tests', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
    expect(Object.keys(devDependencies).filter((name) => stated().has(name))).toEqual(['vite'])
  })

  it.each([
    ['/w/node_modules/react/index.js', 'react'],
    ['/w/node_modules/@tanstack/query-core/build/x.js', '@tanstack/query-core'],
    ['/w/node_modules/react-router/node_modules/cookie/x.js', 'react-router/node_modules/cookie'],
    ['\0/w/node_modules/fhirclient/lib/x.js?commonjs', 'fhirclient'],
    ['C:\\w\\node_modules\\uplot\\x.js', 'uplot'],
    ['\0vite/preload-helper.js', 'vite'],
    ['/w/src/main.ts', undefined],
  ])('%j is of %j', (module, name) => {
    expect(packageOf(module)).toBe(name)
  })
})

describe('the pages', () => {
  it.each(['index.html', 'launch.html', 'callback.html'])(
    '%s has no script and no style in it, and nothing from elsewhere',
    (name) => {
      const page = file(name)
      expect([...page.matchAll(/<script\b[^>]*>([^<]*)</g)].map((match) => match[1])).toEqual([''])
      expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i)
      const addresses = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '')
      expect(addresses.filter((address) => !/^\.\/(assets\/|config\.json)|^data:image\/svg/.test(address))).toEqual([])
    },
  )
})
