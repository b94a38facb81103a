import type { Flag, ResultValue } from '../result.ts'
import type { ResultBound } from './rule.ts'

// What laboratories write in place of a result: the test was asked for, and nothing came of it.
const NO_RESULT =
  /\b(unsatisfactory|inadequate|insufficient|qns|quantity not sufficient|ha?emoly[sz]ed|clotted|rejected|cancell?ed|not (?:done|performed|tested|obtained|collected|resulted)|unable to (?:perform|report|obtain)|no specimen|pending|to follow)\b/i

/** Whether there is a result at all, and of the kind that is needed: `unclear` where it does not say which way it points. */
export function resultKind(
  { value, flag }: { readonly value: ResultValue; readonly flag: Flag | undefined },
  bounds: readonly ResultBound[],
): 'none' | 'number' | 'clear' | 'unclear' {
  if (value.kind === 'absent' || (value.kind === 'text' && NO_RESULT.test(value.text))) return 'none'
  // `>14.0` and `>60` often come as text.
  if (value.kind === 'quantity' || (value.kind === 'text' && /^[<>≤≥=\s]*\d/.test(value.text))) return 'number'
  return senseOf(value, flag, bounds) === 'unclear' ? 'unclear' : 'clear'
}

/** What a result says, where it says it: nothing is read into a number without a bound. */
export type Sense = 'normal' | 'abnormal' | 'unclear'

// SNOMED CT qualifier values of results, and the two findings of CMS2 (depression screening).
const ABNORMAL = new Set(['10828004', '260373001', '11214006', '428181000124104', '263654008'])
const NORMAL = new Set(['260385009', '260415000', '131194007', '428171000124102', '17621005'])

const NORMAL_WORDS =
  /\b(negative|neg|not detected|non-?detected|undetect\w*|none detected|non-?reactive|not reactive|nonreactive|normal|nilm|no abnormal\w*|within normal limits|absent)\b/i
const ABNORMAL_WORDS =
  /\b(positive|pos|detected|reactive|abnormal|asc-?us|asc-?h|lsil|hsil|agc|ais|cin ?[123]|\w*carcinoma|malignan\w*|dysplasia|atypical|retinopathy|\w*adenoma\w*|polyps?)\b/i

// At most four words between, so that no long conclusion is read twice.
const DENIED =
  /\b(?:no|not|non|without|negative for)[ -]+(?:[\w-]+ ){0,4}?(?:malignan\w*|detected|reactive|dysplasia|atypical|retinopathy|adenoma\w*|polyps?|abnormal\w*|\w*carcinoma|positive)(?: (?:was |were )?(?:detected|seen|found|identified|present))?\b/gi

// ACR BI-RADS and Lung-RADS: 1 and 2 go back to screening; 0 is incomplete, 3 and above are followed.
const RADS = /\b(?:bi|lung)-?\s?rads\b[^0-9]{0,40}([0-6])/i

/** Abnormal wins over normal within one text only after the normal phrases are taken out: "not detected". */
function senseOfText(text: string): Sense {
  const category = RADS.exec(text)?.[1]
  if (category !== undefined) return category === '1' || category === '2' ? 'normal' : 'abnormal'
  const rest = text.replace(DENIED, ' normal ')
  if (ABNORMAL_WORDS.test(rest.replace(new RegExp(NORMAL_WORDS, 'gi'), ' '))) return 'abnormal'
  return NORMAL_WORDS.test(text) || rest !== text ? 'normal' : 'unclear'
}

/** Whether a value reaches a bound: undefined where units differ or the comparator leaves it open. */
export function reaches(value: ResultValue, bound: ResultBound): boolean | undefined {
  if (value.kind !== 'quantity') return undefined
  if (bound.unit !== undefined && value.unit !== undefined && !sameUnit(bound.unit, value.unit)) return undefined
  if (value.comparator === '>' || value.comparator === '>=') return value.value >= bound.atLeast ? true : undefined
  if (value.comparator === '<' || value.comparator === '<=') return value.value <= bound.atLeast ? false : undefined
  return value.value >= bound.atLeast
}

const unitKey = (unit: string): string =>
  unit
    .toLowerCase()
    .replace(/[\s[\]{}]/g, '')
    .replace(/^mmhg$/, 'mmhg')

const sameUnit = (a: string, b: string): boolean => unitKey(a) === unitKey(b)

export function senseOf(value: ResultValue, flag: Flag | undefined, bounds: readonly ResultBound[]): Sense {
  const reached = bounds.map((bound) => reaches(value, bound))
  if (reached.includes(true)) return 'abnormal'
  if (reached.includes(false)) return 'normal'
  if (value.kind === 'text') {
    const codes = value.codings.flatMap(({ code }) => (code === undefined ? [] : [code]))
    if (codes.some((code) => ABNORMAL.has(code))) return 'abnormal'
    if (codes.some((code) => NORMAL.has(code))) return 'normal'
    const words = senseOfText(value.text)
    if (words !== 'unclear') return words
  }
  // A flag of the laboratory on a number whose bound is ours to judge says little; without bounds it decides.
  if (bounds.length > 0) return 'unclear'
  if (flag === 'normal') return 'normal'
  return flag === undefined ? 'unclear' : 'abnormal'
}
