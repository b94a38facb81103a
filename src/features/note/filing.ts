import type { FilingResult, LookUp } from '#fhir/file-note.ts'
import type { DocStatus, Pending, Sent } from './draft-content.ts'
import type { DraftKeeper } from './note-draft.ts'

/** What a person has seen and agreed to: exactly this is sent. */
export type Reviewed = {
  readonly text: string
  readonly fingerprint: string
  readonly encounterId: string
  readonly docStatus: DocStatus
  readonly visitWords: string
  readonly sent: Sent
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
  | { readonly kind: 'unknown'; readonly pending: Pending; readonly answered: boolean; readonly look: Look }

type Look =
  | 'not-yet'
  | 'looking'
  | LookUp
  /** Not there, but it may still be on its way: nobody answered, and not enough time has passed. */
  | { readonly outcome: 'too-early'; readonly again: number }

/** Comes with the panel of the note, so it is there before anything can be sent. */
const work = () => import('./file-draft.ts')

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
    const { elsewhere, opening } = this.#keeper.state()
    if (!this.free || elsewhere || opening) return
    this.#set({ kind: 'sending' })
    this.#set(await (await work()).sendReviewed(this.#keeper, note))
  }

  /** Looks whether the note whose answer was lost is in the chart. */
  readonly lookUp = async (): Promise<void> => {
    const filing = this.#filing
    if (filing.kind !== 'unknown' || filing.look === 'looking') return
    this.#set({ ...filing, look: 'looking' })
    this.#set(await (await work()).lookForSent(this.#keeper, filing))
  }

  /** The person has read the outcome. */
  readonly dismiss = (): void => {
    if (this.free) this.#set(IDLE)
  }

  /**
   * A filing that was under way when its window was closed or lost the draft to this one: nobody knows what became of it,
   * whatever is known here of an earlier one.
   */
  readonly #remember = (): void => {
    const { pending } = this.#keeper.state().content
    if (pending && this.free) this.#set({ kind: 'unknown', pending, answered: false, look: 'not-yet' })
  }

  #set(filing: Filing): void {
    this.#filing = filing
    for (const listener of this.#listeners) listener()
  }
}
