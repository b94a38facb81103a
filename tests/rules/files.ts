import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every file under a folder, as paths from the root with forward slashes. */
export const filesUnder = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .toSorted()
    : []

export const isCode = (path: string): boolean => /\.(ts|tsx|mts|mjs|cjs)$/.test(path)
export const isTest = (path: string): boolean => /\.(test|e2e|test-d)\.tsx?$/.test(path)

/** Code without its comments, so that prose may name what code may not do. Line numbers stay. */
export const withoutComments = (code: string): string =>
  code
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{}(),])\/\/.*$/gm, '$1')

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** What git holds, or undefined where this is no git checkout. */
export function tracked(): string[] | undefined {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
  } catch {
    return undefined
  }
}
