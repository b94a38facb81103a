import type { Session } from '#auth/session.ts'
import type { Ticks } from '#clinical/note.ts'
import type { Source } from '#clinical/source.ts'

/** What every section of the sheet is given. A section is a function of a session: no context, no globals. */
export type SectionProps = {
  readonly session: Session
  readonly ticks: Ticks
  readonly today: Temporal.PlainDate
  /** Opens the panel that says where a fact comes from. */
  readonly openSource: (source: Source) => void
}
