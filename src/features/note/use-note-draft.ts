import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { Session } from '#auth/session.ts'
import type { Ticks } from '#clinical/note.ts'
import { formatTime } from '#lib/dates.ts'
import { hasLine, isEmpty, withLine, withoutLine, type DraftContent } from './draft-content.ts'
import { NoteFiler, type Filing } from './filing.ts'
import { seenNow } from './seen.ts'
import { DraftKeeper, type DraftState, type Keeping } from './note-draft.ts'

/** The draft of a sign-in, as the screen sees it. */
export type NoteDraft = {
  readonly session: Session
  /** For the sections' ticks. */
  readonly ticks: Ticks
  readonly content: DraftContent
  readonly state: DraftState
  readonly filing: Filing
  /** False while another window has the draft, while a note is under way, and while one may be in the chart. */
  readonly editable: boolean
  /** `draft kept 13:57`. */
  readonly savedWords: string
  readonly keeper: DraftKeeper
  readonly filer: NoteFiler
}

type Desk = { readonly keeper: DraftKeeper; readonly filer: NoteFiler }

/** By session key: two sign-ins never share one, and one that is left and returned to is the same. */
const desks = new Map<string, Desk>()

function deskOf(session: Session): Desk {
  const known = desks.get(session.key)
  if (known) return known
  const keeper = new DraftKeeper(session)
  const made = { keeper, filer: new NoteFiler(keeper) }
  desks.set(session.key, made)
  return made
}

/** For signing out: removes the drafts of this person for this patient, and keeps none of this session from here on. */
export async function wipeDrafts(session: Session): Promise<void> {
  // The desk stays, ended, so that a screen still open cannot begin to keep drafts again.
  await deskOf(session).keeper.wipe()
}

/** Whether what is in the draft is still there once the sign-in has ended and the same person signs in again. */
export function outlivesSignIn(session: Session): boolean {
  const keeper = desks.get(session.key)?.keeper
  if (!keeper) return true
  const { content, keeping, elsewhere } = keeper.state()
  // What was typed before another window took the draft is nowhere but here.
  const isOnlyHere = keeping.kind === 'window-only' || (elsewhere && keeper.unsaved)
  // Where the server did not say who signed in, a draft is bound to the sign-in itself.
  return isEmpty(content) || (!isOnlyHere && session.user !== undefined)
}

/** For locking: keeps what is unsaved, then forgets here what it says; false where it could not all be kept. */
export async function putDraftAway({ key }: Session): Promise<boolean> {
  const isKept = await desks.get(key)?.keeper.putAway()
  desks.delete(key)
  return isKept ?? true
}

export function useNoteDraft(session: Session): NoteDraft {
  const { keeper, filer } = deskOf(session)
  const client = useQueryClient()
  const state = useSyncExternalStore(keeper.subscribe, keeper.state)
  const filing = useSyncExternalStore(filer.subscribe, filer.state)
  const { content, elsewhere } = state
  const editable = filer.free && !elsewhere && !state.opening
  // Of the draft only its lines: words typed into the note change nothing for the sections.
  const { lines } = content
  const ticks = useMemo<Ticks>(
    () => ({
      frozen: !editable,
      has: (id) => hasLine({ lines }, id),
      lines: (section) => lines.flatMap(({ line }) => (line.section === section ? [line] : [])),
      toggle: (line) => {
        if (!filer.free) return
        const ticked = hasLine({ lines }, line.id)
        keeper.change((now) =>
          ticked ? withoutLine(now, line.id) : withLine(now, line, seenNow(client, session.key, line)),
        )
      },
    }),
    [lines, keeper, filer, editable, client, session.key],
  )
  return { session, ticks, content, state, filing, editable, savedWords: keepingWords(state.keeping), keeper, filer }
}

function keepingWords(keeping: Keeping): string {
  switch (keeping.kind) {
    case 'nothing':
      return ''
    case 'kept':
      return `draft kept ${formatTime(keeping.at)}`
    case 'window-only':
      return 'this draft lives in this window only'
  }
}
