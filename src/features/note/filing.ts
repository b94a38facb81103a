import type { Session } from '#auth/session.ts'
import type { FilingResult, LookFor, LookUp, NoteDraft } from '#fhir/file-note.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { EMPTY_DRAFT, type DocStatus, type Pending } from './draft-content.ts'
import type { DraftKeeper } from './note-draft.ts'

/** What a person has seen and agreed to: exactly this is sent. */
export type Reviewed = {
  readonly text: string
  readonly fingerprint: string
  readonly encounterId: string
  readonly docStatus: DocStatus
  readonly visitWords: string
}

export type Receipt = Omit<Extract<FilingResult, { outcome: 'saved' }>, 'readBack' | 'outcome'> & {
  /** Undefined for a note whose answer was lost and which was then found in the chart. */
  readonly readBack: Extract<FilingResult, { outcome: 'saved' }>['readBack'] | undefined
  readonly text: string
  readonly visitWords: string
}

export type Filing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'saved'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly result: Extract<FilingResult, { outcome: 'refused' }> }
  | { readonly kind: 'unknown'; readonly pending: Pending; readonly look: 'not-yet' | 'looking' | LookUp }

/** Comes with the panel of the note, so it is there before anything can be sent. */
const writer = () => import('#fhir/file-note.ts')

/** What is thrown was thrown before anything was sent: from there on `fileNote` answers instead of throwing. */
async function sendOnce(session: Session, draft: NoteDraft): Promise<FilingResult> {
  try {
    return await (await writer()).fileNote(session, draft)
  } catch (error) {
    const { kind, code } = asHealthPrepError(error)
    return { outcome: 'refused', sent: false, reasons: ['other'], code, kind }
  }
}

async function lookOnce(session: Session, lookFor: LookFor): Promise<LookUp> {
  try {
    return await (await writer()).lookUpNote(session, lookFor)
  } catch (error) {
    const { kind, code } = asHealthPrepError(error)
    return { outcome: 'could-not-look', code: code ?? kind }
  }
}

const IDLE: Filing = { kind: 'idle' }

/** Sends the reviewed text of one draft, once, and says what became of it. */
export class NoteFiler {
  readonly #keeper: DraftKeeper
  #filing: Filing = IDLE
  readonly #listeners = new Set<() => void>()

  constructor(keeper: DraftKeeper) {
    this.#keeper = keeper
    keeper.subscribe(this.#remember)
  }

  readonly state = (): Filing => this.#filing

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether the draft may be changed or sent: not while a note is under way or may be in the chart. */
  get free(): boolean {
    const filing = this.#filing
    if (filing.kind === 'unknown') return typeof filing.look === 'object' && filing.look.outcome === 'not-found'
    return filing.kind !== 'sending'
  }

  /** Does nothing while a note is under way or unresolved, so a held key or a second click sends nothing. */
  readonly send = async (note: Reviewed): Promise<void> => {
    const { state, session, changeNow, change } = this.#keeper
    if (!this.free || state().elsewhere || state().opening) return
    this.#set({ kind: 'sending' })
    const { text, fingerprint, encounterId, docStatus, visitWords } = note
    const pending: Pending = { at: Date.now(), text, fingerprint, encounterId, visitWords }
    await changeNow((content) => ({ ...content, pending }))
    const draft = { sessionKey: session.key, patientId: session.patientId, encounterId, text, docStatus }
    const result = await sendOnce(session, draft)
    switch (result.outcome) {
      case 'saved':
        await changeNow(() => EMPTY_DRAFT)
        return this.#set({ kind: 'saved', receipt: { ...result, text, visitWords } })
      case 'refused':
        change((content) => ({ ...content, pending: undefined }))
        return this.#set({ kind: 'refused', result })
      case 'unknown':
        return this.#set({ kind: 'unknown', pending, look: 'not-yet' })
    }
  }

  /** Looks whether the note whose answer was lost is in the chart. */
  readonly lookUp = async (): Promise<void> => {
    const filing = this.#filing
    if (filing.kind !== 'unknown' || filing.look === 'looking') return
    const { pending } = filing
    this.#set({ ...filing, look: 'looking' })
    const { encounterId, fingerprint, at, text, visitWords } = pending
    const look = await lookOnce(this.#keeper.session, { encounterId, fingerprint, sentAt: at })
    if (look.outcome === 'not-found') this.#keeper.change((content) => ({ ...content, pending: undefined }))
    if (look.outcome !== 'found') return this.#set({ kind: 'unknown', pending, look })
    await this.#keeper.changeNow(() => EMPTY_DRAFT)
    const { id, at: filedAt = at } = look.note
    const { copies } = look
    const receipt = { id, at: filedAt, encounterId, fingerprint, copies, readBack: undefined, text, visitWords }
    return this.#set({ kind: 'saved', receipt })
  }

  /** The person has read the outcome. */
  readonly dismiss = (): void => {
    if (this.free) this.#set(IDLE)
  }

  /** A filing that was under way when the window was closed: nobody knows what became of it. */
  readonly #remember = (): void => {
    const { pending } = this.#keeper.state().content
    if (pending && this.#filing.kind === 'idle') this.#set({ kind: 'unknown', pending, look: 'not-yet' })
  }

  #set(filing: Filing): void {
    this.#filing = filing
    for (const listener of this.#listeners) listener()
  }
}
