import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

type Package = { readonly name: string; readonly version: string; readonly license?: string }

const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/^\0vite\//, 'vite'],
  [/^\0rolldown\//, 'rolldown'],
]

/** The package that a module of the bundle comes from; undefined for our own. */
export function packageOf(module: string): string | undefined {
  const tool = TOOLS.find(([pattern]) => pattern.test(module))?.[1]
  // The last one: a package may hold packages of its own.
  const inside = module.replaceAll('\\', '/').split('/node_modules/').slice(1)
  if (inside.length === 0) return tool
  const names = inside.map((path) => path.split('/').slice(0, path.startsWith('@') ? 2 : 1))
  return names.map((parts) => parts.join('/')).join('/node_modules/')
}

function paragraph(root: string, path: string): string {
  const folder = join(root, 'node_modules', path)
  const { name, version, license }: Package = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (license === undefined) throw new Error(`${name} names no licence`)
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version}`, `Licence: ${license}`, ...texts].join('\n\n')
}

const OWN = `HealthPrep is under the Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0
The vaccine schedule is made from CDC's CDSi supporting data, a work of the United States government.
The packages below are in the files of assets/, in whole or in part.`

/** Writes licenses.txt: each package of which something is in the bundle, as the bundler itself says. */
export function licences(root: string): { readonly app: Plugin; readonly worker: Plugin } {
  const used = new Set<string>()
  const collect = (bundle: Readonly<Record<string, { readonly type: string; readonly modules?: object }>>): void => {
    for (const { modules = {} } of Object.values(bundle)) {
      for (const module of Object.keys(modules)) {
        const found = packageOf(module)
        if (found !== undefined && existsSync(join(root, 'node_modules', found))) used.add(found)
      }
    }
  }
  return {
    worker: { name: 'healthprep-licences-of-worker', generateBundle: (_options, bundle) => collect(bundle) },
    app: {
      name: 'healthprep-licences',
      apply: 'build',
      generateBundle(_options, bundle) {
        collect(bundle)
        const rule = `\n\n${'-'.repeat(80)}\n\n`
        const source = [OWN, ...[...used].toSorted().map((path) => paragraph(root, path))].join(rule)
        this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: `${source}\n` })
      },
    },
  }
}
