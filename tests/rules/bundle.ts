import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { root } from './files.ts'

type Chunk = {
  readonly file: string
  readonly name?: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
}

export type Bundle = {
  /** Brotli bytes: what index.html needs before a line of ours runs, all scripts, all styles. */
  readonly entry: number
  /** What must be there before the first section can be drawn: the entry, the reading, and the sheet with React. */
  readonly firstSection: number
  readonly scripts: number
  /** Brotli bytes of the files whose name fits. */
  readonly weigh: (name: RegExp) => number
  readonly styles: number
  readonly text: string
  readonly files: readonly string[]
}

/** Builds the app as `npm run build` does, into this folder. */
export function buildInto(out: string): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  // vitest sets NODE_ENV, and with it React would be built for developers.
  const { NODE_ENV: _, ...env } = process.env
  const run = spawnSync(process.execPath, [vite, 'build', '--outDir', out, '--manifest', '--logLevel', 'warn'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`vite build failed:\n${run.stderr}`)
}

/** What a build weighs; made anew, so that what is weighed is never yesterday's. */
export function bundle(): Bundle {
  const out = mkdtempSync(join(tmpdir(), 'healthprep-bundle-'))
  try {
    buildInto(out)
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((f) => /\.\w+$/.test(f))
    const bytes = (file: string): number => brotliCompressSync(readFileSync(join(out, file))).length
    const sum = (list: Iterable<string>): number => [...list].reduce((total, file) => total + bytes(file), 0)
    const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
    const closure = (key: string, seen = new Set<string>()): Set<string> => {
      const chunk = manifest[key]
      if (chunk === undefined || seen.has(chunk.file)) return seen
      seen.add(chunk.file)
      for (const next of chunk.imports ?? []) closure(next, seen)
      return seen
    }
    const together = (...keys: readonly string[]): number => {
      const unknown = keys.filter((key) => manifest[key] === undefined)
      if (unknown.length > 0) throw new Error(`The build has no chunk ${unknown.join(', ')}`)
      return sum(new Set(keys.flatMap((key) => [...closure(key)])))
    }
    const named = (name: string): string =>
      Object.keys(manifest).find((key) => manifest[key]?.name === name && manifest[key].file.endsWith('.js')) ?? name
    // Weighed now: the folder is gone when somebody asks.
    const weights = files.filter((file) => file.endsWith('.js')).map((file) => [file, bytes(file)] as const)
    const weighed = (name: RegExp): number =>
      weights.reduce((total, [file, size]) => (name.test(file) ? total + size : total), 0)
    return {
      entry: together('index.html'),
      firstSection: together('index.html', named('reading'), named('sheet')),
      scripts: sum(files.filter((file) => file.endsWith('.js'))),
      weigh: weighed,
      styles: sum(files.filter((file) => file.endsWith('.css'))),
      text: files
        .filter((file) => /\.(js|css|html|json)$/.test(file) && !file.includes('.vite'))
        .map((file) => readFileSync(join(out, file), 'utf8'))
        .join('\n'),
      files,
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
