import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { lookbackStart } from '#clinical/baseline.ts'
import { joined, procedureStatus, procedureText } from '#clinical/fact-text.ts'
import { inWindow } from '#clinical/lookback.ts'
import type { Procedure } from '#clinical/procedure.ts'
import type { SectionProps } from '#features/section.ts'
import { encountersQuery, proceduresQuery } from '#fhir/queries.ts'
import { formatDate, newestFirst } from '#lib/dates.ts'
import { Fold } from '#ui/Fold.tsx'
import { LookbackPicker } from '#ui/LookbackPicker.tsx'
import { OlderNote } from '#ui/OlderNote.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { Tag } from '#ui/Tag.tsx'
import { useLookback } from '#ui/use-lookback.ts'

const MOST = 10

export function ProceduresSection({ session, ticks, today, openSource }: SectionProps) {
  const query = useQuery(proceduresQuery(session))
  const visits = useQuery(encountersQuery(session))
  const [lookback, setLookback] = useLookback('procedures')
  const items = query.data?.items
  const { from, why } = lookbackStart(lookback, today, visits.data, session.user)
  const view = useMemo(() => {
    const sorted = (items ?? []).toSorted((a, b) => newestFirst(a.performed, b.performed))
    const held = sorted.filter(({ status }) => status !== 'entered-in-error')
    const setAside = sorted.filter(({ status }) => status === 'entered-in-error')
    return { ...inWindow(held, ({ performed }) => performed, from), setAside }
  }, [items, from])
  const row = (procedure: Procedure) => {
    const { id, source, concept, status, performed, performedText, outcome, performers } = procedure
    const text = procedureText(procedure)
    const toggle = () => ticks.toggle({ id, section: 'procedures', text, sources: [source] })
    const word = procedureStatus(procedure)
    return (
      <Row
        key={id}
        tick={status === 'entered-in-error' ? undefined : { checked: ticks.has(id), onToggle: toggle, label: text }}
        date={performed ? formatDate(performed) : (performedText ?? 'undated')}
        reason={joined([outcome, performers[0]], ' · ')}
        onSource={() => openSource(source)}
      >
        {word !== undefined && <Tag tone="mute">{word}</Tag>}
        {concept.text}
      </Row>
    )
  }
  return (
    <Section
      id="procedures"
      title="Procedures"
      query={query}
      none="No procedures recorded"
      isFact={({ status }) => status !== 'entered-in-error'}
      head={<LookbackPicker of="procedures" value={lookback} onChange={setLookback} />}
    >
      {() => (
        <>
          {why !== undefined && <p className="footnote">{why}</p>}
          <RowList items={view.shown.slice(0, MOST)} row={row} />
          {view.shown.length > MOST && (
            <Fold label={`${view.shown.length - MOST} more`}>
              <RowList items={view.shown.slice(MOST)} row={row} />
            </Fold>
          )}
          <OlderNote count={view.older} what="procedures" before={from} onShowAll={() => setLookback('all')} />
          {view.setAside.length > 0 && (
            <Fold label={`${view.setAside.length} entered in error`}>
              <RowList items={view.setAside} row={row} />
            </Fold>
          )}
        </>
      )}
    </Section>
  )
}
