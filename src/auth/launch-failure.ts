import { HealthPrepError } from '#lib/errors.ts'
import type { LaunchProblem } from './launch-problems.ts'

/**
 * Every refusal of a sign-in. The cause is dropped on purpose: consoles print it, and it may hold an address, a code or
 * the server's own words.
 */
export const refusal = (problem: LaunchProblem): HealthPrepError => new HealthPrepError('launch', problem)

/** The error of a site's `config.json`: names the field, since only IT can mend it. */
export const configRefusal = (field: string): HealthPrepError => new HealthPrepError('launch', `config:${field}`)
