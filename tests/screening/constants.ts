import { type ESTree, parseSync } from 'vite'
import { PACK } from '#clinical/screening/pack.ts'

/** A number or a code that stands in the code of the rules and not in their data. */
export type Constant = {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly value: number | string
  readonly inPattern: boolean
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
function shifted(value: unknown): readonly (number | string)[] {
  if (typeof value === 'number') {
    const by = Number.isInteger(value) ? 1 : 0.1
    return [-by, by].map((each) => Math.round((value + each) * 10) / 10)
  }
  if (typeof value !== 'string') return []
  const isSet = PACK.codeSets.has(value) || value.startsWith('local-')
  return isSet || CODE.test(value) || UNIT.test(value) ? [`${value}0`] : []
}

// How often something may stand, and what may not stand between, is no number of a patient; in a class each digit is one.
const NO_NUMBER = /\{[\d,]+\}|\[\^[^\]]*\]|\\./g
const NUMBER = /(?<=\[[^\]]*)\d|\d+/g

/** The numbers in the source of a pattern, where they stand in it. */
const numbersIn = (pattern: string): readonly { readonly at: number; readonly digits: string }[] =>
  [...pattern.replace(NO_NUMBER, (each) => ' '.repeat(each.length)).matchAll(NUMBER)].map((match) => ({
    at: match.index,
    digits: match[0],
  }))

/** By one, as long as it stays as many digits long: a class ends at 9. */
const shiftedDigits = (digits: string): readonly string[] =>
  [-1, 1]
    .map((by) => String(Number(digits) + by).padStart(digits.length, '0'))
    .filter((each) => /^\d+$/.test(each) && each.length === digits.length)

type Found = Pick<Constant, 'start' | 'end' | 'early'> & { readonly value: unknown; readonly inPattern?: true }

const isNode = (value: unknown): value is ESTree.Node => typeof value === 'object' && value !== null && 'type' in value

/** What runs: no types, no names of fields. The `sets` of a named function say only what must be read whole. */
function eachLiteral(value: unknown, visit: (found: Found) => void, early = true): void {
  if (Array.isArray(value)) for (const each of value) eachLiteral(each, visit, early)
  if (!isNode(value)) return
  if (value.type === 'Literal') visit({ ...value, early })
  else if (value.type === 'TemplateElement') {
    // Only those of a pattern get here: what is said in words is no constant.
    const start = value.start + 1
    for (const { at, digits } of numbersIn(value.value.raw))
      visit({ start: start + at, end: start + at + digits.length, value: digits, inPattern: true, early })
  } else if (value.type === 'TemplateLiteral') eachLiteral(value.expressions, visit, early)
  else if (value.type === 'NewExpression' && value.callee.type === 'Identifier' && value.callee.name === 'RegExp') {
    const [source] = value.arguments
    const template = source?.type === 'TaggedTemplateExpression' ? source.quasi : source
    if (template?.type === 'TemplateLiteral') eachLiteral(template.quasis, visit, early)
  } else if (value.type === 'Property') {
    if (value.key.type === 'Identifier' && value.key.name === 'sets') return
    eachLiteral(value.computed ? [value.key, value.value] : value.value, visit, early)
  } else if (!value.type.startsWith('TS')) {
    const inside = early && !/Function/.test(value.type)
    for (const inner of Object.values(value)) eachLiteral(inner, visit, inside)
  } else if ('expression' in value) eachLiteral(value.expression, visit, early)
}

/** The program with its patterns written as templates, in which a number can be looked up. */
export function withTemplates(file: string, text: string): string {
  const patterns: { readonly start: number; readonly end: number; readonly code: string }[] = []
  eachLiteral(parseSync(file, text).program, ({ start, end, value }) => {
    if (!(value instanceof RegExp) || numbersIn(value.source).length === 0) return
    patterns.push({ start, end, code: `new RegExp(String.raw\`${value.source}\`, '${value.flags}')` })
  })
  return patterns.reduceRight((made, { start, end, code }) => made.slice(0, start) + code + made.slice(end), text)
}

/** What in a program could slip. */
export function constantsIn(file: string, text: string): readonly Constant[] {
  const found: Constant[] = []
  eachLiteral(parseSync(file, text).program, ({ start, end, value, early, inPattern = false }) => {
    if (typeof value !== 'number' && typeof value !== 'string') return
    const line = [text.slice(text.lastIndexOf('\n', start) + 1, start), text.slice(end, text.indexOf('\n', end))]
    const at = `${file}:${text.slice(0, start).split('\n').length}`
    const slips = (inPattern ? shiftedDigits(String(value)) : shifted(value)).map((slip) => ({
      value: slip,
      what: `${at}: ${line.join(`«${value} → ${slip}»`).trim()}`,
    }))
    if (slips.length > 0) found.push({ file, start, end, value, inPattern, early, slips })
  })
  return found
}

/** The program with each of its constants looked up in a list, where they stand from `first` on. */
export const lookedUp = (text: string, constants: readonly Constant[], first: number): string =>
  constants.reduceRight((made, { start, end, inPattern }, n) => {
    const code = `CONSTANTS[${first + n}]`
    return `${made.slice(0, start)}${inPattern ? `\${${code}}` : code}${made.slice(end)}`
  }, text)
