import { field, has, isObject } from './json.ts'

/** What an adapter may know besides the resource. */
export type ReadContext = {
  /** The search that found it, without the patient: `Condition?category=problem-list-item`. */
  readonly query: string
  /** Another resource of the same bundle, by the reference as written (`Medication/x`); undefined where it is not there. */
  readonly included: (reference: string) => unknown
}

/** Why an entry could not be read: a closed list of constant words, so that nothing of a resource can slip in. */
export const REASONS = {
  type: 'it is not the kind of entry that was asked for',
  id: 'it has no usable id',
  modifier: 'it carries a modifier that HealthPrep does not understand',
  rules: 'it follows rules that HealthPrep does not understand',
  condition: 'it has no name of the condition',
  medication: 'it has no name of the medication',
  substance: 'it has no name of the substance',
  vaccine: 'it has no name of the vaccine',
  recommendation: 'it has no recommendation, or one that cannot be read',
  test: 'it has no name of the test',
  procedure: 'it has no name of the procedure',
  value: 'it has a value that cannot be read',
  values: 'it has more than one value',
  part: 'it has a part that cannot be read',
  deceased: 'it says in an unreadable way whether the patient has died',
  replaced: 'it has been replaced by another record',
  fault: 'it could not be read because of a fault in HealthPrep',
} as const

type Reason = (typeof REASONS)[keyof typeof REASONS]
export type UnreadableReason = { readonly unreadable: Reason }

/** One resource → one noun, or why not. Never throws when called through `readSafely`. */
export type Reader<T> = (resource: unknown, context: ReadContext) => T | UnreadableReason

export const unreadable = (why: keyof typeof REASONS): UnreadableReason => ({ unreadable: REASONS[why] })

export const isUnreadable = (read: unknown): read is UnreadableReason => isObject(read) && has(read, 'unreadable')

/** The reader, with anything unforeseen counted as unreadable: an entry is never lost to an exception. */
export function readSafely<T>(reader: Reader<T>, resource: unknown, context: ReadContext): T | UnreadableReason {
  try {
    return reader(resource, context)
  } catch {
    return unreadable('fault')
  }
}

/**
 * Ids longer than FHIR's 64 characters exist ("unconstrained" Epic ids); anything that could change a URL's path is none.
 * https://hl7.org/fhir/R4/datatypes.html#id
 */
const ID = /^[A-Za-z0-9\-._~]+$/

// The length and the two dots apart from the pattern: in it they cost more than all else that is read of a result.
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 255 && ID.test(value) && value !== '.' && value !== '..'

/** The checks every resource must pass before anything of it is believed. */
export function opened(resource: unknown, ...types: readonly string[]): { readonly id: string } | UnreadableReason {
  const type = field(resource, 'resourceType')
  if (typeof type !== 'string' || !types.includes(type)) return unreadable('type')
  const id = field(resource, 'id')
  if (!isId(id)) return unreadable('id')
  // https://hl7.org/fhir/R4/resource.html#implicitRules: rules one does not know change the meaning.
  if (has(resource, 'implicitRules')) return unreadable('rules')
  return carriesModifier(resource) ? unreadable('modifier') : { id }
}

/**
 * A modifier extension may negate what it stands on, so whoever does not understand it must not use the data:
 * https://hl7.org/fhir/R4/extensibility.html#modifierExtension. They may stand on any element (a dosage, a component), so
 * all are looked at; contained resources are checked by whoever reads them.
 */
export function carriesModifier(resource: unknown): boolean {
  const waiting: unknown[] = [resource]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (Array.isArray(next)) {
      for (const item of next) if (typeof item === 'object') waiting.push(item)
    } else if (isObject(next)) {
      for (const name of Object.keys(next)) {
        const value = next[name]
        if (name === 'modifierExtension') {
          if (value !== null && !(Array.isArray(value) && value.length === 0)) return true
        } else if (typeof value === 'object' && name !== 'contained' && name !== 'extension') waiting.push(value)
      }
    }
  }
  return false
}
