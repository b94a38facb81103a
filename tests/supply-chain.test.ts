import { describe, expect, it } from 'vitest'
import { read } from './rules/files.ts'

type Locked = {
  readonly version?: string
  readonly dev?: boolean
  readonly integrity?: string
  readonly hasInstallScript?: boolean
}
type Named = Readonly<Record<string, string>>

const lock = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, Locked>> }
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
  dependencies: Named
  devDependencies: Named
}
const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

/** Negative, zero or positive, as `1.2.3` is before, at or after the other. */
const compare = (one: string, other: string): number => {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]]
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

describe('what is installed', () => {
  it('fhirclient is 2.6.3 or later: earlier ones let a launch address choose the client', () => {
    expect(compare(lock.packages['node_modules/fhirclient']?.version ?? '0', '2.6.3')).toBeGreaterThanOrEqual(0)
    expect(compare(dependencies['fhirclient'] ?? '0', '2.6.3')).toBeGreaterThanOrEqual(0)
  })

  it.each([
    ['2.6.2', '2.6.3', -1],
    ['2.5.10', '2.6.3', -1],
    ['2.6.3', '2.6.3', 0],
    ['2.10.0', '2.6.3', 1],
    ['3.0.0', '2.6.3', 1],
  ])('%s against %s', (one, other, sign) => {
    expect(Math.sign(compare(one, other))).toBe(sign)
  })

  it('no mobile runtime comes with it: react-native and expo are what an un-overridden shim would bring', () => {
    expect(installed.filter(([path]) => /react-native|expo(?![a-z])/.test(path)).map(([path]) => path)).toEqual([])
  })

  it('every package is held to its SHA-512, and every version of ours is exact', () => {
    expect(installed.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual([])
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('install scripts are those known to be idle, and none of them is run', () => {
    // core-js asks for donations; msw copies its worker into a folder that we do not name.
    expect(installed.filter(([, one]) => one.hasInstallScript).map(([path]) => path)).toEqual([
      'node_modules/core-js',
      'node_modules/msw',
    ])
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  })

  it('at most 45 packages besides the tools may have a part in the bundle', () => {
    const parts = installed.filter(([path, { dev }]) => dev !== true && !/@types\/|typescript/.test(path))
    expect(parts.length).toBeLessThanOrEqual(45)
  })
})

describe('the table of dependencies in the README', () => {
  const rows = (/## Dependencies\n([\s\S]*?)\n## /.exec(read('README.md'))?.[1] ?? '')
    .split('\n')
    .filter((line) => /^\| (?!-|package )/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const named = rows.flatMap(([, names = '', why = '']) =>
    names.split(', ').map((name) => ({ name: name.split(' ')[0] ?? '', why })),
  )
  const fits = (pattern: string, name: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
  const ours = Object.keys({ ...dependencies, ...devDependencies })

  it('has a reason for each, and names none that is not there', () => {
    expect(ours.filter((name) => !named.some((row) => fits(row.name, name) && row.why.length > 5))).toEqual([])
    expect(named.filter((row) => !ours.some((name) => fits(row.name, name))).map(({ name }) => name)).toEqual([])
  })
})
