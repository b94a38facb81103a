import type { Fact } from '#clinical/source.ts'
import type { ErrorKind } from '#lib/errors.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { isFootnote, type GapKind, type Reading } from '#lib/reading.ts'

export type Part = {
  readonly name: string
  /** Of which type its entries are. */
  readonly holds: string
  readonly data: Reading<Fact> | undefined
  readonly error: unknown
}

const FAILED = {
  launch: 'could not be reached',
  'signed-out': 'sign-in had ended',
  forbidden: 'refused by the server',
  'not-found': 'not offered by the server',
  busy: 'server too busy',
  unreachable: 'could not be reached',
  server: 'fault of the server',
  unreadable: 'answer could not be understood',
  bug: 'fault of HealthPrep',
} as const satisfies Record<ErrorKind, string>

const IN_PART = {
  'still-reading': 'still being read',
  cut: 'in part: list cut short',
  'part-failed': 'in part: the rest could not be read',
  'withheld-from-app': 'in part: the rest withheld from this application',
  'withheld-from-user': 'in part: the rest withheld from this user',
  'break-the-glass': 'restricted chart',
  'too-many': 'in part: too many for the server',
  'record-may-be-partial': '',
} as const satisfies Record<GapKind, string>

/** Why a part was not read, or not wholly; undefined if it was. */
function reasonOf({ data, error }: Part): string | undefined {
  if (!data) return error === null || error === undefined ? 'not yet read' : FAILED[asHealthPrepError(error).kind]
  const gap = data.gaps.find((each) => !isFootnote(each))
  if (gap) return IN_PART[gap.kind]
  return data.unreadable.length > 0 ? 'in part: some entries could not be understood' : undefined
}

/** What the note says was not read, one line per reason: `laboratory results, reports (refused by the server)`. */
export function notRead(parts: readonly Part[]): readonly string[] {
  const byReason = new Map<string, string[]>()
  for (const part of parts) {
    const reason = reasonOf(part)
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), part.name])
  }
  return [...byReason].map(([reason, names]) => `${names.join(', ')} (${reason})`)
}
