import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import { type Plugin, build } from 'vite'
import { type Constant, type Slip, constantsIn, lookedUp, withTemplates } from './constants.ts'
import type { RULES, isWrong, isWrongByExample } from './judge.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const ENGINE = at('../../src/clinical/screening')
const isProgram = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.test.ts')

/** The code of the rules: what could slip in it, and each program with these looked up in a list. */
export type Code = { readonly constants: readonly Constant[]; readonly programs: ReadonlyMap<string, string> }

export function readCode(): Code {
  const constants: Constant[] = []
  const programs = new Map<string, string>()
  for (const file of readdirSync(ENGINE).filter(isProgram)) {
    const text = withTemplates(file, readFileSync(`${ENGINE}/${file}`, 'utf8'))
    const own = constantsIn(file, text)
    programs.set(`${ENGINE}/${file}`, lookedUp(text, own, constants.length))
    constants.push(...own)
  }
  return { constants, programs }
}

/** The rules together with the tables that judge them. */
type Judge = {
  readonly RULES: typeof RULES
  readonly isWrong: typeof isWrong
  readonly isWrongByExample: typeof isWrongByExample
}

/** The rules in one program whose constants can be shifted one at a time. */
export type Engine = {
  /** The rules that the tables say are wrong where nothing is shifted: none. */
  readonly wrong: () => readonly string[]
  /** Whether the tables see it. */
  readonly isSeen: (constant: Constant, slip: Slip) => boolean
}

/** Bundled once: for each shift anew it would take minutes. */
export async function engineOf({ constants, programs }: Code): Promise<Engine> {
  const run = compileFunction(await bundled(programs), ['CONSTANTS', 'exports'])
  const load = (values: readonly unknown[]): Judge => {
    const made = {} as Judge
    run(values, made)
    return made
  }
  const values: (number | string)[] = constants.map(({ value }) => value)
  const plain = load(values)
  // What saw the last slip sees the next most often, the examples of a rule before its thresholds, and one is enough.
  let rules = plain.RULES
  const isSeenBy = (judge: Judge): boolean => {
    const fails = (ask: () => boolean): boolean => {
      try {
        return ask()
      } catch {
        return true
      }
    }
    const seer =
      rules.find((rule) => fails(() => judge.isWrongByExample(rule))) ??
      rules.find((rule) => fails(() => judge.isWrong(rule)))
    if (seer !== undefined) rules = [seer, ...rules.filter((rule) => rule !== seer)]
    return seer !== undefined
  }
  return {
    wrong: () => plain.RULES.filter((rule) => plain.isWrong(rule)),
    isSeen: (constant, { value }) => {
      const n = constants.indexOf(constant)
      if (constant.early) return isSeenBy(load(values.with(n, value)))
      values[n] = value
      try {
        return isSeenBy(plain)
      } finally {
        values[n] = constant.value
      }
    },
  }
}

async function bundled(programs: ReadonlyMap<string, string>): Promise<string> {
  const plugin: Plugin = { name: 'constants', enforce: 'pre', transform: (_, id) => programs.get(id) }
  const lib = { entry: at('judge.ts'), formats: ['cjs' as const], fileName: 'judge' }
  const made = await build({
    root: at('../..'),
    configFile: false,
    logLevel: 'silent',
    plugins: [plugin],
    ssr: { noExternal: true },
    build: { write: false, minify: false, ssr: true, target: 'es2023', lib },
  })
  const [output] = [made].flat()
  if (!output || !('output' in output)) throw new Error('the rules could not be bundled')
  return output.output[0].code
}
