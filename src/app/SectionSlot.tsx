import { useEffect, useState, type ComponentType } from 'react'
import type { SectionProps } from '#features/section.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { Button } from '#ui/Button.tsx'
import { Tag } from '#ui/Tag.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { firstSections } from './first-sections.ts'
import { inTurn } from './in-turn.ts'
import type { SectionEntry } from './sections.ts'

type View = ComponentType<SectionProps>

const loaded = new Map<string, View>(Object.entries(firstSections))

async function loadView({ id, load }: SectionEntry): Promise<View> {
  if (!load) throw new TypeError()
  const view = await inTurn(load)
  loaded.set(id, view)
  return view
}

type SectionSlotProps = { readonly entry: SectionEntry; readonly section: SectionProps }

/** One section in its place: what happens inside, it cannot blank the others. */
export function SectionSlot({ entry, section }: SectionSlotProps) {
  return (
    <ErrorBoundary renderFallen={(thrown, retry) => <FallenSection entry={entry} thrown={thrown} retry={retry} />}>
      <LoadedSection entry={entry} section={section} />
    </ErrorBoundary>
  )
}

/** Not `lazy` in `Suspense`: React keeps what comes in that way off the screen for up to 300 ms. */
function LoadedSection({ entry, section }: SectionSlotProps) {
  const [state, setState] = useState<{ readonly View?: View | undefined; readonly thrown?: unknown }>(() => ({
    View: loaded.get(entry.id),
  }))
  useEffect(() => {
    let gone = false
    const show = (next: typeof state): void => {
      if (!gone) setState(next)
    }
    if (!loaded.has(entry.id))
      loadView(entry).then(
        (View) => show({ View }),
        (thrown: unknown) => show({ thrown }),
      )
    return () => {
      gone = true
    }
  }, [entry])
  if (state.thrown !== undefined) throw state.thrown
  return state.View ? <state.View {...section} /> : <Waiting entry={entry} />
}

function Waiting({ entry }: { readonly entry: SectionEntry }) {
  return (
    <section id={entry.id} className="section" aria-labelledby={`${entry.id}-title`} aria-busy="true" tabIndex={-1}>
      <header>
        <h2 id={`${entry.id}-title`}>{entry.title}</h2>
      </header>
      <p className="waiting">Reading…</p>
    </section>
  )
}

type FallenProps = { readonly entry: SectionEntry; readonly thrown: unknown; readonly retry: () => void }

function FallenSection({ entry, thrown, retry }: FallenProps) {
  const error = asHealthPrepError(thrown)
  return (
    <section id={entry.id} className="section" aria-labelledby={`${entry.id}-title`} tabIndex={-1}>
      <header>
        <h2 id={`${entry.id}-title`}>{entry.title}</h2>
        <Tag tone="ask">Not drawn</Tag>
      </header>
      <div className="note-warn" role="alert">
        <b>This section could not be drawn,</b> so what it holds is unknown here. Look in Epic itself.{' '}
        <Button variant="link" onClick={retry}>
          Try again
        </Button>{' '}
        <code>
          {error.kind} {entry.id}
          {error.code === undefined ? '' : ` ${error.code}`}
        </code>
      </div>
    </section>
  )
}
