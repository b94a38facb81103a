import { list, text, texts, type Json } from './json.ts'

/** What a person allowed an app: the contents of codes and of tokens. */
export type Grant = {
  /** Common to a code and to all the tokens that came of it. */
  readonly id: string
  readonly client: string
  readonly user: string
  readonly fhirBase: string
  readonly scopes: readonly string[]
  readonly patient?: string
  readonly encounter?: string
  readonly banner: boolean
  readonly style: boolean
  readonly nonce?: string
}

export function readGrant(contents: Json | undefined): Grant | undefined {
  if (!contents) return undefined
  const id = text(contents['id'])
  const client = text(contents['client'])
  const user = text(contents['user'])
  const fhirBase = text(contents['fhirBase'])
  if (!id || !client || !user || !fhirBase) return undefined
  const patient = text(contents['patient'])
  const encounter = text(contents['encounter'])
  const nonce = text(contents['nonce'])
  return {
    id,
    client,
    user,
    fhirBase,
    scopes: texts(list(contents['scopes'])),
    banner: contents['banner'] !== false,
    style: contents['style'] === true,
    ...(patient ? { patient } : {}),
    ...(encounter ? { encounter } : {}),
    ...(nonce ? { nonce } : {}),
  }
}

export type Launch = {
  readonly id: string
  readonly fhirBase: string
  readonly patient: string
  readonly user: string
  readonly encounter?: string
  readonly banner: boolean
  readonly style: boolean
}

export function readLaunch(contents: Json | undefined): Launch | undefined {
  if (!contents) return undefined
  const id = text(contents['id'])
  const patient = text(contents['patient'])
  const user = text(contents['user'])
  const fhirBase = text(contents['fhirBase'])
  if (!id || !patient || !user || !fhirBase) return undefined
  const encounter = text(contents['encounter'])
  return {
    id,
    patient,
    user,
    fhirBase,
    banner: contents['banner'] !== false,
    style: contents['style'] === true,
    ...(encounter ? { encounter } : {}),
  }
}
