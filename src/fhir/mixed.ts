import { HealthPrepError } from '#lib/errors.ts'

/** Sign-ins for which the server has sent something of another patient, even if it no longer does. */
const mixed = new Set<string>()

export const isWrongPatient = (error: unknown): boolean =>
  error instanceof HealthPrepError && error.code === 'wrong-patient'

/**
 * From here on nothing is written with this sign-in, whatever is read later: a server that mixed patients once cannot be
 * trusted to file under the right one. Lasts until the page is loaded anew.
 */
export const markMixed = (key: string): void => void mixed.add(key)

export const isMixed = (key: string): boolean => mixed.has(key)
