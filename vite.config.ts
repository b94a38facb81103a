import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { runnerImport } from 'vite'
import { defineConfig } from 'vitest/config'
import { licences } from './src/hosting/licences.ts'
import { manifest } from './src/hosting/manifest.ts'
import { metaPolicy } from './src/hosting/policy.ts'
import { standInForDev } from './src/stand-in/mount/dev.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * What a launch needs, one after the other. Each of these files holds its roots, all that they import, and nothing that an
 * earlier one has. Left to itself the bundler makes a file of every set of sharers, and forty wait for six connections.
 */
const STAGES: readonly (readonly [name: string, roots: readonly string[]])[] = [
  ['main', ['src/main.ts']],
  ['reading', ['src/app/begin-reading.ts']],
  ['react', ['src/app/react-first.ts', 'node_modules/react/index.js', 'node_modules/react/jsx-runtime.js']],
  ['sheet', ['src/app/App.tsx', 'src/app/first-sections.ts']],
  ['record', ['src/app/record-sections.ts', 'src/fhir/read/later.ts', 'src/fhir/windows.ts']],
  ['note', ['src/features/note/NotePanel.tsx']],
  ['due', ['src/features/screenings/DueSection.tsx']],
  ['vaccines', ['src/features/immunizations/ForecastSection.tsx']],
]

/** Told to Chromium, which then compiles the whole file beside the main thread while it comes, not each function when first called. */
const CALLED_ON_LOAD = '//# allFunctionsCalledOnLoad\n'

/** What a launch needs is needed at once. https://v8.dev/blog/explicit-compile-hints */
const compiledAtOnce = (): Plugin => ({
  name: 'healthprep-compiled-at-once',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const staged = new Set(['index', ...STAGES.map(([name]) => name)])
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && staged.has(file.name)) file.code = `${CALLED_ON_LOAD}${file.code}`
      }
    },
  },
})

type Modules = { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null }

/** Of the query library what needs React: the FHIR requests leave before React is evaluated. */
const HOOKS = /\/@tanstack\/react-query\/.+\/(?!index\.|queryOptions\.)[^/]+$/

/** The first stage that needs a module; none for what only dialogs and workers need, and for what `main` itself holds. */
function stageOf(id: string, modules: Modules): string | null {
  const seen = new Set<string>()
  const postponed: string[] = []
  for (const [name, roots] of STAGES) {
    const follow = (module: string): void => {
      if (seen.has(module)) return
      if (name === 'reading' && HOOKS.test(module)) return void postponed.push(module)
      seen.add(module)
      modules.getModuleInfo(module)?.importedIds.forEach(follow)
    }
    if (name !== 'reading') postponed.forEach(follow)
    roots.map(at).forEach(follow)
    if (seen.has(id)) return name === 'main' ? null : name
  }
  return null
}

/**
 * Names in the document what the sheet will need, under a relation that no browser acts on: main.ts turns these links into
 * preloads once the token request has left, so that nothing is fetched one after another and nothing before its time.
 */
function fetchAhead(): Plugin {
  return {
    name: 'healthprep-fetch-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk')
        const tags: HtmlTagDescriptor[] = []
        const add = (rel: string, stage: string): void => {
          const chunk = chunks.find(({ name }) => name === stage)
          if (chunk) tags.push({ tag: 'link', attrs: { rel, href: `./${chunk.fileName}` } })
          for (const css of chunk?.viteMetadata?.importedCss ?? []) {
            tags.push({ tag: 'link', attrs: { rel, as: 'style', crossorigin: '', href: `./${css}` } })
          }
        }
        for (const stage of ['reading', 'react', 'sheet']) add('ahead-app', stage)
        for (const stage of ['record', 'note', 'due', 'vaccines']) add('ahead-sheet', stage)
        return tags
      },
    },
  }
}

/** The policy that no host need send, in the pages themselves; the page of Epic's double in the demo has its own rules. */
const policyInPages = (connect: string | undefined): Plugin => ({
  name: 'healthprep-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy(connect) } },
  ],
})

/** The launch, the callback and (in the demo) Epic's double are the one document under other names. */
function pages(names: readonly string[]): Plugin {
  return {
    name: 'healthprep-pages',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const index = bundle['index.html']
      if (index?.type !== 'asset') return
      const source = String(index.source)
      for (const name of names) {
        const page =
          name === 'ehr.html' ? source.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '') : source
        this.emitFile({ type: 'asset', fileName: name, source: page })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        request.url = request.url?.replace(/^\/(launch|callback)\.html/, '/index.html')
        next()
      })
    },
  }
}

type RulePack = typeof import('./src/clinical/screening/pack.ts')
type Reviews = typeof import('./src/clinical/screening/plan-definition.ts')

/** The screening rules are read when the app is built: a wrong field stops it, a rule past its review date is told. */
function rulesReviewed(): Plugin {
  const load = <T>(path: string) => runnerImport<T>(at(path), { root: at('.'), configFile: false, logLevel: 'error' })
  return {
    name: 'healthprep-rules-reviewed',
    apply: 'build',
    async buildStart() {
      const [{ module: rules }, { module: reviews }] = await Promise.all([
        load<RulePack>('src/clinical/screening/pack.ts'),
        load<Reviews>('src/clinical/screening/plan-definition.ts'),
      ])
      const today = new Date().toISOString().slice(0, 10)
      for (const late of reviews.pastReview(rules.PACK, today)) this.warn(`Screening rule ${late}`)
    },
  }
}

const alias = [
  { find: /^debug$/, replacement: at('src/auth/stubs/debug.cjs') },
  { find: /^cross-fetch$/, replacement: at('src/auth/stubs/cross-fetch.cjs') },
  { find: /^abortcontroller-polyfill.*/, replacement: at('src/auth/stubs/nothing.cjs') },
  // Imports of this form occur in fhirclient only.
  { find: /^\.\.?\/Client$/, replacement: at('src/auth/stubs/client.cjs') },
  { find: /^isomorphic-webcrypto$/, replacement: at('src/auth/stubs/nothing.cjs') },
]

// Pre-bundled for tests too: only so do the aliases reach the `require`s inside fhirclient.
const fhirclient = { enabled: true, include: ['fhirclient/lib/adapters/BrowserAdapter'] }

const test = {
  setupFiles: ['tests/setup.ts'],
  restoreMocks: true,
  unstubGlobals: true,
  // Nothing passes or fails by the clock: a busy machine takes several times as long.
  testTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
  deps: { optimizer: { ssr: fhirclient, client: fhirclient } },
}

export default defineConfig(({ mode }) => {
  const demo = mode === 'demo'
  const { app: licencesOfApp, worker: licencesOfWorker } = licences(at('.'))
  return {
    base: './',
    plugins: [
      standInForDev(),
      rulesReviewed(),
      fetchAhead(),
      policyInPages(demo ? "'self'" : undefined),
      licencesOfApp,
      compiledAtOnce(),
      manifest(),
      pages(demo ? ['launch.html', 'callback.html', 'ehr.html'] : ['launch.html', 'callback.html']),
    ],
    resolve: { alias },
    worker: { plugins: () => [licencesOfWorker] },
    build: {
      outDir: demo ? 'dist-demo' : 'dist',
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          codeSplitting: { groups: [{ name: stageOf, debugName: 'stages', includeDependenciesRecursively: false }] },
        },
        onwarn(warning, report) {
          // "use client" means nothing in a page that has no server.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning)
        },
      },
    },
    test: {
      // One fewer by default: on two processors, one at a time.
      maxWorkers: availableParallelism(),
      projects: [
        {
          extends: true,
          test: {
            ...test,
            name: 'unit',
            environment: 'node',
            include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/stand-in/*.test.ts'],
          },
        },
        {
          extends: true,
          test: {
            ...test,
            name: 'app',
            environment: 'jsdom',
            include: ['src/**/*.test.tsx', 'tests/app/*.test.{ts,tsx}'],
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['tests/e2e/*.e2e.ts'],
            testTimeout: 60_000,
            hookTimeout: 180_000,
            // As long as the browser is waited for: tests/e2e/harness/journey.ts.
            expect: test.expect,
            fileParallelism: false,
          },
        },
      ],
    },
  }
})
