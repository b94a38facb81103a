import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { MEDICATION_STATUS, medicationName, medicationText } from '#clinical/fact-text.ts'
import type { Medication } from '#clinical/medication.ts'
import { viewMedications } from '#clinical/view-medications.ts'
import type { SectionProps } from '#features/section.ts'
import { medicationsQuery } from '#fhir/queries.ts'
import { formatDate } from '#lib/dates.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { Tag } from '#ui/Tag.tsx'
import { countText } from '#ui/count-text.ts'

export function MedicationsSection({ session, ticks, openSource }: SectionProps) {
  const query = useQuery(medicationsQuery(session))
  const view = useMemo(() => viewMedications(query.data?.items ?? []), [query.data])
  const row = (medication: Medication) => {
    const { id, source, started, ended, status, statusReason, reported } = medication
    const text = medicationText(medication)
    const toggle = () => ticks.toggle({ id, section: 'medications', text, sources: [source] })
    const words = [
      reported ? 'reported, not ordered here' : '',
      statusReason ?? '',
      ended ? `until ${formatDate(ended)}` : '',
    ].filter(Boolean)
    return (
      <Row
        key={id}
        tick={status === 'entered-in-error' ? undefined : { checked: ticks.has(id), onToggle: toggle, label: text }}
        date={started ? formatDate(started) : 'undated'}
        reason={words.join(' · ')}
        onSource={() => openSource(source)}
      >
        {status !== 'active' && <Tag tone="mute">{MEDICATION_STATUS[status]}</Tag>}
        {medicationName(medication)}
      </Row>
    )
  }
  return (
    <Section
      id="medications"
      title="Medications"
      query={query}
      none="No medications recorded"
      isFact={({ status }) => status !== 'entered-in-error'}
      count={({ complete }) => countText(view.active.length, 'recorded as active', complete)}
    >
      {() => (
        <>
          <RowList items={view.active} row={row} />
          <RowList items={view.unsettled} row={row} />
          {view.ended.length > 0 && (
            <Fold label={`${view.ended.length} stopped, completed or cancelled`}>
              <RowList items={view.ended} row={row} />
            </Fold>
          )}
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
