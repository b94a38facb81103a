import { fileURLToPath } from 'node:url'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { runnerImport } from 'vite'
import { defineConfig } from 'vitest/config'
import { standInForDev } from './src/stand-in/mount/dev.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const READING = /\/src\/app\/begin-reading\.ts$/
const APP = /\/src\/app\/App\.tsx$/
const SHEET = /\/src\/features\/.+Section\.tsx$/

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
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
        const seen = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
        const tags: HtmlTagDescriptor[] = []
        const add = (rel: string, fileName: string): void => {
          const chunk = byName.get(fileName)
          if (!chunk || seen.has(fileName)) return
          seen.add(fileName)
          tags.push({ tag: 'link', attrs: { rel, href: `./${fileName}` } })
          for (const next of chunk.imports) add(rel, next)
          for (const css of chunk.viteMetadata?.importedCss ?? []) {
            tags.push({ tag: 'link', attrs: { rel, as: 'style', crossorigin: '', href: `./${css}` } })
          }
        }
        const roots = (pattern: RegExp) => chunks.filter(({ facadeModuleId: id }) => id && pattern.test(id))
        for (const { fileName } of [...roots(READING), ...roots(APP)]) add('ahead-app', fileName)
        for (const { fileName } of roots(SHEET)) add('ahead-sheet', fileName)
        return tags
      },
    },
  }
}

/** The launch, the callback and (in the demo) Epic's double are the one document under other names. */
function pages(names: readonly string[]): Plugin {
  return {
    name: 'healthprep-pages',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const index = bundle['index.html']
      if (index?.type !== 'asset') return
      for (const name of names) this.emitFile({ type: 'asset', fileName: name, source: index.source })
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
  deps: { optimizer: { ssr: fhirclient, client: fhirclient } },
}

export default defineConfig(({ mode }) => {
  const demo = mode === 'demo'
  return {
    base: './',
    plugins: [
      standInForDev(),
      rulesReviewed(),
      fetchAhead(),
      pages(demo ? ['launch.html', 'callback.html', 'ehr.html'] : ['launch.html', 'callback.html']),
    ],
    resolve: { alias },
    build: {
      outDir: demo ? 'dist-demo' : 'dist',
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        onwarn(warning, report) {
          // "use client" means nothing in a page that has no server.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning)
        },
      },
    },
    test: {
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
            fileParallelism: false,
          },
        },
      ],
    },
  }
})
