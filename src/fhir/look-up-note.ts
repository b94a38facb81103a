import type { Session } from '#auth/session.ts'
import { recogniseNote } from '#clinical/recognise-note.ts'
import { plainDateOfInstant } from '#lib/dates.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { isFootnote } from '#lib/reading.ts'
import { isWrongPatient, markMixed } from './mixed.ts'
import { unreadable } from './read/reader.ts'
import { firstPage, followSearch } from './search.ts'
import { textOf, toStoredNote, type StoredNote } from './stored-note.ts'

type OurNote = {
  readonly id: string
  /** When the chart says it was filed, epoch milliseconds. */
  readonly at: number | undefined
  readonly docStatus: string | undefined
  readonly fingerprint: string
  readonly intact: boolean
}

/** `complete` only if every note that could be ours was found and read. */
export type OurNotes = {
  readonly notes: readonly OurNote[]
  readonly complete: boolean
  readonly code: string | undefined
}

export type LookUp =
  /** `copies`: how many notes of the visit have this very text; more than one where a proxy or browser sent it again. */
  | { readonly outcome: 'found'; readonly note: OurNote; readonly copies: number }
  /** Every note of the visit was read, more than once, and this one is not among them. */
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'could-not-look'; readonly code: string }

/** The chart dates a note by its own clock; only a day's difference is sure to be no difference of clocks. */
const DAY = 24 * 60 * 60 * 1000

/** A server that is slow to store or to index may show a note only seconds later. */
const WAITS = [2_000, 5_000] as const

export type LookFor = {
  readonly encounterId: string
  readonly fingerprint: string
  /** When it was sent, by this computer's clock. */
  readonly sentAt: number
  /** Between looks, in milliseconds. */
  readonly waits?: readonly number[]
}

/**
 * Whether a note with this fingerprint is among the notes of the visit. Only `not-found` makes it safe to send again.
 * Never throws for what the server does.
 */
export async function searchForNote(
  session: Session,
  { encounterId, fingerprint, sentAt, waits = WAITS }: LookFor,
): Promise<LookUp> {
  for (const wait of [0, ...waits]) {
    if (wait > 0) await new Promise((resume) => setTimeout(resume, wait))
    const { notes, complete, code } = await ourNotes(
      session,
      encounterId,
      ({ date }) => (date?.instant ?? sentAt) >= sentAt - DAY,
    )
    const same = notes.filter((each) => each.fingerprint === fingerprint)
    if (same[0]) return { outcome: 'found', note: same[0], copies: same.length }
    if (!complete) return { outcome: 'could-not-look', code: code ?? 'incomplete' }
  }
  return { outcome: 'not-found' }
}

/** The notes that this app has filed for the visit today. Never throws for what the server does. */
export function findOurNotesToday(session: Session, encounterId: string, now: number): Promise<OurNotes> {
  const today = plainDateOfInstant(now).toString()
  // A note without a date may be of today.
  return ourNotes(session, encounterId, ({ date }) => date === undefined || date.text === today)
}

async function ourNotes(
  session: Session,
  encounterId: string,
  wanted: (note: StoredNote) => boolean,
): Promise<OurNotes> {
  try {
    const collected = await followSearch<StoredNote>({
      session,
      first: firstPage(`DocumentReference?encounter=${encodeURIComponent(encounterId)}`, session.patientId, 1000),
      context: {
        resourceType: 'DocumentReference',
        query: 'DocumentReference?encounter',
        read: Promise.resolve((resource) => toStoredNote(resource) ?? unreadable('type')),
        keep: () => true,
        patientId: session.patientId,
        fhirBase: session.issuer.fhirBase,
      },
      signal: session.signal,
      progress: () => undefined,
    })
    // A server that ignores `encounter` answers with every note of the patient.
    const here = [...collected.items.values()].filter(
      (note) =>
        note.status !== 'entered-in-error' &&
        (note.encounterIds.length === 0 || note.encounterIds.includes(encounterId)) &&
        wanted(note),
    )
    const read = await Promise.all(here.map((note) => readOurs(session, note)))
    const codes = read.filter((result) => typeof result === 'string')
    const gap = [...collected.gaps.values()].find((each) => !isFootnote(each))
    return {
      notes: read.filter((result) => typeof result === 'object'),
      complete: codes.length === 0 && gap === undefined && collected.unreadable.size === 0,
      code: codes[0] ?? gap?.kind ?? (collected.unreadable.size > 0 ? 'unreadable' : undefined),
    }
  } catch (error) {
    if (isWrongPatient(error)) markMixed(session.key)
    return {
      notes: [],
      complete: false,
      code: error instanceof HealthPrepError ? (error.code ?? error.kind) : 'stopped',
    }
  }
}

/** One of ours, undefined for anybody else's, or a code where that cannot be told. */
async function readOurs(session: Session, note: StoredNote): Promise<OurNote | string | undefined> {
  try {
    const stored = await textOf(session, note, session.signal)
    if (stored === 'cannot-read') return 'text-unreadable'
    const own = stored === 'none' ? undefined : recogniseNote(stored.text)
    if (!own) return undefined
    const { fingerprint, intact } = own
    return { id: note.id, at: note.date?.instant, docStatus: note.docStatus, fingerprint, intact }
  } catch (error) {
    return error instanceof HealthPrepError ? (error.code ?? error.kind) : 'stopped'
  }
}
