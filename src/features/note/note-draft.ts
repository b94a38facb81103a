import type { Session } from '#auth/session.ts'
import { createAutosave } from './autosave.ts'
import { EMPTY_DRAFT, isEmpty, merged, type DraftContent } from './draft-content.ts'
import type { Handle, KeptDraft } from './draft-store.ts'
import type { OtherWindows } from './other-windows.ts'

/** Loaded after the first sections: drawing the sheet does not wait for it. */
const disk = () => import('./draft-disk.ts')

const SAVE_EVERY_MS = 400
/** What could not be kept is tried again so long after: storage may be full, or gone, for a moment only. */
const TRY_AGAIN_MS = 10_000

export type Keeping =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'kept'; readonly at: number }
  /** The browser gives no storage. */
  | { readonly kind: 'window-only' }

export type DraftState = {
  readonly content: DraftContent
  /** Looking whether a draft was kept. */
  readonly opening: boolean
  readonly keeping: Keeping
  /** When the draft that was brought back had last been kept. */
  readonly restoredFrom: number | undefined
  readonly setAside: number | undefined
  readonly ofOtherVisit: KeptDraft | undefined
  /** Whether drafts of other visits lie on the disk besides. */
  readonly othersKept: boolean
  /** Another window has this draft: nothing may be changed here. */
  readonly elsewhere: boolean
}

const START: DraftState = {
  content: EMPTY_DRAFT,
  opening: true,
  keeping: { kind: 'nothing' },
  restoredFrom: undefined,
  setAside: undefined,
  ofOtherVisit: undefined,
  othersKept: false,
  elsewhere: false,
}

/**
 * The draft of one sign-in. It lives outside the screen, so that a note under way survives leaving the page of the note,
 * and saving goes on whatever is opened or closed.
 */
export class DraftKeeper {
  readonly session: Session
  #state = START
  #handle: Handle = { revision: undefined, replaces: undefined }
  #windows: OtherWindows | undefined
  #ended = false
  #unsaved = false
  #again: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()
  readonly #autosave = createAutosave<DraftContent>((content) => this.#save(content), SAVE_EVERY_MS)

  constructor(session: Session) {
    this.session = session
    void this.#open()
    // Whatever ends the page or the sign-in, what was typed until then is kept.
    session.signal.addEventListener('abort', this.flush)
    globalThis.addEventListener('pagehide', this.#leave)
    globalThis.document.addEventListener('visibilitychange', this.flush)
  }

  readonly state = (): DraftState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly flush = (): void => void this.#flush()

  /** Changes the draft, unless another window has it. Kept soon after. */
  readonly change = (edit: (content: DraftContent) => DraftContent): void => {
    if (this.#state.elsewhere || this.#ended) return
    const content = edit(this.#state.content)
    if (content === this.#state.content) return
    this.#unsaved = true
    this.#set({ content })
    if (!this.#state.opening) this.#autosave.change(content)
  }

  /**
   * Changes the draft and waits until that is on the disk, as far as there is one, but not for long.
   * @returns whether the draft is still this window's
   */
  readonly changeNow = async (edit: (content: DraftContent) => DraftContent): Promise<boolean> => {
    this.change(edit)
    await Promise.race([this.#flush(), new Promise((resume) => setTimeout(resume, 2_000))])
    return !this.#state.elsewhere
  }

  /** Takes back that a note is being sent, in this window alone: nothing was. */
  readonly withdraw = (): void => this.#set({ content: { ...this.#state.content, pending: undefined } })

  readonly bringFromOtherVisit = (): void => {
    const { ofOtherVisit, elsewhere } = this.#state
    if (!ofOtherVisit || elsewhere || this.#ended) return
    // What was written here meanwhile is a record of its own already, and stays the one that is written.
    this.#handle = { ...this.#handle, replaces: ofOtherVisit.handle.replaces }
    this.#set({ ofOtherVisit: undefined, othersKept: false, restoredFrom: ofOtherVisit.savedAt })
    // The visit must be chosen anew; the words are the same.
    this.change((content) => merged({ ...ofOtherVisit.content, visitId: undefined }, content))
  }

  readonly leaveOtherVisit = (): void => this.#set({ ofOtherVisit: undefined, setAside: undefined })

  readonly takeOver = async (): Promise<void> => {
    await this.#windows?.takeOver()
    // Not to be written in before what the other window wrote last is here.
    this.#set({ elsewhere: false, opening: true })
    await this.#load()
  }

  /**
   * Keeps on the disk what is unsaved, and forgets it here.
   * @returns whether all of it is on the disk
   */
  readonly putAway = async (): Promise<boolean> => {
    await this.#flush()
    const isKept = !this.#unsaved || isEmpty(this.#state.content)
    this.#end()
    this.#set({ ...START, opening: false })
    return isKept
  }

  /** Whether something was typed or ticked that is not on the disk. */
  get unsaved(): boolean {
    return this.#unsaved
  }

  /** Removes the draft from the disk; nothing is kept from here on. */
  readonly wipe = async (): Promise<void> => {
    this.#end()
    await this.#autosave.stop()
    this.#set({ ...START, opening: false })
    try {
      const { wipeStored } = await disk()
      await wipeStored(this.session)
    } catch (error) {
      // A browser that forbids storage has nothing to wipe. Any other failure may leave a draft on the disk.
      if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error
    }
  }

  #flush(): Promise<void> {
    // A save that failed has left nothing to be saved: it is handed in again.
    if (this.#unsaved && !this.#state.opening && !this.#state.elsewhere) this.#autosave.change(this.#state.content)
    return this.#autosave.flush()
  }

  #end(): void {
    this.#ended = true
    clearTimeout(this.#again)
    this.session.signal.removeEventListener('abort', this.flush)
    globalThis.removeEventListener('pagehide', this.#leave)
    globalThis.document.removeEventListener('visibilitychange', this.flush)
    this.#windows?.close()
  }

  readonly #leave = (): void => {
    this.flush()
    this.#windows?.close()
  }

  async #open(): Promise<void> {
    await this.#load()
    if (this.#ended) return
    try {
      const { bindingOf, idOf, keepSweeping, watchOtherWindows } = await disk()
      keepSweeping()
      const id = await idOf(bindingOf(this.session))
      if (this.#ended) return
      this.#windows = watchOtherWindows(`healthprep draft ${id}`, {
        onHeld: () => this.#set({ elsewhere: true }),
        onTaken: async () => {
          await this.#flush()
          this.#set({ elsewhere: true })
        },
      })
    } catch {
      // Without it the revision of the stored record still keeps two windows apart.
    }
  }

  async #load(): Promise<void> {
    try {
      const { draft, ofOtherVisit, othersKept, setAside } = await (await disk()).loadDraft(this.session, Date.now())
      if (this.#ended) return
      const before = this.#unsaved ? this.#state.content : EMPTY_DRAFT
      // Nothing kept any more: what was shown here has been filed or removed by the window that had it.
      if (!draft) this.#set({ opening: false, ofOtherVisit, othersKept, setAside, content: before })
      else {
        this.#handle = draft.handle
        // The visit the chart was open for then is as good as chosen: it was shown.
        const visitId = draft.content.visitId ?? draft.encounterId
        const stored = { ...draft.content, visitId: visitId === this.session.encounterId ? undefined : visitId }
        const keeping = { kind: 'kept', at: draft.savedAt } as const
        const content = merged(stored, before)
        this.#set({ opening: false, othersKept, setAside, keeping, restoredFrom: draft.savedAt, content })
      }
      if (!isEmpty(before)) this.#autosave.change(this.#state.content)
    } catch {
      this.#set({ opening: false, keeping: { kind: 'window-only' } })
    }
  }

  async #save(content: DraftContent): Promise<void> {
    if (this.#ended) return
    clearTimeout(this.#again)
    const handle = this.#handle
    try {
      const saved = await (await disk()).saveDraft(this.session, content, handle, Date.now())
      if (saved.outcome === 'conflict') this.#set({ elsewhere: true })
      else {
        // A draft of another visit may have been brought here during the save: its record is still to be replaced.
        const replaces = this.#handle.replaces === handle.replaces ? undefined : this.#handle.replaces
        this.#handle = { ...saved.handle, replaces }
        this.#unsaved = content !== this.#state.content
        this.#set({ keeping: isEmpty(content) ? { kind: 'nothing' } : { kind: 'kept', at: saved.at } })
      }
    } catch {
      this.#set({ keeping: { kind: 'window-only' } })
      if (!this.#ended) this.#again = setTimeout(this.flush, TRY_AGAIN_MS)
    }
  }

  #set(changes: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...changes }
    for (const listener of this.#listeners) listener()
  }
}
