import { originOf } from '#auth/address.ts'
import { parseConfig } from '#auth/config.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import type { Site } from './policy.ts'

/**
 * What the headers need of a `config.json`, checked as the app itself checks it. The authorize endpoint is gone to, not
 * asked; discovery and keys are taken from the FHIR base's origin only (`auth/discovery.ts`, `auth/signature.ts`).
 * @throws Error with one sentence for whoever typed the command.
 */
export function readSite(text: string, file: string): Site {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new Error(`${file} is not JSON.`, { cause })
  }
  return toSite(json, file)
}

/** As `readSite`, of what is already parsed. */
export function toSite(json: unknown, file = 'config.json'): Site {
  try {
    // Addresses must be whole: a host's headers cannot know where a relative one leads.
    const { issuers, framedBy } = parseConfig(json, 'about:blank')
    const addresses = issuers.flatMap(({ fhirBase, endpoints }) => [fhirBase, endpoints?.token ?? fhirBase])
    return { connect: [...new Set(addresses.map(originOf).filter((origin) => origin !== undefined))], framedBy }
  } catch (thrown) {
    throw new Error(`${file} cannot be used: ${problem(asHealthPrepError(thrown).code)}`, { cause: thrown })
  }
}

function problem(code: string | undefined): string {
  const field = code?.startsWith('config:') ? code.slice('config:'.length) : undefined
  if (code === 'config-dstu2') return 'it names a DSTU2 address where the R4 one belongs.'
  if (field === 'file') return 'it is no JSON object.'
  return `${field ?? 'something in it'} is missing, wrong, misspelt or unknown.`
}
