import * as fc from 'fast-check'

/** Text as attackers and broken servers write it, beside any text at all. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    'null',
    'undefined',
    'true',
    '__proto__',
    'constructor',
    'toString',
    '../../metadata?x=',
    '%2e%2e%2f',
    '\u0000',
    '\u202Etxet',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '//evil.example',
    'https://evil.example/api/FHIR/R4',
    'https://ehr.example@evil.example/api/FHIR/R4',
    'https://ehr.example.evil.example/api/FHIR/R4',
    '2026-02-31',
    '9999-99-99T99:99:99Z',
    'x'.repeat(70_000),
  ),
)

/** What may stand where something else is due. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, undefined, true, false, 0, -1, 1e308, NaN, Infinity, [], {}) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{"__proto__":{"polluted":1}}', '[[[[[[]]]]]]').map((of): unknown => JSON.parse(of)),
  },
)

type Step = { readonly at: number; readonly how: 'put' | 'drop' | 'twice' | 'wrap' | 'name'; readonly value: unknown }
const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('put', 'put', 'drop', 'twice', 'wrap', 'name'),
  value: junk,
})
type Holder = Record<string, unknown>
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null

function places(value: unknown, found: (readonly [Holder, string])[] = []): readonly (readonly [Holder, string])[] {
  if (!isHolder(value)) return found
  for (const key of Object.keys(value)) {
    found.push([value, key])
    places(value[key], found)
  }
  return found
}

function changed(value: unknown, { at, how, value: put }: Step): void {
  const all = places(value)
  const [holder, key] = all[at % Math.max(1, all.length)] ?? []
  if (holder === undefined || key === undefined) return
  const was = holder[key]
  // JSON has no list with holes.
  if (how === 'drop' && Array.isArray(holder)) holder.splice(Number(key), 1)
  else if (how === 'drop') delete holder[key]
  else if (how === 'name')
    Object.defineProperty(holder, '__proto__', { value: put, enumerable: true, configurable: true, writable: true })
  else holder[key] = how === 'put' ? put : how === 'twice' ? [was, was, put] : { value: was, [String(at)]: put }
}

/** A good value, changed in up to `most` places: most of it still stands, which leads further in than noise does. */
export const mutilated = (good: unknown, most = 4): fc.Arbitrary<unknown> =>
  fc.array(step, { maxLength: most }).map((steps) => {
    const copy: unknown = structuredClone(good)
    for (const each of steps) changed(copy, each)
    return copy
  })

/** JSON as it may arrive: whole, cut, with a sign changed, or no JSON at all. */
export const asSent = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: value.map((each) => JSON.stringify(each) ?? '') },
    {
      weight: 2,
      arbitrary: fc.tuple(value, fc.double({ min: 0, max: 1, noNaN: true })).map(([each, part]) => {
        const whole = JSON.stringify(each) ?? ''
        return whole.slice(0, Math.floor(whole.length * part))
      }),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(value, fc.nat(), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
        .map(([each, at, sign]) => {
          const whole = JSON.stringify(each) ?? ''
          const place = at % Math.max(1, whole.length)
          return whole.slice(0, place) + sign + whole.slice(place + 1)
        }),
    },
    { weight: 1, arbitrary: text },
  )

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`does not hold: ${what}`)
}
