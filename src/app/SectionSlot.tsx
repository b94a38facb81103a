import { Suspense, lazy, useState, type ComponentType, type LazyExoticComponent } from 'react'
import type { SectionProps } from '#features/section.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { Button } from '#ui/Button.tsx'
import { Tag } from '#ui/Tag.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import type { SectionEntry } from './sections.ts'

type LazySection = LazyExoticComponent<ComponentType<SectionProps>>

const loaded = new WeakMap<SectionEntry, LazySection>()

function lazySection(entry: SectionEntry, anew = false): LazySection {
  const known = loaded.get(entry)
  if (known && !anew) return known
  const made = lazy(() => entry.load().then((section) => ({ default: section })))
  loaded.set(entry, made)
  return made
}

type SectionSlotProps = { readonly entry: SectionEntry; readonly section: SectionProps }

/** One section in its place: what happens inside, it cannot blank the others. */
export function SectionSlot({ entry, section }: SectionSlotProps) {
  const [View, setView] = useState(() => lazySection(entry))
  return (
    <ErrorBoundary
      renderFallen={(thrown, retry) => (
        <FallenSection
          entry={entry}
          thrown={thrown}
          retry={() => {
            setView(lazySection(entry, true))
            retry()
          }}
        />
      )}
    >
      <Suspense fallback={<Waiting entry={entry} />}>
        <View {...section} />
      </Suspense>
    </ErrorBoundary>
  )
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
