import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundle, type Bundle } from './rules/bundle.ts'
import { filesUnder, isCode, isTest, read, root, tracked, withoutComments } from './rules/files.ts'
import { strangers } from './rules/layers.ts'
import { namedTests, titlesIn } from './rules/named-tests.ts'
import { sinksIn } from './rules/sinks.ts'
import { talkativeFields } from './rules/text-fields.ts'

const src = filesUnder('src').filter(isCode)
const source = src.filter((path) => !isTest(path))
const tests = [...src.filter(isTest), ...filesUnder('tests').filter(isCode)]
const readmes = ['README.md', ...filesUnder('src'), ...filesUnder('tests')].filter(
  (path) => path.endsWith('README.md') && existsSync(join(root, path)),
)
const layerFolders = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => `src/${entry.name}`)
const config = /(^|\/)[\w-]+\.config\.ts$/
const lines = (path: string): number => read(path).trimEnd().split('\n').length

describe('layers', () => {
  it('no file imports what its layer may not see', () => {
    expect(source.flatMap((path) => strangers(path.slice('src/'.length), read(path)))).toEqual([])
  })

  it.each([
    ['clinical/gaps.ts', `import { x } from '#fhir/search.ts'`],
    ['clinical/gaps.ts', `import { x } from '../fhir/search.ts'`],
    ['clinical/gaps.ts', `export * from '../ui/Badge.tsx'`],
    ['clinical/gaps.ts', `const { x } = await import('#app/App.tsx')`],
    ['clinical/gaps.ts', `import { useQuery } from '@tanstack/react-query'`],
    ['features/problems/A.tsx', `import { x } from '#features/results/B.tsx'`],
    ['features/problems/A.tsx', `import type { X } from '../results/B.tsx'`],
    ['features/problems/A.tsx', `import { search } from '#fhir/search.ts'`],
    ['features/problems/A.tsx', `import { fileNote } from '#fhir/file-note.ts'`],
    ['features/problems/A.tsx', `import Client from 'fhirclient/lib/Client'`],
    ['fhir/search.ts', `import { signIn } from '#auth/callback.ts'`],
    ['fhir/search.ts', `import {\n  a,\n  b,\n} from '#ui/Table.tsx'`],
    ['main.ts', `import { App } from '#app/App.tsx'`],
    ['main.ts', `import { createEhr } from '#stand-in/ehr.ts'`],
    ['stand-in/ehr.ts', `import { parseDate } from '#lib/dates.ts'`],
    ['ui/Table.tsx', `import { useQuery } from '@tanstack/react-query'`],
    ['auth/callback.ts', `import React from 'react'`],
    ['elsewhere/x.ts', ``],
  ])('%s with %j is refused', (path, code) => {
    expect(strangers(path, code)).toHaveLength(1)
  })

  it.each([
    ['clinical/gaps.ts', `import { x } from '#lib/dates.ts'`],
    ['features/problems/A.tsx', `import { b } from './b.ts'\nimport type { S } from '#auth/session.ts'`],
    ['features/note/A.tsx', `import { fileNote } from '#fhir/file-note.ts'`],
    ['fhir/search.ts', `import type { Session } from '#auth/callback.ts'`],
    ['main.ts', `const app = await import('#app/App.tsx')`],
    ['clinical/gaps.ts', `// import { x } from '#fhir/search.ts'`],
  ])('%s with %j is allowed', (path, code) => {
    expect(strangers(path, code)).toEqual([])
  })
})

describe('size and shape', () => {
  it('no file of src is past 300 lines, no test past 400', () => {
    const long = [...source.map((path) => [path, 300] as const), ...tests.map((path) => [path, 400] as const)]
    expect(long.filter(([path, most]) => lines(path) > most).map(([path]) => `${path}: ${lines(path)}`)).toEqual([])
  })

  it('exports have names: no default export, no index.ts', () => {
    // Vitest finds a reporter by its default export.
    const named = (path: string) => !config.test(path) && !/\/(?:rules\.test\.ts|tally\.mjs)$/.test(path)
    const code = [...src, ...tests].filter(named)
    const defaults = code.filter((path) => /^\s*export default\b|\bas default\b/m.test(withoutComments(read(path))))
    expect([...defaults, ...code.filter((path) => /\/index\.tsx?$/.test(path))]).toEqual([])
  })

  it('components are PascalCase.tsx, all else kebab-case.ts', () => {
    const odd = src.filter((path) => {
      const name = path.split('/').at(-1) ?? ''
      return name.includes('.tsx')
        ? !/^[A-Z]\w*(\.test)?\.tsx$|^routes\.tsx$/.test(name)
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.[cm]?[tj]s$/.test(name)
    })
    expect(odd).toEqual([])
  })
})

describe('sinks', () => {
  it('no code of src holds one', () => {
    expect(source.flatMap((path) => sinksIn(path, read(path)))).toEqual([])
  })

  it.each([
    'el.innerHTML = x',
    '<p dangerouslySetInnerHTML={x} />',
    'document.write(x)',
    'eval(x)',
    '<a href={url}>',
    '<img src={photo} />',
    'link.href = address',
    "frame.setAttribute('src', address)",
    'new Function(x)',
    'localStorage.setItem(a, b)',
    'console.log(x)',
    'x as any',
    `window.open(url, '_blank')`,
    `frame.postMessage(x, '*')`,
    `window.addEventListener('message', obey)`,
    `self.addEventListener('message', obey)`,
    'window.onmessage = obey',
    'const answer = await fetch(url)',
    '// @ts-ignore',
    `const cpt = 'http://www.ama-assn.org/go/cpt'`,
  ])('%s is found', (code) => {
    expect(sinksIn('src/features/x/A.tsx', code)).not.toEqual([])
  })

  it.each([
    `channel.addEventListener('message', hear)`,
    `window.open(url, '_blank', 'noopener')`,
    '// innerHTML is never used',
    'prefetch(url)',
  ])('%s is fine', (code) => {
    expect(sinksIn('src/features/x/A.tsx', code)).toEqual([])
  })

  it('a clinical rule takes its today, it does not look at the clock', () => {
    expect(sinksIn('src/clinical/x.ts', 'const today = Temporal.Now.plainDateISO()')).toHaveLength(1)
  })
})

describe('what is typed about a patient', () => {
  const screens = source.filter((path) => path.endsWith('.tsx') && !path.startsWith('src/stand-in/'))

  it('is in no field that a browser remembers, or whose text a spell checker may send away', () => {
    expect(screens.filter((path) => /<(input|textarea)\b/.test(read(path))).length).toBeGreaterThan(8)
    expect(screens.flatMap((path) => talkativeFields(path, read(path)))).toEqual([])
  })

  it.each([
    '<input value={x} onChange={() => y} />',
    '<input autoComplete="off" value={x} />',
    '<textarea\n rows={5}\n spellCheck={false}\n readOnly={!editable} />',
    '<p contentEditable />',
  ])('%s would be found', (code) => {
    expect(talkativeFields('src/features/x/A.tsx', code)).toHaveLength(1)
  })

  it.each([
    '<input type="checkbox" checked={on} />',
    '<textarea rows={5} readOnly value={x} />',
    '<input type="date" autoComplete="off" spellCheck={false} />',
  ])('%s is fine', (code) => {
    expect(talkativeFields('src/features/x/A.tsx', code)).toEqual([])
  })
})

describe('what the next person reads', () => {
  it.each([...layerFolders, 'tests'])('%s has a README of at most 30 lines', (folder) => {
    expect(existsSync(join(root, folder, 'README.md')), `${folder}/README.md exists`).toBe(true)
    // tests/README.md is a walk-through, and may be longer.
    expect(lines(`${folder}/README.md`)).toBeLessThanOrEqual(folder === 'tests' ? 120 : 30)
  })

  it('every relative link of a README leads somewhere', () => {
    const dead = readmes.flatMap((path) =>
      [...read(path).matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1] ?? '')
        .filter((link) => !/^(https?:|mailto:|#)/.test(link))
        .filter((link) => !existsSync(join(root, dirname(path), link.replace(/#.*$/, ''))))
        .map((link) => `${path}: ${link}`),
    )
    expect(dead).toEqual([])
  })

  it('every command a README names is a script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = readmes.flatMap((path) =>
      [...read(path).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        (m) => [path, m[1] ?? m[2] ?? ''] as const,
      ),
    )
    expect(
      named.filter(([, script]) => !(script in scripts)).map(([path, script]) => `${path}: npm run ${script}`),
    ).toEqual([])
  })

  it('every test that SECURITY.md names exists, by file and by title', () => {
    const named = namedTests(read('SECURITY.md'))
    const dead = named.filter(
      ({ file, title }) => !existsSync(join(root, file)) || (title !== undefined && !titlesIn(read(file)).has(title)),
    )
    expect(dead).toEqual([])
    expect(named.length).toBeGreaterThan(80)
  })

  it.each([
    [`it('is drawn', () => expect(said).toBe('is said'))`, ['is drawn']],
    [`// it('is planned')\nconst words = 'is no title'; other('is no test')`, []],
    [
      `describe('a group', () => { it.skipIf(x)("isn't run", run); test.only(\`is alone\`, run) })`,
      ['a group', "isn't run", 'is alone'],
    ],
    [`it.each([['a', 1], [b, 2]])('%s is read', run)`, ['%s is read', 'a is read']],
    [`const rows = [['a', 'b']] as const; describe.each(rows)('%s and %s', run)`, ['%s and %s', 'a and b']],
    [`it.each(['x', 'y'])('%s', run)`, ['%s', 'x', 'y']],
    [`it(name, run); it.each(rows)(\`\${name} ends\`, run)`, []],
  ])('the titles in %j are %j', (code, titles) => {
    expect([...titlesIn(code)]).toEqual(titles)
  })

  it('every file of ours that a README names exists', () => {
    const dead = [...readmes, 'SECURITY.md'].flatMap((path) =>
      [...read(path).matchAll(/`((?:src|tests|public)\/[\w./-]+\.\w+)`/g)]
        .map((match) => normalize(match[1] ?? ''))
        .filter((file) => !existsSync(join(root, file)))
        .map((file) => `${path}: ${file}`),
    )
    expect(dead).toEqual([])
  })
})

describe('budgets in brotli bytes', { timeout: 60_000 }, () => {
  const kB = 1000
  let built: Bundle

  beforeAll(() => {
    built = bundle()
  }, 60_000)

  it('launch and callback: at most 20 kB of script before a line of ours runs', () => {
    expect(built.entry).toBeLessThanOrEqual(20 * kB)
  })

  it('the first section: at most 130 kB of script', () => {
    expect(built.firstSection).toBeLessThanOrEqual(130 * kB)
  })

  const RULES = /\/due-.*\.js$/
  const JUDGE = /\/rules-(?:worker|desk)-.*\.js$/
  const FORECASTER = /\/(?:vaccines|answer-forecast|forecast-worker)-.*\.js$/
  const SCHEDULE = /\/cdc-cdsi-.*\.js$/

  // Fetched by nobody but who looks for a fault.
  const DOCTOR = /\/DoctorPage-.*\.js$/

  it('everything but what reasons: at most 260 kB of script and 10 kB of styles', () => {
    const reasoning = [RULES, JUDGE, FORECASTER, SCHEDULE, DOCTOR].reduce((sum, name) => sum + built.weigh(name), 0)
    expect(built.scripts - reasoning).toBeLessThanOrEqual(260 * kB)
    expect(built.styles).toBeLessThanOrEqual(10 * kB)
  })

  it('what reasons, fetched after the first sections: rules 52 kB, their judge with its spare 33 kB, forecaster with its copy for the worker 55 kB, schedule 100 kB, Launch Doctor 10 kB', () => {
    for (const [name, most] of [
      [RULES, 52],
      [JUDGE, 33],
      [FORECASTER, 55],
      [SCHEDULE, 100],
      [DOCTOR, 10],
    ] as const) {
      expect(built.weigh(name)).toBeGreaterThan(0)
      expect(built.weigh(name)).toBeLessThanOrEqual(most * kB)
    }
  })

  it('nothing of the stand-in, its patients or its pages is in the build of the app', () => {
    const words = ['allergies-503', 'twelve-thousand-results', 'Something goes wrong', 'StandIn', 'stand-in']
    expect(words.filter((word) => built.text.includes(word))).toEqual([])
    expect(built.files.filter((file) => /ehr\.html|mockServiceWorker/i.test(file))).toEqual([])
  })

  it('no source map and no development build of React', () => {
    expect(built.files.filter((file) => file.endsWith('.map'))).toEqual([])
    expect(built.text).not.toMatch(/react-dom-client\.development|sourceMappingURL/)
    expect(built.text).toContain('Minified React error')
  })
})

describe('what is shipped', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> }

  it('the lock file pins fhirclient 2.6.3 and brings no mobile runtime', () => {
    expect(lock.packages['node_modules/fhirclient']?.version).toBe('2.6.3')
    expect(Object.keys(lock.packages).filter((name) => /react-native|expo/.test(name))).toEqual([])
    expect(Object.keys(lock.packages).length).toBeLessThan(450)
  })

  it('no CPT code stands in a test, a config or a README', () => {
    const all = [...tests, ...readmes, ...filesUnder('public')].filter((path) => !path.startsWith('tests/rules'))
    const cpt = /ama-assn\.org\/go\/cpt|2\.16\.840\.1\.113883\.6\.12(?!\d)/i
    expect(all.filter((path) => cpt.test(readFileSync(join(root, path), 'latin1')))).toEqual([])
  })

  it('nor the beginning of one: no pattern in the tests of the measures begins with digits', () => {
    expect(tests.filter((path) => path.startsWith('tests/ecqm') && /\/\^\(?\d/.test(read(path)))).toEqual([])
  })

  it('nothing of ../shared/data is committed', ({ skip }) => {
    const data = join(root, '../shared/data')
    const held = tracked()
    if (held === undefined || !existsSync(data)) {
      skip('no git checkout, or no ../shared/data beside it')
      return
    }
    const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
    const theirs = new Set(
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => hash(join(entry.parentPath, entry.name))),
    )
    expect(held.filter((path) => theirs.has(hash(join(root, path))))).toEqual([])
  })
})
