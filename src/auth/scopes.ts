import type { Permission } from './session.ts'

/**
 * What is asked of Epic. The spelling is SMART v1 (`user/Condition.read`): Epic registers apps as v1 unless told
 * otherwise, drops v2 scopes from a v1 app without a word, and customers before August 2024 know only v1; v2 servers
 * must accept it (SMART App Launch 2.2, "permission-v1"). Context `user/`: what this clinician may see, no more.
 * `launch` belongs to an EHR launch alone: Epic refuses it in a standalone one.
 */
export function scopesFor(
  resourceTypes: readonly string[],
  way: 'ehr' | 'standalone',
  extra: readonly string[] = [],
): string {
  const types = [...new Set(['Patient', 'Practitioner', ...resourceTypes])].sort()
  const scopes = [
    'openid',
    'fhirUser',
    way === 'ehr' ? 'launch' : 'launch/patient',
    ...types.map((type) => `user/${type}.read`),
    'user/DocumentReference.write',
    ...extra,
  ]
  return [...new Set(scopes)].join(' ')
}

/** Whether a refresh token was asked for: SMART App Launch 2.2 has one scope for each kind of it, and no other way. */
export const asksForRefresh = (asked: string): boolean =>
  words(asked).some((scope) => scope === 'offline_access' || scope === 'online_access')

type Grant = { readonly resourceType: string; readonly permissions: ReadonlySet<Permission> }

const RESOURCE_SCOPE = /^(?:patient|user|system)\/(\*|[a-z]+)\.(\*|read|write|c?r?u?d?s?)(?:\?.*)?$/i

/** A resource scope in any spelling: v1, v2, granular v2 (`.rs?category=…`), any case. Undefined for all others. */
function readScope(scope: string): Grant | undefined {
  const [, resourceType, letters] = RESOURCE_SCOPE.exec(scope) ?? []
  if (!resourceType || !letters) return undefined
  return { resourceType: resourceType.toLowerCase(), permissions: permissionsOf(letters.toLowerCase()) }
}

function permissionsOf(letters: string): ReadonlySet<Permission> {
  if (letters === '*') return new Set(['read', 'search', 'create'])
  if (letters === 'read') return new Set(['read', 'search'])
  if (letters === 'write') return new Set(['create'])
  const permissions = new Set<Permission>()
  if (letters.includes('r')) permissions.add('read')
  if (letters.includes('s')) permissions.add('search')
  if (letters.includes('c')) permissions.add('create')
  return permissions
}

/**
 * Whether granted scopes allow something. A granular scope counts as allowing its type: what it leaves out, the server
 * says in its answers. Undefined means that the server did not say, which is as asked (RFC 6749 §5.1).
 */
export function allows(granted: string | undefined, permission: Permission, resourceType: string): boolean {
  if (granted === undefined) return true
  const wanted = resourceType.toLowerCase()
  return words(granted).some((scope) => {
    const grant = readScope(scope)
    return (
      grant !== undefined &&
      (grant.resourceType === '*' || grant.resourceType === wanted) &&
      grant.permissions.has(permission)
    )
  })
}

/** What is never searched for: `.r` alone, as a v2 server may answer, is all that is needed. */
const READ_ONLY_BY_ID: ReadonlySet<string> = new Set(['binary', 'medication', 'practitioner'])

/**
 * Resource scopes asked for and not granted, as they were asked. Words such as `launch` and `openid` are left out: Epic
 * does not always repeat them, and what they bring (patient, id_token) is looked at itself.
 */
export function missingScopes(asked: string, granted: string | undefined): string[] {
  return words(asked).filter((scope) => {
    const grant = readScope(scope)
    const needed =
      grant && [...grant.permissions].filter((p) => p !== 'search' || !READ_ONLY_BY_ID.has(grant.resourceType))
    return needed?.some((permission) => !allows(granted, permission, grant?.resourceType ?? ''))
  })
}

const words = (scopes: string): string[] => scopes.split(/\s+/).filter(Boolean)
