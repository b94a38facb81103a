import { memo } from 'react'
import type { SectionProps } from '#features/section.ts'
import { SectionSlot } from './SectionSlot.tsx'
import { sections } from './sections.ts'

/**
 * Prepare and record; the note stands beside them. Drawn anew only when what the sections are given changes: each reading
 * that comes changes the sheet's age, and each key pressed changes the note.
 */
export const SheetColumns = memo(function SheetColumns(props: SectionProps) {
  return (
    <>
      <section className="col prepare" id="prepare" aria-label="Prepare" tabIndex={-1}>
        <Place place="prepare" section={props} />
      </section>
      <section className="col record" id="record" aria-label="Record" tabIndex={-1}>
        <Place place="record" section={props} />
      </section>
    </>
  )
})

type PlaceProps = { readonly place: 'prepare' | 'record'; readonly section: SectionProps }

const Place = ({ place, section }: PlaceProps) =>
  sections
    .filter((entry) => entry.place === place)
    .map((entry) => <SectionSlot key={entry.id} entry={entry} section={section} />)
