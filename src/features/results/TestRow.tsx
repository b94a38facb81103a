import { testText } from '#clinical/result-text.ts'
import { historyWords, testWords } from '#clinical/history-words.ts'
import { pointsOf, splitByUnit } from '#clinical/trend.ts'
import type { TestHistory } from '#clinical/trend.ts'
import { isAbnormal } from '#clinical/value-text.ts'
import type { SectionProps } from '#features/section.ts'
import { History } from '#ui/History.tsx'
import { MeasureRow } from '#ui/MeasureRow.tsx'
import { SPARK_POINTS, Sparkline } from '#ui/Sparkline.tsx'

type TestRowProps = { readonly test: TestHistory } & Pick<SectionProps, 'ticks' | 'openSource'>

/** The latest value of one test; earlier ones open below it. */
export function TestRow({ test, ticks, openSource }: TestRowProps) {
  const { latest, values } = test
  const { id, result } = latest
  const text = testText(test)
  const course = splitByUnit(test).find((series) => series.values.includes(latest))
  const hasMore = values.length > 1 || result.comment !== undefined
  const history = () => <History parts={historyWords(test)} onSource={openSource} />
  return (
    <MeasureRow
      {...testWords(test)}
      tick={{
        checked: ticks.has(id),
        onToggle: () => ticks.toggle({ id, section: 'results', text, sources: [result.source] }),
        label: text,
      }}
      spark={
        <Sparkline
          points={course ? pointsOf(course.values.slice(0, SPARK_POINTS)) : []}
          abnormal={isAbnormal(latest.flag)}
        />
      }
      onSource={() => openSource(result.source)}
      history={hasMore ? history : undefined}
    />
  )
}
