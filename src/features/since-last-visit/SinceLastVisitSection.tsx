import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { baselineVisit, earlierVisits, lastDay } from '#clinical/baseline.ts'
import { agoText } from '#clinical/since-last-visit/view-changes.ts'
import type { SectionProps } from '#features/section.ts'
import { encountersQuery } from '#fhir/queries.ts'
import { viewQuery } from '#ui/read-query.ts'
import { Section } from '#ui/Section.tsx'
import { BaselineChoice } from './BaselineChoice.tsx'
import { ChangeRows } from './ChangeRows.tsx'
import { useChanges } from './use-changes.ts'

const MOST_CHOICES = 20

export function SinceLastVisitSection({ session, ticks, today, openSource }: SectionProps) {
  const [chosen, setChosen] = useState<string>()
  const encounters = useQuery(encountersQuery(session))
  const visits = encounters.data?.items
  const day = today.toString()
  const earlier = useMemo(() => earlierVisits(visits ?? [], day), [visits, day])
  const last = useMemo(() => baselineVisit(visits ?? [], day, session.user), [visits, day, session.user])
  const since = chosen ?? (last && lastDay(last))
  const parts = useChanges(session, since, day)
  return (
    <Section
      id="since-last-visit"
      title="Since last visit"
      query={since === undefined ? viewQuery(encounters, () => []) : parts}
      none={since === undefined ? 'No finished visit with a date recorded' : 'No dated change recorded'}
      isFact={({ rank }) => rank !== 'unplaced'}
      count={() => (since === undefined ? undefined : agoText(since, today))}
      head={<BaselineChoice visits={earlier.slice(0, MOST_CHOICES)} since={since} latest={day} onChoose={setChosen} />}
    >
      {({ items }) => (
        <ChangeRows
          changes={items}
          unsure={chosen === undefined && encounters.data?.complete === false}
          ticks={ticks}
          openSource={openSource}
        />
      )}
    </Section>
  )
}
