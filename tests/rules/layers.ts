import { posix } from 'node:path'
import { lineOf, withoutComments } from './files.ts'

/** What a folder of src may import: `type` allows `import type` only, `dynamic` allows `import()` only. */
type Grant = { readonly from: RegExp; readonly as?: 'type' | 'dynamic' }
type Layer = { readonly of: RegExp; readonly may: readonly Grant[]; readonly packages: RegExp; readonly why: string }

const lib: Grant = { from: /^lib\// }
const clinical: Grant = { from: /^clinical\// }
const session: Grant = { from: /^auth\/(session|config|site-file)\.ts$/ }
const queries: Grant = { from: /^fhir\/(queries|readings)\.ts$/ }

/** First match holds. What no row grants is forbidden. */
const layers: readonly Layer[] = [
  {
    of: /^main\.ts$/,
    may: [
      { from: /^auth\// },
      lib,
      queries,
      { from: /^app\/(sections|query-client|prefetch)\.ts$/ },
      { from: /^app\//, as: 'dynamic' },
      { from: /^stand-in\/mount\//, as: 'dynamic' },
    ],
    packages: /^(@tanstack\/react-query|temporal-polyfill\/.*|.*\.css)$/,
    why: 'main settles launch and callback before React exists, so it loads the app only when a session stands',
  },
  {
    of: /^app\//,
    may: [
      { from: /^app\// },
      { from: /^features\// },
      queries,
      { from: /^fhir\/file-note\.ts$/, as: 'type' },
      clinical,
      { from: /^ui\// },
      lib,
      { from: /^auth\// },
    ],
    packages: /^(?!fhirclient|jose)/,
    why: 'app decides what is on the screen; how the record is read is no business of it',
  },
  {
    of: /^features\/note\//,
    may: [
      { from: /^features\/(note\/|section\.ts)/ },
      queries,
      { from: /^fhir\/file-note\.ts$/ },
      clinical,
      { from: /^ui\// },
      lib,
      session,
    ],
    packages: /^(?!fhirclient|jose)/,
    why: 'the note is the only feature that writes, so it alone sees the writer',
  },
  {
    of: /^features\/doctor\//,
    may: [
      { from: /^features\/doctor\// },
      { from: /^fhir\/(capabilities|try-record)\.ts$/ },
      { from: /^auth\/(session|config|doctor|launch-problems)\.ts$/ },
      { from: /^auth\/probe\.ts$/, as: 'type' },
      { from: /^ui\// },
      lib,
    ],
    packages: /^react$/,
    why: 'the Launch Doctor asks what the sign-in and the reading ask, by their own means, and reads no chart',
  },
  {
    of: /^features\/([^/]+)\//,
    may: [{ from: /^features\/(SELF\/|section\.ts)/ }, queries, clinical, { from: /^ui\// }, lib, session],
    packages: /^(?!fhirclient|jose)/,
    why: 'a feature answers one question and can be removed alone, so none imports another',
  },
  {
    of: /^features\/[^/]+$/,
    may: [{ from: /^features\// }, clinical, lib, { from: /^auth\//, as: 'type' }],
    packages: /^react$/,
    why: 'what all features share is a contract, not code',
  },
  {
    of: /^fhir\//,
    may: [{ from: /^fhir\// }, clinical, lib, { from: /^auth\//, as: 'type' }],
    packages: /^(@tanstack\/react-query|fhir\/r4)$/,
    why: 'fhir knows R4 and the session, and nothing of the screen',
  },
  {
    of: /^clinical\//,
    may: [clinical, lib],
    packages: /^$/,
    why: 'clinical rules are pure: a change of FHIR, screen or library cannot change advice',
  },
  {
    of: /^auth\//,
    may: [{ from: /^auth\// }, lib],
    packages: /^(fhirclient\/.+|jose(\/.+)?|valibot)$/,
    why: 'sign-in stands alone, and is the only folder that touches fhirclient',
  },
  {
    of: /^ui\//,
    may: [{ from: /^ui\// }, lib],
    packages: /^(?!fhirclient|jose|@tanstack\/react-query$)/,
    why: 'ui knows nothing of medicine or FHIR',
  },
  {
    of: /^hosting\//,
    may: [{ from: /^hosting\// }, { from: /^auth\/(config|address)\.ts$/ }, lib],
    packages: /^(node:.+|vite)$/,
    why: 'hosting is a tool of whoever runs a host: it reads config.json as the app does, and is in no bundle',
  },
  { of: /^lib\//, may: [lib], packages: /^temporal-polyfill(\/.*)?$/, why: 'lib is the ground: it stands on nothing' },
  {
    of: /^stand-in\//,
    may: [{ from: /^stand-in\// }],
    packages: /^(node:.+|vite)$/,
    why: 'a double that shared our code would agree with our bugs',
  },
]

type Import = { readonly specifier: string; readonly how: 'value' | 'type' | 'dynamic'; readonly line: number }

const STATIC = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\s*\(\s*(['"`]?)([^'"`)]*)\1/g

/** Every import of a file: static, re-exported, dynamic and required. */
function importsOf(code: string): Import[] {
  const text = withoutComments(code)
  const statics = [...text.matchAll(STATIC)].map((match) => ({
    specifier: match[2] ?? '',
    how: match[1] === undefined ? ('value' as const) : ('type' as const),
    line: lineOf(text, match.index),
  }))
  const dynamics = [...text.matchAll(DYNAMIC)].map((match) => ({
    specifier: match[2] ?? '',
    how: 'dynamic' as const,
    line: lineOf(text, match.index),
  }))
  return [...statics, ...dynamics]
}

/** `#fhir/search.ts` and `../fhir/search.ts` are both `fhir/search.ts`; undefined for a package. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return posix.normalize(specifier.slice(1))
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), specifier))
  return undefined
}

const allows = (grant: Grant, self: string, target: string, how: Import['how']): boolean =>
  new RegExp(grant.from.source.replace('SELF', self)).test(target) &&
  (grant.as === undefined || grant.as === how || how === 'type')

/** The imports of a file (path from src/) that its layer does not grant, each with the reason. */
export function strangers(file: string, code: string): string[] {
  const layer = layers.find((l) => l.of.test(file))
  if (layer === undefined) return [`${file}: belongs to no layer of tests/rules/layers.ts`]
  const self = layer.of.exec(file)?.[1] ?? ''
  return importsOf(code)
    .filter(({ specifier, how }) => {
      const target = targetOf(file, specifier.replace(/\?.*$/, ''))
      return target === undefined
        ? !layer.packages.test(specifier)
        : !layer.may.some((g) => allows(g, self, target, how))
    })
    .map(({ specifier, how, line }) => `${file}:${line} imports ${specifier} (${how}), but ${layer.why}`)
}
