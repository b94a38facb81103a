import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { lookbackStart } from '#clinical/baseline.ts'
import { inWindow } from '#clinical/lookback.ts'
import type { Result } from '#clinical/result.ts'
import { isVoid } from '#clinical/trend.ts'
import type { TestHistory } from '#clinical/trend.ts'
import { groupVitals } from '#clinical/vital-signs.ts'
import type { SectionProps } from '#features/section.ts'
import { encountersQuery, vitalsQuery } from '#fhir/queries.ts'
import { formatDate } from '#lib/dates.ts'
import { counted } from '#ui/count-text.ts'
import { Fold } from '#ui/Fold.tsx'
import { LookbackPicker } from '#ui/LookbackPicker.tsx'
import { OlderNote } from '#ui/OlderNote.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { useLookback } from '#ui/use-lookback.ts'
import { VitalRow } from './VitalRow.tsx'

const MOST = 12

export function VitalsSection({ session, ticks, today, openSource }: SectionProps) {
  const query = useDeferredValue(useQuery(vitalsQuery(session)))
  const visits = useQuery(encountersQuery(session))
  const [lookback, setLookback] = useLookback('vitals')
  const items = query.data?.items
  const trends = useMemo(() => groupVitals(items ?? []), [items])
  const { from, why } = lookbackStart(lookback, today, visits.data, session.user)
  const { shown, older } = useMemo(() => inWindow(trends.tests, (test) => test.latest.when, from), [trends, from])
  const row = (test: TestHistory) => <VitalRow key={test.key} test={test} ticks={ticks} openSource={openSource} />
  const aside = ({ id, concept, status, when, source }: Result) => (
    <Row
      key={id}
      date={when && formatDate(when)}
      reason={status.replaceAll('-', ' ')}
      onSource={() => openSource(source)}
    >
      {concept.text}
    </Row>
  )
  return (
    <Section
      id="vitals"
      title="Vitals"
      query={query}
      none="No vital signs recorded"
      isFact={(result) => !isVoid(result)}
      head={<LookbackPicker of="vital signs" value={lookback} onChange={setLookback} />}
    >
      {() => (
        <>
          {why !== undefined && <p className="footnote">{why}</p>}
          <RowList items={shown.slice(0, MOST)} row={row} />
          {shown.length > MOST && (
            <Fold label={counted(shown.length - MOST, 'more measurement')}>
              <RowList items={shown.slice(MOST)} row={row} />
            </Fold>
          )}
          <OlderNote count={older} what="vital signs" before={from} onShowAll={() => setLookback('all')} />
          {trends.setAside.length > 0 && (
            <Fold label={`${trends.setAside.length} cancelled or entered in error`}>
              <RowList items={trends.setAside} row={aside} />
            </Fold>
          )}
        </>
      )}
    </Section>
  )
}
