import { joined, number, text } from './json.ts'

/** `2`, `2 of 3`. */
export function doseNumber(protocol: unknown): string | undefined {
  const dose = number(protocol, 'doseNumberPositiveInt') ?? text(protocol, 'doseNumberString')
  const series = number(protocol, 'seriesDosesPositiveInt') ?? text(protocol, 'seriesDosesString')
  return dose === undefined ? undefined : joined([`${dose}`, series === undefined ? undefined : `${series}`], ' of ')
}
