import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Allergy } from '#clinical/allergy.ts'
import { allergyText } from '#clinical/fact-text.ts'
import { viewAllergies } from '#clinical/view-allergies.ts'
import type { SectionProps } from '#features/section.ts'
import { allergiesQuery } from '#fhir/queries.ts'
import { formatDate } from '#lib/dates.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { countText } from '#ui/count-text.ts'
import { AllergyWords } from './AllergyWords.tsx'

export function AllergiesSection({ session, ticks, openSource }: SectionProps) {
  const query = useQuery(allergiesQuery(session))
  const view = useMemo(() => viewAllergies(query.data?.items ?? []), [query.data])
  const row = (allergy: Allergy) => {
    const { id, source, recorded, onset } = allergy
    const text = allergyText(allergy)
    const toggle = () => ticks.toggle({ id, section: 'allergies', text, sources: [source] })
    const date = recorded ?? onset
    return (
      <Row
        key={id}
        tick={{ checked: ticks.has(id), onToggle: toggle, label: text }}
        date={date ? formatDate(date) : 'undated'}
        onSource={() => openSource(source)}
      >
        <AllergyWords allergy={allergy} />
      </Row>
    )
  }
  const aside = (allergy: Allergy) => (
    <Row
      key={allergy.id}
      date={allergy.recorded && formatDate(allergy.recorded)}
      onSource={() => openSource(allergy.source)}
    >
      <AllergyWords allergy={allergy} />
    </Row>
  )
  return (
    <Section
      id="allergies"
      title="Allergies"
      query={query}
      none="No allergies recorded, and nobody recorded that there are none,"
      isFact={(allergy) => !view.setAside.includes(allergy) && !view.notAsked.includes(allergy)}
      count={({ complete }) =>
        view.current.length > 0 ? countText(view.current.length, 'recorded', complete) : undefined
      }
    >
      {() => (
        <>
          {view.contradicted && (
            <p className="note-warn">
              <b>The record contradicts itself:</b> it lists an allergy, and somebody recorded that there are none.
            </p>
          )}
          <RowList items={[...view.current, ...view.assertions, ...view.notAsked]} row={row} />
          {view.past.length > 0 && (
            <Fold label={`${view.past.length} inactive or resolved`}>
              <RowList items={view.past} row={row} />
            </Fold>
          )}
          {view.setAside.length > 0 && (
            <Fold label={`${view.setAside.length} refuted or entered in error`}>
              <RowList items={view.setAside} row={aside} />
            </Fold>
          )}
        </>
      )}
    </Section>
  )
}
