import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { immunizationText, joined } from '#clinical/fact-text.ts'
import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import type { SectionProps } from '#features/section.ts'
import { immunizationsQuery } from '#fhir/queries.ts'
import { formatDate, newestFirst } from '#lib/dates.ts'
import { countText } from '#ui/count-text.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { Tag } from '#ui/Tag.tsx'

const MOST = 10

export function ImmunizationsSection({ session, ticks, openSource }: SectionProps) {
  const query = useQuery(immunizationsQuery(session))
  const items = query.data?.items
  const { held, setAside } = useMemo(() => {
    const sorted = (items ?? []).toSorted((a, b) => newestFirst(a.given, b.given))
    return {
      held: sorted.filter(({ status }) => status !== 'entered-in-error'),
      setAside: sorted.filter(({ status }) => status === 'entered-in-error'),
    }
  }, [items])
  const row = (record: ImmunizationRecord) => {
    const { id, source, vaccine, status, given, givenText, primarySource, doseNumber, statusReason } = record
    const text = immunizationText(record)
    const toggle = () => ticks.toggle({ id, section: 'immunizations', text, sources: [source] })
    const reason = joined(
      [
        statusReason,
        doseNumber !== undefined && `dose ${doseNumber}`,
        primarySource === false && 'reported, not given here',
        status === 'unknown' && 'whether it was given is not recorded',
      ],
      ' · ',
    )
    return (
      <Row
        key={id}
        tick={status === 'entered-in-error' ? undefined : { checked: ticks.has(id), onToggle: toggle, label: text }}
        date={given ? formatDate(given) : (givenText ?? 'undated')}
        reason={reason}
        onSource={() => openSource(source)}
      >
        {status === 'not-done' && <Tag tone="mute">Not given</Tag>}
        {vaccine.text}
      </Row>
    )
  }
  return (
    <Section
      id="immunizations"
      title="Immunizations"
      query={query}
      none="No immunizations recorded"
      isFact={({ status }) => status !== 'entered-in-error'}
      count={({ complete }) => {
        const given = held.filter(({ status }) => status === 'completed').length
        return countText(given, given === 1 ? 'dose recorded' : 'doses recorded', complete)
      }}
    >
      {() => (
        <>
          <RowList items={held.slice(0, MOST)} row={row} />
          {held.length > MOST && (
            <Fold label={`${held.length - MOST} earlier`}>
              <RowList items={held.slice(MOST)} row={row} />
            </Fold>
          )}
          {setAside.length > 0 && (
            <Fold label={`${setAside.length} entered in error`}>
              <RowList items={setAside} row={row} />
            </Fold>
          )}
        </>
      )}
    </Section>
  )
}
