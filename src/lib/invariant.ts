import { HealthPrepError } from './errors.ts'

/** States what must be true of our own code; a failure is a bug, named by a constant code. */
export function invariant(condition: unknown, code: string): asserts condition {
  if (!condition) throw new HealthPrepError('bug', code)
}

/** The end of an exhaustive switch: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new HealthPrepError('bug', 'unreachable-case', value)
}
