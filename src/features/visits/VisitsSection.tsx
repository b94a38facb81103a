import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { lookbackStart } from '#clinical/baseline.ts'
import { joined, visitName, visitText } from '#clinical/fact-text.ts'
import { inWindow } from '#clinical/lookback.ts'
import { viewVisits } from '#clinical/view-visits.ts'
import { isUnclosed } from '#clinical/visit.ts'
import type { Visit } from '#clinical/visit.ts'
import type { SectionProps } from '#features/section.ts'
import { appointmentsQuery, encountersQuery } from '#fhir/queries.ts'
import { formatDate, formatMoment } from '#lib/dates.ts'
import { Fold } from '#ui/Fold.tsx'
import { LookbackPicker } from '#ui/LookbackPicker.tsx'
import { OlderNote } from '#ui/OlderNote.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { Tag } from '#ui/Tag.tsx'
import { useLookback } from '#ui/use-lookback.ts'

const MOST = 8

const STATUS: Partial<Record<Visit['status'], string>> = {
  planned: 'Planned',
  'in-progress': 'Under way',
  cancelled: 'Cancelled',
  'no-show': 'Did not come',
  'entered-in-error': 'Entered in error',
  unknown: 'Status not recorded',
}

export function VisitsSection({ session, ticks, today, openSource }: SectionProps) {
  const encounters = useQuery(encountersQuery(session))
  const appointments = useQuery(appointmentsQuery(session))
  const [lookback, setLookback] = useLookback('visits')
  const view = useMemo(
    () => viewVisits([...(encounters.data?.items ?? []), ...(appointments.data?.items ?? [])], today.toString()),
    [encounters.data, appointments.data, today],
  )
  const { from, why } = lookbackStart(lookback, today, encounters.data, session.user)
  const past = useMemo(() => inWindow(view.past, (visit) => visit.start, from), [view, from])
  const row = (visit: Visit) => {
    const { id, source, status, start, clinicians, location } = visit
    const text = visitText(visit, today.toString())
    const toggle = () => ticks.toggle({ id, section: 'visits', text, sources: [source] })
    const word = isUnclosed(visit, today.toString()) ? 'Not closed' : STATUS[status]
    return (
      <Row
        key={id}
        tick={status === 'entered-in-error' ? undefined : { checked: ticks.has(id), onToggle: toggle, label: text }}
        date={start ? (status === 'planned' ? formatMoment(start) : formatDate(start)) : 'undated'}
        reason={joined([clinicians.map(({ name }) => name).join(', '), location], ' · ')}
        onSource={() => openSource(source)}
      >
        {word !== undefined && <Tag tone="mute">{word}</Tag>}
        {visitName(visit)}
      </Row>
    )
  }
  return (
    <Section
      id="visits"
      title="Visits"
      query={[
        { part: 'past visits', query: encounters },
        { part: 'planned visits', query: appointments },
      ]}
      none="No visits recorded, past or planned,"
      isFact={({ status }) => status !== 'entered-in-error'}
      head={<LookbackPicker of="visits" value={lookback} onChange={setLookback} />}
    >
      {() => (
        <>
          {why !== undefined && <p className="footnote">{why}</p>}
          {view.ahead.length > 0 && <h3 className="sub">Today and planned</h3>}
          <RowList items={view.ahead} row={row} />
          {view.ahead.length > 0 && past.shown.length > 0 && <h3 className="sub">Past</h3>}
          <RowList items={past.shown.slice(0, MOST)} row={row} />
          {past.shown.length > MOST && (
            <Fold label={`${past.shown.length - MOST} more`}>
              <RowList items={past.shown.slice(MOST)} row={row} />
            </Fold>
          )}
          <OlderNote count={past.older} what="visits" before={from} onShowAll={() => setLookback('all')} />
          {view.setAside.length > 0 && (
            <Fold label={`${view.setAside.length} cancelled, missed or entered in error`}>
              <RowList items={view.setAside} row={row} />
            </Fold>
          )}
        </>
      )}
    </Section>
  )
}
