import { type ESTree, parseSync } from 'vite'
import { PACK } from '#clinical/screening/pack.ts'

/** A number or a code that stands in the code of the rules and not in their data. */
export type Constant = {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly value: number | string
  /** Read once, when the module is loaded, and not when a function runs. */
  readonly early: boolean
  readonly slips: readonly Slip[]
}

/** What an editor's slip would make of it, and where: `named-reviews.ts:62: const atLeast = sex === 'male' ? «4 → 5» : 3`. */
export type Slip = { readonly value: number | string; readonly what: string }

// SNOMED CT, answers of LOINC, and the digits of a category; percent and weights by volume or weight.
const CODE = /^\d+$|^LA\d+-\d$/
const UNIT = /^%$|^mg\/\w+$/

/** Numbers are shifted by one, fractions by a tenth; what is text is garbled, so that it is found nowhere. */
function shifted(value: number | string): readonly (number | string)[] {
  if (typeof value === 'number') {
    const by = Number.isInteger(value) ? 1 : 0.1
    return [-by, by].map((each) => Math.round((value + each) * 10) / 10)
  }
  const isSet = PACK.codeSets.has(value) || value.startsWith('local-')
  return isSet || CODE.test(value) || UNIT.test(value) ? [`${value}0`] : []
}

type Literal = Extract<ESTree.Node, { readonly type: 'Literal' }>
type Visit = (literal: Literal, early: boolean) => void

const isNode = (value: unknown): value is ESTree.Node => typeof value === 'object' && value !== null && 'type' in value

/** What runs: no types, no names of fields. The `sets` of a named function say only what must be read whole. */
function eachLiteral(value: unknown, visit: Visit, early = true): void {
  if (Array.isArray(value)) for (const each of value) eachLiteral(each, visit, early)
  if (!isNode(value)) return
  if (value.type === 'Literal') visit(value, early)
  else if (value.type === 'Property') {
    if (value.key.type === 'Identifier' && value.key.name === 'sets') return
    eachLiteral(value.computed ? [value.key, value.value] : value.value, visit, early)
  } else if (!value.type.startsWith('TS')) {
    const inside = early && !/Function/.test(value.type)
    for (const inner of Object.values(value)) eachLiteral(inner, visit, inside)
  } else if ('expression' in value) eachLiteral(value.expression, visit, early)
}

/** What in a program could slip. */
export function constantsIn(file: string, text: string): readonly Constant[] {
  const found: Constant[] = []
  eachLiteral(parseSync(file, text).program, ({ start, end, value }, early) => {
    const line = [text.slice(text.lastIndexOf('\n', start) + 1, start), text.slice(end, text.indexOf('\n', end))]
    const at = `${file}:${text.slice(0, start).split('\n').length}`
    if (typeof value !== 'number' && typeof value !== 'string') return
    const slips = shifted(value).map((slip) => ({
      value: slip,
      what: `${at}: ${line.join(`«${value} → ${slip}»`).trim()}`,
    }))
    if (slips.length > 0) found.push({ file, start, end, value, early, slips })
  })
  return found
}

/** The program with each of its constants looked up in a list, where they stand from `first` on. */
export const lookedUp = (text: string, constants: readonly Constant[], first: number): string =>
  constants.reduceRight(
    (made, { start, end }, n) => `${made.slice(0, start)}CONSTANTS[${first + n}]${made.slice(end)}`,
    text,
  )
