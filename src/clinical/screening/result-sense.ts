import type { Flag, ResultValue } from '../result.ts'
import type { ResultBound } from './rule.ts'

// What stands in place of a result: the test was asked for, and nothing came of it.
const NO_RESULT =
  /\b(unsatisfactory|inadequate|insufficient|qns|quantity not sufficient|ha?emoly[sz]ed|clotted|rejected|cancell?ed|declin\w*|refus\w*|invalid|indeterminate|inconclusive|incomplete|aborted|not (?:done|performed|tested|obtained|collected|resulted|completed|asked|assessed|on file)|never (?:assessed|asked)|unknown if ever smoked|unable to (?:perform|report|obtain|complete|tolerate|dilate|assess|examine)|deferred|postponed|rescheduled|not examined|no specimen|pending|to follow|un-?grad(?:e)?able|not gradable|non-?diagnostic|uninterpretable|poor (?:bowel |colon(?:ic)? )?prep\w*|(?:technical|instrument|analy[sz]er) (?:error|failure)|(?:kit |was )?(?:mailed|dispensed)|kit (?:given|sent|provided)|not (?:returned|received))\b|^\s*error\b/i

/** Whether a text says that nothing came of the test. */
export const saysNoResult = (text: string): boolean => NO_RESULT.test(text)

const TISSUE_PENDING =
  /\b(?:patholog\w+|histolog\w+|biops(?:y|ies))(?: (?:results?|reports?))?[:,]?(?: (?:results?|is|are|still))* pending\b/gi

/** The same of an examination, which is done though what was taken from it is still looked at. */
export const saysNothingDone = (text: string): boolean => saysNoResult(text.replace(TISSUE_PENDING, ' '))

/** Whether a value stands for none: absent, or words such as "specimen rejected". */
const isNone = (value: ResultValue): boolean =>
  value.kind === 'absent' || (value.kind === 'text' && saysNoResult(value.text))

type Quantity = Extract<ResultValue, { readonly kind: 'quantity' }>
type Compared = Pick<Quantity, 'value' | 'unit' | 'comparator'>

// `>14.0`, `9.8 %`, `> 65 ug/dL`, a T-score of `-2.8`: laboratories send many numbers as text.
const AS_TEXT =
  /^\s*([<>]=?|[≤≥])?\s*(-?\d+(?:\.\d+)?)\s*(?!\(?[hl]{1,2}\)?\s*$)([a-z%µμ][^\s,;]*)?\s*(?:\(?[hl]{1,2}\)?)?\s*$/i

const SIGNS: ReadonlyMap<string, Quantity['comparator']> = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['≤', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['≥', '>='],
])

/** The number that a value is, also where it came as text; undefined where it is none. */
function numberOf(value: ResultValue): Compared | undefined {
  if (value.kind === 'quantity') return value
  const [, sign, digits, unit] = (value.kind === 'text' ? AS_TEXT.exec(value.text) : null) ?? []
  if (digits === undefined) return undefined
  return { value: Number(digits), unit, comparator: SIGNS.get(sign ?? '') }
}

/** Whether there is a result at all, and of the kind that is needed: `unclear` where it does not say which way it points. */
export function resultKind(
  { value, flag }: { readonly value: ResultValue; readonly flag: Flag | undefined },
  bounds: readonly ResultBound[],
): 'none' | 'number' | 'clear' | 'unclear' {
  if (isNone(value)) return 'none'
  if (numberOf(value)) return 'number'
  return senseOf(value, flag, bounds) === 'unclear' ? 'unclear' : 'clear'
}

/** The number itself, whatever its unit and comparator. */
export const numberIn = (value: ResultValue): number | undefined => numberOf(value)?.value

/** What a result says, where it says it: nothing is read into a number without a bound. */
export type Sense = 'normal' | 'abnormal' | 'unclear'

// SNOMED CT qualifier values of results, and the two findings of CMS2 (depression screening).
const ABNORMAL = new Set(['10828004', '260373001', '11214006', '428181000124104', '263654008'])
const NORMAL = new Set(['260385009', '260415000', '131194007', '428171000124102', '17621005'])

const NORMAL_WORDS =
  /\b(negative|neg|not detected|non-?detected|undetect\w*|none detected|non-?reactive|not reactive|nonreactive|normal|nilm|no abnormal\w*|within normal limits|unremarkable|absent|no (?:significant )?growth)\b|^\s*(?:no|none|never)\.?\s*$/i
// What examinations find is abnormal as well: a person looks at it, whatever it turns out to be.
const FOUND =
  /\b(?:malignan\w*|\w*carcinoma|cancers?|neoplas\w*|tumou?rs?|mass(?:es)?|nodules?|lesions?|dysplasia|atypi\w*|\w*adenomas?|adenomatous|polyps?|aneurysms?|osteoporo\w*|osteopenia|retinopathy|strictures?|ulcers?|ulceration|fractures?|abnormal\w*)\b/gi
/** Stands for each of them below: written out three times in one pattern, they took longer to compile than all rules to run. */
const MARK = '_found_'
const ABNORMAL_WORDS = new RegExp(
  `\\b(?:positive|pos|equivocal|borderline|detected|reactive|asc-?us|asc-?h|lsil|hsil|agc|ais|cin ?[123]|suspicious|biops\\w*|${MARK})\\b|(?:>|≥|greater than) ?100[, ]?000|^\\s*1\\s?:\\s?\\d+`,
  'i',
)

// At most four words between, so that no long conclusion is read twice; then what the same "no" lists up to its "or": what
// only a comma or "and" joins may be a finding of its own.
const DENIED = new RegExp(
  `\\b(?:no|not|non|without|negative for)[ -]+(?:[\\w-]+ ){0,4}?(?:${MARK}|detected|reactive|positive|suspicious)(?: ${MARK})?(?:(?:, ?(?:[\\w-]+ )?${MARK})*,? (?:or|nor) (?:[\\w-]+ ){0,2}?${MARK})?(?: (?:was |were |is |are )?(?:detected|seen|found|identified|present|noted))?\\b`,
  'gi',
)

// ACR BI-RADS and Lung-RADS: 1 and 2 go back to screening; 0 is incomplete, 3 and above are followed. Each breast may have
// its own, so all of them are read; "v1.1", "2022" and "5th" are editions, not categories.
const RADS = /\b(?:bi|lung)-?\s?rads\b/i
const EDITION = /\bv(?:ersion)?\.? ?\d+(?:\.\d+)*|\b(?:19|20)\d\d\b|\b\d+(?:st|nd|rd|th)\b|\b\d+\.\d+\b/gi
const CATEGORY = /(?:\b(?:bi|lung)-?\s?rads\b[^0-9]{0,40}|\bcategor(?:y|ies)\b[^0-9]{0,20})([0-6])(?!\d)/gi

const categoriesIn = (text: string): readonly string[] =>
  RADS.test(text) ? [...text.replace(EDITION, ' ').matchAll(CATEGORY)].map(([, category = '']) => category) : []

// Osteoporosis is a T-score of -2.5 or less: WHO Technical Report 843 (1994), as in USPSTF 2025-01-14.
const T_SCORE = /\bt[ -]?scores?\b[^0-9−-]{0,30}[−-](\d+(?:\.\d+)?)/gi
const isOsteoporotic = (text: string): boolean => [...text.matchAll(T_SCORE)].some(([, below]) => Number(below) >= 2.5)

const ALL_NORMAL = new RegExp(NORMAL_WORDS, 'gi')

/** Abnormal wins over normal within one text only after the denied and the normal phrases are taken out: "not detected". */
function senseOfText(text: string): Sense {
  const categories = categoriesIn(text)
  if (categories.length > 0) return categories.every((each) => each === '1' || each === '2') ? 'normal' : 'abnormal'
  if (isOsteoporotic(text)) return 'abnormal'
  const marked = text.replace(FOUND, MARK)
  if (!ABNORMAL_WORDS.test(marked)) return NORMAL_WORDS.test(text) ? 'normal' : 'unclear'
  const rest = marked.replace(DENIED, ' ').replace(ALL_NORMAL, ' ')
  return ABNORMAL_WORDS.test(rest) ? 'abnormal' : 'normal'
}

/** Whether a value reaches a bound: undefined where units differ or the comparator leaves it open. */
export function reaches(value: ResultValue, bound: ResultBound): boolean | undefined {
  const number = numberOf(value)
  if (!number) return undefined
  const { unit, comparator } = number
  if (bound.unit !== undefined && unit !== undefined && !sameUnit(bound.unit, unit)) return undefined
  const limit = 'below' in bound ? bound.below : bound.atLeast
  const above = isAbove(number.value, comparator, limit)
  return above === undefined || 'atLeast' in bound ? above : !above
}

/** `>60` is not under 60, `<60` is, and `<90` leaves it open. */
function isAbove(value: number, comparator: Compared['comparator'], limit: number): boolean | undefined {
  if (comparator === '>' || comparator === '>=') return value >= limit ? true : undefined
  if (comparator === '<') return value <= limit ? false : undefined
  if (comparator === '<=') return value < limit ? false : undefined
  return value >= limit
}

// `ug/mg creat`, `mg/g{creat}` and `mcg/mg` are one: micro and milli stand on both sides, and what is in braces says nothing
// of the size (UCUM, annotations). https://ucum.org/ucum#section-Character-Set-and-Lexical-Rules
const unitKey = (unit: string): string =>
  unit
    .toLowerCase()
    .replace(/\{[^}]*\}/g, '')
    .replace(/[\s[\]]/g, '')
    .replace(/(?:of)?cr(?:eat?(?:inine)?)?\.?$/, '')
    .replace(/^(?:mc|u|µ|μ)g\/mg$/, 'mg/g')
    .replace(/^(?:mc|µ|μ)g/, 'ug')

const sameUnit = (a: string, b: string): boolean => a === b || unitKey(a) === unitKey(b)

export function senseOf(value: ResultValue, flag: Flag | undefined, bounds: readonly ResultBound[]): Sense {
  const reached = bounds.map((bound) => reaches(value, bound))
  if (reached.includes(true)) return 'abnormal'
  if (reached.includes(false)) return 'normal'
  if (value.kind === 'text') {
    const codes = value.codings.flatMap(({ code }) => (code === undefined ? [] : [code]))
    if (codes.some((code) => ABNORMAL.has(code))) return 'abnormal'
    if (codes.some((code) => NORMAL.has(code))) return 'normal'
    const words = senseOfText(value.text)
    // "Negative", and flagged by the laboratory: one of the two is wrong.
    if (words === 'normal' && bounds.length === 0 && flag !== undefined && flag !== 'normal') return 'unclear'
    if (words !== 'unclear') return words
  }
  // A flag of the laboratory on a number whose bound is ours to judge says little; without bounds it decides.
  if (bounds.length > 0) return 'unclear'
  if (flag === 'normal') return 'normal'
  return flag === undefined ? 'unclear' : 'abnormal'
}
