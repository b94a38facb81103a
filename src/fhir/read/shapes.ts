/**
 * For tests: the shape of each noun, checked at run time and written apart from the adapters, so that a value of the wrong
 * kind cannot reach a section behind the compiler's back.
 */
type Check = (value: unknown) => boolean
type Shape = Readonly<Record<string, Check>>

const object = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const shaped =
  (shape: Shape): Check =>
  (value) =>
    object(value) && Object.entries(shape).every(([name, check]) => check(value[name]))

// A word is one honest line: never blank, never endless, nothing in it that hides or turns.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNFIT = /[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]/
const word: Check = (value) =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 10_000 && !UNFIT.test(value)
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value)
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const all =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const truth: Check = (value) => typeof value === 'boolean'
const amount: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const any =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))

const date = shaped({
  text: (value) => typeof value === 'string' && /^\d{4}(-\d\d(-\d\d)?)?$/.test(value),
  precision: oneOf('year', 'month', 'day'),
  instant: maybe(amount),
})
const coding = shaped({ system: maybe(word), code: maybe(word), display: maybe(word) })
const concept = shaped({ text: word, codings: all(coding) })
const fact: Shape = {
  id: (value) => typeof value === 'string' && /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-._~]+$/.test(value),
  source: shaped({
    resourceType: word,
    id: word,
    date: maybe(date),
    author: maybe(word),
    codings: all(coding),
    query: oneOf('Q'),
  }),
}

const value = any(
  shaped({
    kind: oneOf('quantity'),
    value: amount,
    comparator: oneOf('<', '<=', '>', '>=', undefined),
    unit: maybe(word),
  }),
  shaped({ kind: oneOf('text'), text: word, codings: all(coding) }),
  shaped({ kind: oneOf('absent'), reason: word }),
)
const part: Shape = {
  concept,
  value,
  range: maybe(shaped({ low: maybe(amount), high: maybe(amount), unit: maybe(word), text: maybe(word) })),
  flag: oneOf('low', 'high', 'critically-low', 'critically-high', 'abnormal', 'normal', undefined),
}
const status = oneOf('active', 'inactive', 'resolved', 'unknown')
const verification = oneOf('confirmed', 'unconfirmed', 'refuted', 'entered-in-error', 'unknown')
const url: Check = (value) => typeof value === 'string' && !/\s/.test(value)

const DOCUMENT: Shape = {
  ...fact,
  kind: oneOf('report', 'document'),
  type: concept,
  categories: all(concept),
  title: word,
  status: word,
  docStatus: maybe(word),
  date: maybe(date),
  issuedOnly: truth,
  authors: all(word),
  attachments: all(
    shaped({
      contentType: maybe(word),
      url: maybe(url),
      data: maybe((v) => typeof v === 'string'),
      title: maybe(word),
      size: maybe(amount),
    }),
  ),
  conclusion: maybe((v) => typeof v === 'string' && v.trim() !== ''),
  resultIds: all((v) => typeof v === 'string' && v.startsWith('Observation/')),
  encounterId: maybe(word),
}

const VISIT: Shape = {
  ...fact,
  kind: oneOf('encounter', 'appointment'),
  bareId: word,
  numbers: all(word),
  status: oneOf('planned', 'in-progress', 'finished', 'cancelled', 'no-show', 'entered-in-error', 'unknown'),
  type: word,
  start: maybe(date),
  end: maybe(date),
  inHospital: maybe(truth),
  location: maybe(word),
  clinicians: all(shaped({ name: word, id: maybe(word) })),
  reasons: all(word),
  dischargedTo: all(coding),
}

const SHAPES: Readonly<Record<string, Shape>> = {
  Patient: {
    id: word,
    name: word,
    birthDate: maybe(date),
    sex: oneOf('female', 'male', 'other', 'unknown'),
    calledName: maybe(word),
    sexAtBirth: oneOf('female', 'male', undefined),
    sexForClinicalUse: oneOf('female', 'male', 'other', 'unknown', undefined),
    deceased: truth,
    deceasedDate: maybe(date),
    identifiers: all(shaped({ label: word, value: word })),
  },
  Condition: {
    ...fact,
    concept,
    category: oneOf('problem-list', 'encounter-diagnosis', 'health-concern'),
    status,
    verification,
    onset: maybe(date),
    onsetText: maybe(word),
    abated: maybe(date),
    recorded: maybe(date),
    severity: maybe(word),
    bodySites: all(concept),
  },
  MedicationRequest: {
    ...fact,
    concept,
    status: oneOf('active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown'),
    statusReason: maybe(word),
    intent: maybe(word),
    dose: maybe(word),
    asNeeded: truth,
    started: maybe(date),
    ended: maybe(date),
    reported: truth,
    requester: maybe(word),
  },
  AllergyIntolerance: {
    ...fact,
    substance: concept,
    says: oneOf('allergy', 'none', 'not-asked'),
    kind: oneOf('allergy', 'intolerance', undefined),
    categories: all(word),
    reactions: all(word),
    criticality: oneOf('low', 'high', 'unable-to-assess', undefined),
    status,
    verification,
    onset: maybe(date),
    recorded: maybe(date),
  },
  Immunization: {
    ...fact,
    vaccine: concept,
    status: oneOf('completed', 'not-done', 'entered-in-error', 'unknown'),
    statusReason: maybe(word),
    given: maybe(date),
    givenText: maybe(word),
    primarySource: maybe(truth),
    lot: maybe(word),
    doseNumber: maybe(word),
  },
  ImmunizationRecommendation: {
    ...fact,
    made: maybe(date),
    recommendations: all(
      shaped({
        vaccines: all(concept),
        disease: maybe(concept),
        status: oneOf('due', 'overdue', 'immune', 'contraindicated', 'complete', 'other'),
        statusText: word,
        earliest: maybe(date),
        due: maybe(date),
        overdue: maybe(date),
        doseNumber: maybe(word),
      }),
    ),
  },
  Observation: {
    ...fact,
    ...part,
    category: oneOf('laboratory', 'vital-signs', 'social-history', 'other'),
    status: oneOf(
      'registered',
      'preliminary',
      'final',
      'amended',
      'corrected',
      'cancelled',
      'entered-in-error',
      'unknown',
    ),
    when: maybe(date),
    encounterId: maybe(word),
    parts: all(shaped(part)),
    comment: maybe(word),
  },
  Procedure: {
    ...fact,
    concept,
    status: oneOf(
      'preparation',
      'in-progress',
      'not-done',
      'on-hold',
      'stopped',
      'completed',
      'entered-in-error',
      'unknown',
    ),
    performed: maybe(date),
    performedEnd: maybe(date),
    performedText: maybe(word),
    performers: all(word),
    outcome: maybe(word),
    notes: all(word),
    bodySites: all(concept),
  },
  DiagnosticReport: DOCUMENT,
  DocumentReference: DOCUMENT,
  Encounter: VISIT,
  Appointment: VISIT,
  Practitioner: { id: word, name: word },
}

/** The fields of a noun that are missing, of the wrong kind, or not part of its shape. */
export function misshapen(type: string, noun: unknown): readonly string[] {
  const shape = SHAPES[type]!
  if (!object(noun)) return ['everything']
  const wrong = Object.entries(shape).filter(([name, check]) => !(Object.hasOwn(noun, name) && check(noun[name])))
  const strange = Object.keys(noun).filter((name) => !Object.hasOwn(shape, name))
  return [...wrong.map(([name]) => name), ...strange]
}
