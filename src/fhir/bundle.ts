import { HealthPrepError } from '#lib/errors.ts'
import type { GapKind } from '#lib/reading.ts'
import { breather } from './breathe.ts'
import { addGap, addUnreadable, type Collected } from './collected.ts'
import { issuesOf, type Issue } from './outcome.ts'
import { field, list, text } from './read/json.ts'
import { isUnreadable, readSafely, type Reader } from './read/reader.ts'
import { belongsTo } from './read/subject.ts'

/** What a search looks for and how its resources become nouns. */
export type PageContext<T> = {
  readonly resourceType: string
  readonly query: string
  /** Awaited when the first answer is there: its code may come after the request has left. */
  readonly read: Promise<Reader<T>>
  /** Whether a resource belongs to this reading at all; a server that ignores a parameter sends more than was asked. */
  readonly keep: (resource: unknown) => boolean
  readonly patientId: string | undefined
  readonly fhirBase: string
}

/**
 * Reads one page of a searchset into `into`.
 * @throws HealthPrepError `unreadable` if this is no searchset; with code `wrong-patient` if any entry, asked for or
 *   included, is another patient's: then nothing of the answer may be trusted.
 */
export async function readPage<T>(body: unknown, context: PageContext<T>, into: Collected<T>): Promise<void> {
  const sent = field(body, 'entry')
  if (field(body, 'resourceType') !== 'Bundle' || (sent !== undefined && !Array.isArray(sent))) {
    throw new HealthPrepError('unreadable', 'not-a-bundle')
  }
  const entries = list(body, 'entry')
  const seen: Seen = { included: new Map(), unowned: new Set() }
  for (const entry of entries) checkOwner(entry, context, seen)
  const read = await context.read
  const breathe = breather()
  for (const entry of entries) {
    readEntry(entry, context, read, seen, into)
    const pause = breathe()
    if (pause) await pause
  }
}

/** The `next` link as sent, or undefined on the last page. */
export function nextLink(body: unknown): string | undefined {
  const next = field(
    list(body, 'link').find((link) => field(link, 'relation') === 'next'),
    'url',
  )
  return typeof next === 'string' ? next : undefined
}

/** What a page seems to hold of what was asked for, before it is checked and read: enough to decide what to ask next. */
export const glance = <T>(body: unknown, { resourceType, keep }: PageContext<T>): readonly unknown[] =>
  list(body, 'entry')
    .map((entry) => field(entry, 'resource'))
    .filter((resource) => field(resource, 'resourceType') === resourceType && keep(resource))

/** What is known of a page before the first of its resources is read. */
type Seen = {
  /** By `Type/id`, what came beside the resources asked for. */
  readonly included: Map<string, unknown>
  /** The resources that do not say whose they are. */
  readonly unowned: Set<unknown>
}

function checkOwner<T>(entry: unknown, context: PageContext<T>, { included, unowned }: Seen): void {
  const resource = field(entry, 'resource')
  const owned = context.patientId === undefined ? 'yes' : belongsTo(resource, context.patientId, context.fhirBase)
  if (owned === 'no') throw new HealthPrepError('unreadable', 'wrong-patient')
  if (owned === 'not-stated') unowned.add(resource)
  const type = text(resource, 'resourceType')
  const id = text(resource, 'id')
  if (type !== context.resourceType && id !== undefined) included.set(`${type}/${id}`, resource)
}

function readEntry<T>(
  entry: unknown,
  context: PageContext<T>,
  read: Reader<T>,
  { included, unowned }: Seen,
  into: Collected<T>,
): void {
  const resource = field(entry, 'resource')
  const id = text(resource, 'id')
  const type = text(resource, 'resourceType')
  const refuse = (reason: string): void =>
    addUnreadable(into, { resourceType: context.resourceType, id, reason, raw: resource ?? entry })
  if (resource === undefined) return refuse('the entry holds no resource')
  if (type === 'OperationOutcome') return noteIssues(issuesOf(resource), into)
  if (field(field(entry, 'search'), 'mode') === 'include') return undefined
  if (type !== context.resourceType) return refuse('it is of another kind than was asked for')
  if (!context.keep(resource)) return undefined
  if (unowned.has(resource)) return refuse('it does not say which patient it belongs to')
  const noun = readSafely(read, resource, {
    query: context.query,
    included: (reference) => included.get(reference),
  })
  if (isUnreadable(noun)) return refuse(noun.unreadable)
  into.items.set(`${type}/${id}`, noun)
}

/** Epic's codes, by what they mean for the reader; those not named here say nothing a clinician needs. */
const GAP_OF: Readonly<Record<string, GapKind>> = {
  '4119': 'record-may-be-partial',
  '59204': 'withheld-from-app',
  '59205': 'withheld-from-user',
  '4130': 'break-the-glass',
  '4131': 'break-the-glass',
  '4134': 'break-the-glass',
  '4127': 'too-many',
  '59133': 'too-many',
  '4135': 'too-many',
}
/** No results; an unknown parameter or a bad optional value ignored; an unmapped vaccine code. */
const SILENT: ReadonlySet<string> = new Set(['4101', '59100', '59109', '4122', '59101', '4117'])

function noteIssues(issues: readonly Issue[], into: Collected<unknown>): void {
  for (const { severity, epicCode } of issues) {
    if (epicCode === '4113') throw new HealthPrepError('server', '4113')
    const known = epicCode === undefined ? undefined : GAP_OF[epicCode]
    if (known) addGap(into, { kind: known, code: epicCode })
    else if (severity === 'error' || severity === 'fatal') addGap(into, { kind: 'part-failed', code: epicCode })
    else if (severity === 'warning' && !(epicCode !== undefined && SILENT.has(epicCode))) {
      addGap(into, { kind: 'record-may-be-partial', code: epicCode })
    }
  }
}
