import { each, isJson, text, texts } from './json.ts'
import { meanings } from './search-parameters.ts'

type Span = { readonly from: number; readonly to: number }

/** A partial date is the whole time it may mean (FHIR R4 search §3.1.1.4.7); without a zone it is the server's, UTC. */
function toSpan(value: string): Span | undefined {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.exec(
    value,
  )
  if (!match) return undefined
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = match
  const whole = `${year}-${month ?? '01'}-${day ?? '01'}T${hours ?? '00'}:${minutes ?? '00'}:${seconds ?? '00'}`
  const from = Date.parse(`${whole}.${(fraction ?? '0').slice(0, 3)}${zone ?? 'Z'}`)
  if (Number.isNaN(from)) return undefined
  if (fraction) return { from, to: from + 1 }
  if (seconds) return { from, to: from + 1000 }
  if (hours) return { from, to: from + 60_000 }
  if (day) return { from, to: from + 86_400_000 }
  if (month) return { from, to: Date.UTC(Number(year), Number(month), 1) }
  return { from, to: Date.UTC(Number(year) + 1, 0, 1) }
}

const spans = new Map<string, Span | undefined>()

/** Spans once worked out are kept: a chart of 12,000 results is searched by date many times over. */
function keptSpan(value: string): Span | undefined {
  if (!spans.has(value)) spans.set(value, toSpan(value))
  return spans.get(value)
}

function spanOf(value: unknown): Span | undefined {
  if (typeof value === 'string') return keptSpan(value)
  if (!isJson(value)) return undefined
  const start = text(value['start'])
  const end = text(value['end'])
  if (start === undefined && end === undefined) return undefined
  return {
    from: (start === undefined ? undefined : toSpan(start)?.from) ?? -Infinity,
    to: (end === undefined ? undefined : toSpan(end)?.to) ?? Infinity,
  }
}

const prefixes: Record<string, (asked: Span, has: Span) => boolean> = {
  eq: (asked, has) => has.from >= asked.from && has.to <= asked.to,
  ne: (asked, has) => !(has.from >= asked.from && has.to <= asked.to),
  ge: (asked, has) => has.to > asked.from,
  gt: (asked, has) => has.to > asked.to,
  le: (asked, has) => has.from < asked.to,
  lt: (asked, has) => has.from < asked.from,
  sa: (asked, has) => has.from >= asked.to,
  eb: (asked, has) => has.to <= asked.from,
}

const split = (value: string): [string, string] =>
  /^[a-z]{2}\d/.test(value) ? [value.slice(0, 2), value.slice(2)] : ['eq', value]

/** Whether Epic would call the value malformed. */
export function isGoodValue(name: string, value: string): boolean {
  if (meanings[name]?.kind !== 'date') return value !== ''
  const [prefix, moment] = split(value)
  return prefix in prefixes && toSpan(moment) !== undefined
}

function isDate(found: readonly unknown[], value: string): boolean {
  const [prefix, moment] = split(value)
  const asked = toSpan(moment)
  const compare = prefixes[prefix]
  if (!asked || !compare) return false
  return found.some((one) => {
    const has = spanOf(one)
    return has !== undefined && compare(asked, has)
  })
}

/** `code`, `system|code`, `|code` or `system|`, in a code, Coding, CodeableConcept or Identifier. */
function isToken(found: readonly unknown[], value: string): boolean {
  const bar = value.lastIndexOf('|')
  const system = bar < 0 ? undefined : value.slice(0, bar)
  const code = value.slice(bar + 1)
  const fits = (one: unknown): boolean => {
    if (typeof one === 'string') return one === code
    if (!isJson(one)) return false
    if (one['coding'] !== undefined) return each(one, 'coding').some(fits)
    const here = text(one['code']) ?? text(one['value'])
    return (system === undefined || (text(one['system']) ?? '') === system) && (code === '' || here === code)
  }
  return found.some(fits)
}

function isReference(found: readonly unknown[], value: string): boolean {
  const wanted = value.split('/').at(-1)
  return texts(each(found, 'reference')).some((one) => one.split('/').at(-1) === wanted)
}

/** Whether a resource has anything for a parameter to look at. */
export const has = (resource: unknown, name: string): boolean =>
  meanings[name]?.at.some((path) => each(resource, ...path).some((one) => one !== undefined && one !== null)) === true

/** One parameter's one value; commas mean "or". */
export function matches(resource: unknown, name: string, value: string): boolean {
  const meaning = meanings[name]
  if (!meaning) return true
  const found = meaning.at.flatMap((path) => each(resource, ...path))
  const isOne = { date: isDate, reference: isReference, token: isToken }[meaning.kind]
  return value.split(',').some((one) => isOne(found, one))
}
