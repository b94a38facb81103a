import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Session } from '#auth/session.ts'
import { sayableVaccine } from '#clinical/immunization/record/vaccine-say.ts'
import type { VaccineForecast } from '#clinical/immunization/record/status.ts'
import type { NoteLine, Ticks } from '#clinical/note.ts'
import type { Say } from '#clinical/screening/say.ts'
import { mergeSays, readSayLine, sayGroup, sayNoteLine, saysOfNote } from '#clinical/screening/say-line.ts'
import { documentsQuery, ownNotesQuery } from '#fhir/queries.ts'

/** The clinician's word on one vaccine: what of it belongs to this note, and how to add and take back. */
export type VaccineWord = {
  /** Of this note: what can be taken back. What a filed note says can only be contradicted. */
  readonly isOwn: (say: Say) => boolean
  readonly put: (say: Say) => void
  readonly take: (say: Say) => void
}

export type VaccineSays = {
  /** Of earlier notes and of this one; the last word last. */
  readonly says: readonly Say[]
  /** An earlier note that may be ours could not be read: what it recorded is not known here. */
  readonly unread: boolean
  /** How many of the newest notes were opened, where there are more. */
  readonly onlyNewest: number | undefined
  readonly wordOn: (group: string) => VaccineWord
}

/** What the clinician says of vaccines: lines of the note, as of screenings, found again in the notes filed before. */
export function useVaccineSays(session: Session, ticks: Ticks, vaccines: readonly VaccineForecast[]): VaccineSays {
  // Where the draft cannot be read back, what was said lasts as long as the section.
  const [kept, setKept] = useState<readonly NoteLine[]>([])
  const lines = ticks.lines?.('due') ?? kept
  const { data: documents } = useQuery(documentsQuery(session))
  const { data: notes, error } = useQuery(ownNotesQuery(session, documents))
  const sayables = useMemo(() => ({ rules: vaccines.map(({ group }) => sayableVaccine(group)) }), [vaccines])
  const own = lines.flatMap(({ id, text }) => (id.startsWith('say/') ? (readSayLine(text, sayables) ?? []) : []))
  const earlier = useMemo(() => (notes?.texts ?? []).flatMap((text) => saysOfNote(text, sayables)), [notes, sayables])
  const take = (say: Say) => {
    const gone = lines.filter(({ id }) => id.startsWith(sayGroup(say)))
    for (const each of gone) if (ticks.has(each.id)) ticks.toggle(each)
    setKept((last) => last.filter((each) => !gone.includes(each)))
  }
  return {
    says: mergeSays(earlier, own),
    unread: notes?.unread === true || error !== null,
    onlyNewest: notes?.onlyNewest,
    wordOn: (group) => ({
      isOwn: (say) => own.includes(say),
      put: (say) => {
        take(say)
        const line = sayNoteLine(say, sayableVaccine(group))
        ticks.toggle(line)
        setKept((last) => [...last, line])
      },
      take,
    }),
  }
}
