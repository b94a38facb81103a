type Action = 'c' | 'r' | 'u' | 'd' | 's'

export type ResourceScope = {
  readonly level: 'patient' | 'user'
  readonly type: string
  readonly can: ReadonlySet<string>
  /** Granular v2: `category=system|code`. */
  readonly only: URLSearchParams
}

const v1: Record<string, string> = { read: 'rs', write: 'cud', '*': 'cruds' }

/** SMART v1 (`user/Type.read`), v2 (`user/Type.rs`) and granular v2 (`user/Type.rs?category=…`), in any case. */
function parseScope(scope: string): ResourceScope | undefined {
  const match = /^(patient|user)\/([A-Za-z]+|\*)\.([a-z]+|\*)(?:\?(.*))?$/i.exec(scope)
  const [, level, type, verb, query] = match ?? []
  if (!level || !type || !verb) return undefined
  const actions = v1[verb.toLowerCase()] ?? verb.toLowerCase()
  if (!/^c?r?u?d?s?$/.test(actions)) return undefined
  return {
    level: level.toLowerCase() === 'user' ? 'user' : 'patient',
    type,
    can: new Set(actions),
    only: new URLSearchParams(query ?? ''),
  }
}

const resourceScopes = (scopes: readonly string[]): ResourceScope[] =>
  scopes.flatMap((scope) => parseScope(scope) ?? [])

/** The scopes among these that let `type` be read, searched or created. */
export const scopesFor = (scopes: readonly string[], type: string, action: Action): ResourceScope[] =>
  resourceScopes(scopes).filter((scope) => (scope.type === type || scope.type === '*') && scope.can.has(action))

/** Whether a client that registered `registered` may ask for `asked`. */
export function isRegistered(asked: string, registered: readonly string[]): boolean {
  if (registered.includes(asked)) return true
  const wanted = parseScope(asked)
  if (!wanted) return false
  return resourceScopes(registered).some(
    (one) =>
      one.level === wanted.level &&
      (one.type === '*' || one.type === wanted.type) &&
      [...wanted.can].every((action) => one.can.has(action)) &&
      (one.only.size === 0 || one.only.toString() === wanted.only.toString()),
  )
}

const types = [
  'Patient',
  'Encounter',
  'Appointment',
  'Condition',
  'MedicationRequest',
  'Medication',
  'AllergyIntolerance',
  'Immunization',
  'ImmunizationRecommendation',
  'Observation',
  'Procedure',
  'DiagnosticReport',
  'DocumentReference',
  'Binary',
  'Practitioner',
  'Organization',
  'Location',
]

/** The APIs that the demo's app registration has ticked; anything else it asks for is refused. */
export const registeredByDefault: readonly string[] = [
  'launch',
  'launch/patient',
  'openid',
  'fhirUser',
  'profile',
  'offline_access',
  'online_access',
  ...types.flatMap((type) => [`user/${type}.rs`, `patient/${type}.rs`]),
  ...['user', 'patient'].flatMap((level) => [`${level}/DocumentReference.crs`, `${level}/DocumentReference.write`]),
]
