import type { Session } from '#auth/session.ts'

/** Whose draft it is. Where the server did not say who signed in, it is bound to this very sign-in. */
export type DraftBinding = {
  readonly issuer: string
  readonly patientId: string
  readonly user: string
  readonly encounterId: string | undefined
}

export const bindingOf = ({ issuer, patientId, encounterId, user, key }: Session): DraftBinding => ({
  issuer: issuer.fhirBase,
  patientId,
  user: user ? `${user.resourceType}/${user.id}` : `session ${key}`,
  encounterId,
})

const encoder = new TextEncoder()

async function hash(parts: readonly (string | null)[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(JSON.stringify(parts)))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const ownerParts = ({ issuer, patientId, user }: DraftBinding) => ['healthprep draft', issuer, patientId, user]

/** What the records are called by: nothing of a patient can be read from it. */
export const ownerOf = (binding: DraftBinding): Promise<string> => hash(ownerParts(binding))
export const idOf = (binding: DraftBinding): Promise<string> =>
  hash([...ownerParts(binding), binding.encounterId ?? null])

export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** Additional data: a record moved to another name, patient, user or issuer does not open. */
const boundTo = (binding: DraftBinding, id: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(JSON.stringify([...ownerParts(binding), id]))

export async function encrypt(key: CryptoKey, binding: DraftBinding, id: string, value: unknown) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(binding, id) }
  return { iv, data: await crypto.subtle.encrypt(algorithm, key, encoder.encode(JSON.stringify(value))) }
}

/** The value, or undefined where it does not open: another key, another binding, or damage. */
export async function decrypt(
  key: CryptoKey,
  binding: DraftBinding,
  { id, iv, data }: { readonly id: string; readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer },
): Promise<unknown> {
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(binding, id) }
    const value: unknown = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, data)))
    return value
  } catch {
    return undefined
  }
}
