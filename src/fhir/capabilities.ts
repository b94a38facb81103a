import { field, list, text } from './read/json.ts'

/** What a server says of itself (R4 CapabilityStatement), as far as a sheet needs it. */
export type Capabilities = {
  readonly isR4: boolean
  /** Undefined where the server does not list the type at all. */
  readonly allows: (interaction: 'read' | 'search-type' | 'create', resourceType: string) => boolean
}

/** Undefined where it is no CapabilityStatement. */
export function readCapabilities(json: unknown): Capabilities | undefined {
  if (field(json, 'resourceType') !== 'CapabilityStatement') return undefined
  const resources = list(json, 'rest').flatMap((rest) => list(rest, 'resource'))
  return {
    isR4: text(json, 'fhirVersion')?.startsWith('4.0.') === true,
    allows: (interaction, resourceType) =>
      resources.some(
        (resource) =>
          text(resource, 'type') === resourceType &&
          list(resource, 'interaction').some((one) => text(one, 'code') === interaction),
      ),
  }
}
