/** What is wrong with a rule file or an overlay: names the field, so that the person who wrote it can mend it. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
}

/** Reads one value at a place such as `rules[3].modalities[0].months`; throws a ShapeError that names the place. */
export type Shape<T> = (value: unknown, at: string) => T

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value).slice(0, 60))

function fail(at: string, must: string, value: unknown): never {
  throw new ShapeError(`${at}: must be ${must}, but is ${shown(value)}`)
}

export const text: Shape<string> = (value, at) =>
  typeof value === 'string' && value.trim() !== '' ? value : fail(at, 'a text', value)

export const flag: Shape<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : fail(at, 'true or false', value)

export const number: Shape<number> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? value : fail(at, 'a number', value)

/** A whole number within bounds, both included. */
export const whole =
  (least: number, most: number): Shape<number> =>
  (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : fail(at, `a whole number from ${least} to ${most}`, value)

export const oneOf =
  <const T extends string>(allowed: readonly T[]): Shape<T> =>
  (value, at) =>
    allowed.find((each) => each === value) ?? fail(at, `one of ${allowed.join(', ')}`, value)

export const matching =
  (pattern: RegExp, what: string): Shape<string> =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? value : fail(at, what, value)

export const listOf =
  <T>(each: Shape<T>, least = 0): Shape<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return fail(at, 'a list', value)
    const items: readonly unknown[] = value
    if (items.length < least) return fail(at, `a list of at least ${least}`, value)
    return items.map((item, n) => each(item, `${at}[${n}]`))
  }

/** The fields of an object; a field that nobody asked for is an error, because it is most often a misspelt one. */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>
  readonly #at: string

  constructor(value: unknown, at: string, allowed: readonly string[]) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      fail(at === '' ? 'file' : at, 'an object', value)
    this.#at = at
    this.#values = new Map(Object.entries(value))
    for (const name of this.#values.keys()) {
      if (!allowed.includes(name)) {
        throw new ShapeError(`${this.place(name)}: is not a field here; known are ${allowed.join(', ')}`)
      }
    }
  }

  place(name: string): string {
    return this.#at === '' ? name : `${this.#at}.${name}`
  }

  get<T>(name: string, shape: Shape<T>): T {
    return shape(this.#values.get(name), this.place(name))
  }

  maybe<T>(name: string, shape: Shape<T>): T | undefined {
    return this.#values.has(name) ? this.get(name, shape) : undefined
  }

  list<T>(name: string, shape: Shape<T>): readonly T[] {
    return this.maybe(name, listOf(shape)) ?? []
  }
}

/** The entries of an object used as a table. */
export function tableOf<T>(value: unknown, at: string, shape: Shape<T>): ReadonlyMap<string, T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(at, 'an object', value)
  return new Map(Object.entries(value).map(([key, each]) => [key, shape(each, `${at}.${key}`)]))
}
