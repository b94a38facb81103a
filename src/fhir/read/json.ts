import { type PartialDate, parseDate } from '#lib/dates.ts'

/**
 * The only way the adapters look into a resource. A resource is `unknown`, whatever the type package promises: servers
 * send nulls, lone objects for lists and numbers for strings. These guards see own properties only (a `__proto__` in the
 * JSON stays a key like any other) and never throw.
 */
type Json = { readonly [field: string]: unknown }

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own field; undefined where it is missing, null, or where there is no object to hold it. */
export function field(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
  return value[name] ?? undefined
}

export const has = (value: unknown, name: string): boolean => field(value, name) !== undefined

/** A repeating field. A lone value where a list is due is a list of one: dropping it would lose a fact. */
export function list(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name)
  if (found === undefined) return []
  return Array.isArray(found) ? found : [found]
}

const LABEL = 2_000
const PROSE = 50_000
/** Nothing but what ASCII prints, and no space at either end: almost all text of a chart, and the quickest to tell. */
const isPlain = (value: string): boolean =>
  /^[\x20-\x7e]+$/.test(value) && !value.startsWith(' ') && !value.endsWith(' ') && !value.includes('  ')

/**
 * Characters that draw nothing or turn the writing direction could make one row read like another: zero-width, bidi
 * marks, overrides and isolates, soft hyphen, interlinear and tag characters. Joiners (U+200C, U+200D) belong to scripts and stay.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
const BROKEN = /\p{Surrogate}/gu

function clean(value: string, cap: number, lines: boolean): string | undefined {
  if (value.length <= cap && isPlain(value)) return value
  const cut = value
    .slice(0, cap * 2)
    .replace(INVISIBLE, '')
    .replace(BROKEN, '\ufffd')
  const shown = lines
    ? cut
        .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
        // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
        .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '')
        .trim()
    : // oxlint-disable-next-line no-control-regex -- as above
      cut.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim()
  if (shown === '') return undefined
  return shown.length > cap ? `${shown.slice(0, cap - 1).replace(/[\ud800-\udbff]$/, '')}…` : shown
}

/** Text for one line on the screen or in the note; undefined where it is missing, blank or no text. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? clean(value, LABEL, false) : undefined

export const text = (value: unknown, name: string): string | undefined => asText(field(value, name))

/** Text of several lines, such as a report's conclusion. */
export function prose(value: unknown, name: string): string | undefined {
  const found = field(value, name)
  return typeof found === 'string' ? clean(found, PROSE, true) : undefined
}

/** The texts of a repeating field, such as `given`. */
export const texts = (value: unknown, name: string): readonly string[] => present(list(value, name).map(asText))

/** A finite number: JSON's `1e999` is read as Infinity and is none. */
export function number(value: unknown, name: string): number | undefined {
  const found = field(value, name)
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}

export const date = (value: unknown, name: string): PartialDate | undefined => parseDate(field(value, name))

export const present = <T>(values: readonly (T | undefined)[]): readonly T[] =>
  values.filter((value) => value !== undefined)

export const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]

/** The texts joined, or undefined where there are none. */
export const joined = (values: readonly (string | undefined)[], between: string): string | undefined =>
  present(values).join(between) || undefined

/** One of a closed list, else undefined. */
export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value)
}
