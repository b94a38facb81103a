import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { measuredWithUnit } from '#clinical/result-text.ts'
import { historyWords, testWords } from '#clinical/history-words.ts'
import type { Result } from '#clinical/result.ts'
import { groupTests, isVoid } from '#clinical/trend.ts'
import type { TestHistory } from '#clinical/trend.ts'
import type { SectionProps } from '#features/section.ts'
import { socialHistoryQuery } from '#fhir/queries.ts'
import { counted } from '#ui/count-text.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { SocialRow } from './SocialRow.tsx'

const MOST = 8

export function SocialHistorySection({ session, ticks, openSource }: SectionProps) {
  const query = useQuery(socialHistoryQuery(session))
  const items = query.data?.items
  const { tests, setAside } = useMemo(() => groupTests(items ?? []), [items])
  const row = (test: TestHistory) => (
    <SocialRow
      key={test.key}
      words={{ ...testWords(test), value: measuredWithUnit(test.latest) }}
      source={test.latest.result.source}
      history={test.values.length > 1 ? historyWords(test) : undefined}
      ticks={ticks}
      openSource={openSource}
    />
  )
  const aside = ({ id, concept, status, source }: Result) => (
    <Row key={id} reason={status.replaceAll('-', ' ')} onSource={() => openSource(source)}>
      {concept.text}
    </Row>
  )
  return (
    <Section
      id="social-history"
      title="Social history"
      query={query}
      none="No social history recorded"
      isFact={(result) => !isVoid(result)}
    >
      {() => (
        <>
          <RowList items={tests.slice(0, MOST)} row={row} />
          {tests.length > MOST && (
            <Fold label={counted(tests.length - MOST, 'more entry', 'more entries')}>
              <RowList items={tests.slice(MOST)} row={row} />
            </Fold>
          )}
          {setAside.length > 0 && (
            <Fold label={`${setAside.length} cancelled or entered in error`}>
              <RowList items={setAside} row={aside} />
            </Fold>
          )}
        </>
      )}
    </Section>
  )
}
