import { HealthPrepError } from '#lib/errors.ts'

/**
 * The one gate between the bearer token and the network: a path or absolute URL becomes a URL under the FHIR base, or an
 * error. `next` links, references and redirects all pass here, since fhirclient and its kin send the token wherever a
 * resource points. Encoded dots, slashes and backslashes are refused, because servers disagree on what they mean.
 */
export function underBase(fhirBase: string, target: string): URL {
  const base = new URL(fhirBase)
  const url = parse(/^[a-z][a-z0-9+.-]*:/i.test(target) ? target : `${fhirBase}/${target}`)
  const prefix = `${base.pathname.replace(/\/$/, '')}/`
  const inside = url.origin === base.origin && url.pathname.startsWith(prefix)
  const odd = url.username !== '' || url.password !== '' || url.hash !== '' || /%2e|%2f|%5c/i.test(url.pathname)
  if (!inside || odd || target.includes('\\')) throw new HealthPrepError('unreadable', 'outside-fhir-base')
  return url
}

function parse(target: string): URL {
  try {
    return new URL(target)
  } catch {
    throw new HealthPrepError('unreadable', 'outside-fhir-base')
  }
}
