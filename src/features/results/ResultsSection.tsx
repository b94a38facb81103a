import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { lookbackStart } from '#clinical/baseline.ts'
import { inWindow } from '#clinical/lookback.ts'
import type { Result } from '#clinical/result.ts'
import { groupTests, isVoid } from '#clinical/trend.ts'
import type { TestHistory } from '#clinical/trend.ts'
import { isAbnormal } from '#clinical/value-text.ts'
import type { SectionProps } from '#features/section.ts'
import { encountersQuery, laboratoryQuery } from '#fhir/queries.ts'
import { formatDate } from '#lib/dates.ts'
import { counted, countText } from '#ui/count-text.ts'
import { Fold } from '#ui/Fold.tsx'
import { LookbackPicker } from '#ui/LookbackPicker.tsx'
import { OlderNote } from '#ui/OlderNote.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { useLookback } from '#ui/use-lookback.ts'
import { TestRow } from './TestRow.tsx'

const MOST = 15

export function ResultsSection({ session, ticks, today, openSource }: SectionProps) {
  const query = useDeferredValue(useQuery(laboratoryQuery(session)))
  const visits = useQuery(encountersQuery(session))
  const [lookback, setLookback] = useLookback('results')
  const items = query.data?.items
  const trends = useMemo(() => groupTests(items ?? []), [items])
  const { from, why } = lookbackStart(lookback, today, visits.data, session.user)
  const { shown, older } = useMemo(() => inWindow(trends.tests, (test) => test.latest.when, from), [trends, from])
  const abnormal = shown.filter((test) => isAbnormal(test.latest.flag)).length
  const most = Math.max(MOST, abnormal)
  const row = (test: TestHistory) => <TestRow key={test.key} test={test} ticks={ticks} openSource={openSource} />
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
      id="results"
      title="Results"
      query={query}
      none="No laboratory results recorded"
      isFact={(result) => !isVoid(result)}
      head={<LookbackPicker of="results" value={lookback} onChange={setLookback} />}
      count={({ complete }) =>
        shown.length > 0
          ? countText(abnormal, `of ${counted(shown.length, 'test')} flagged abnormal`, complete)
          : undefined
      }
    >
      {() => (
        <>
          {why !== undefined && <p className="footnote">{why}</p>}
          <RowList items={shown.slice(0, most)} row={row} />
          {shown.length > most && (
            <Fold label={`${counted(shown.length - most, 'more test')}, not flagged abnormal`}>
              <RowList items={shown.slice(most)} row={row} />
            </Fold>
          )}
          <OlderNote count={older} what="tests" before={from} onShowAll={() => setLookback('all')} />
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
