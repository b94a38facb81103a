import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

const NAME = 'manifest.json'

/** The SHA-384 of each file of a build; of config.json none, since a site edits it. */
export function hashesOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => file !== NAME && file !== 'config.json' && !file.startsWith('.'))
    .toSorted()
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha384')
        .update(readFileSync(join(folder, file)))
        .digest('base64'),
    ]),
  )
}

/** Writes manifest.json when everything else lies where it belongs. */
export function manifest(): Plugin {
  let folder = ''
  return {
    name: 'healthprep-manifest',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    writeBundle(options) {
      folder = options.dir ?? folder
    },
    closeBundle() {
      writeFileSync(
        join(folder, NAME),
        `${JSON.stringify({ algorithm: 'SHA-384', files: hashesOf(folder) }, null, 2)}\n`,
      )
    },
  }
}
