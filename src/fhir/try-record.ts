import type { Session } from '#auth/session.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { field, list, text } from './read/json.ts'
import { READINGS } from './readings.ts'
import { requestFhir } from './request.ts'

/** What came of one request, by status; `none`: there was nothing to open. */
export type Tried = 'ok' | 'none' | { readonly kind: HealthPrepError['kind']; readonly code: string | undefined }

export type TriedSearch = {
  /** As `READINGS` names it, without the patient; `Patient` and `Practitioner` are only read. */
  readonly name: string
  readonly resourceType: string
  readonly search: Tried | undefined
  readonly read: Tried
}

/** Everything the sheet searches for, and who it is for and who signed in. */
export const TRIED: readonly string[] = [
  'Patient',
  'Practitioner',
  ...Object.values(READINGS).flatMap(({ searches }) => searches),
]

/**
 * Each search once, for one entry, and that entry once by its id: whether Epic allows it. What is answered is thrown away;
 * nothing is written. Never rejects.
 */
export async function tryRecord(session: Session, signal: AbortSignal): Promise<readonly TriedSearch[]> {
  return Promise.all(TRIED.map((name) => tryOne(session, name, signal)))
}

async function tryOne(session: Session, name: string, signal: AbortSignal): Promise<TriedSearch> {
  const [resourceType = ''] = name.split('?')
  const once = async (target: string): Promise<{ tried: Tried; body: unknown }> => {
    try {
      return { tried: 'ok', body: (await requestFhir(session, target, { signal })).body }
    } catch (thrown) {
      const { kind, code } = thrown instanceof HealthPrepError ? thrown : new HealthPrepError('unreachable')
      return { tried: { kind, code }, body: undefined }
    }
  }
  const readBy = async (id: string | undefined): Promise<Tried> =>
    id === undefined ? 'none' : (await once(`${resourceType}/${encodeURIComponent(id)}`)).tried

  const known = knownId(session, name)
  if (known !== undefined) return { name, resourceType, search: undefined, read: await readBy(known.id) }
  const { tried, body } = await once(`${name}${name.includes('?') ? '&' : '?'}patient=${session.patientId}&_count=1`)
  return {
    name,
    resourceType,
    search: tried,
    read: tried === 'ok' ? await readBy(firstId(body, resourceType)) : 'none',
  }
}

function knownId(session: Session, name: string): { id: string | undefined } | undefined {
  if (name === 'Patient') return { id: session.patientId }
  if (name !== 'Practitioner') return undefined
  return { id: session.user?.resourceType === 'Practitioner' ? session.user.id : undefined }
}

const firstId = (bundle: unknown, resourceType: string): string | undefined =>
  list(bundle, 'entry')
    .map((entry) => field(entry, 'resource'))
    .filter((resource) => field(resource, 'resourceType') === resourceType)
    .map((resource) => text(resource, 'id'))
    .find((id) => id !== undefined)
