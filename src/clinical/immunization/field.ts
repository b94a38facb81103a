import { parseDay, parseSpan, type Day, type Span } from './day.ts'

/** A schedule that is cut short, newer than this program, or otherwise not what it should be. The field is named; nothing of it is used. */
export class ScheduleFault extends Error {
  override readonly name = 'ScheduleFault'
  readonly field: string

  constructor(field: string, what: string) {
    super(`The vaccine schedule cannot be used: ${field} ${what}.`)
    this.field = field
  }
}

/** A value of the schedule and where it stands; every reader either gives the value or throws, naming the field. */
export class Field {
  readonly value: unknown
  readonly path: string

  constructor(value: unknown, path: string) {
    this.value = value
    this.path = path
  }

  fail(what: string): never {
    throw new ScheduleFault(this.path, what)
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null
  }

  at(key: string): Field {
    const { value } = this
    if (!isRecord(value)) this.fail('is not an object')
    return new Field(Object.hasOwn(value, key) ? value[key] : undefined, this.path === '' ? key : `${this.path}.${key}`)
  }

  entries(): (readonly [string, Field])[] {
    const { value } = this
    if (!isRecord(value)) return this.fail('is not an object')
    return Object.entries(value).map(([key, each]) => [key, new Field(each, `${this.path}.${key}`)] as const)
  }

  /** The items of a list; none where the field is absent. */
  list(): Field[] {
    return this.present ? this.some() : []
  }

  /** The items of a list that must be there. */
  some(): Field[] {
    const { value } = this
    if (!Array.isArray(value)) return this.fail('is not a list')
    return value.map((each: unknown, index) => new Field(each, `${this.path}[${index}]`))
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('is not text')
  }

  optionalText(): string | undefined {
    return this.present ? this.text() : undefined
  }

  /** A text of this form. */
  code(form: RegExp): string {
    const text = this.text()
    return form.test(text) ? text : this.fail('is not a code')
  }

  oneOf<T extends string>(...choices: readonly T[]): T {
    return choices.find((choice) => choice === this.value) ?? this.fail(`is none of ${choices.join(', ')}`)
  }

  count(): number {
    const { value } = this
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : this.fail('is not a count')
  }

  optionalNumber(): number | undefined {
    if (!this.present) return undefined
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : this.fail('is not a number')
  }

  /** True where it says so; absent is false. */
  flag(): boolean {
    return this.present && (typeof this.value === 'boolean' ? this.value : this.fail('is neither true nor false'))
  }

  span(): Span {
    return parseSpan(this.text()) ?? this.fail('is no age or interval')
  }

  optionalSpan(): Span | undefined {
    return this.present ? this.span() : undefined
  }

  day(): Day {
    return parseDay(this.text()) ?? this.fail('is no date')
  }

  optionalDay(): Day | undefined {
    return this.present ? this.day() : undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
