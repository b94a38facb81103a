import { joined, list, present, text } from './json.ts'

/**
 * `system|value` of every identifier that has both. In Epic it is the contact serial number, under one system for an
 * appointment and the encounter that it becomes: the only thing that tells that the two are one visit.
 */
export const visitNumbers = (resource: unknown): readonly string[] =>
  present(
    list(resource, 'identifier').map((one) => {
      const [system, value] = [text(one, 'system'), text(one, 'value')]
      return system && value && joined([system, value], '|')
    }),
  )
