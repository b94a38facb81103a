import { joined } from '#clinical/fact-text.ts'
import { testText } from '#clinical/result-text.ts'
import { historyWords, testWords } from '#clinical/history-words.ts'
import { pointsOf, splitByUnit } from '#clinical/trend.ts'
import type { TestHistory } from '#clinical/trend.ts'
import { isAbnormal } from '#clinical/value-text.ts'
import { driftOf } from '#clinical/vital-signs.ts'
import type { SectionProps } from '#features/section.ts'
import { formatDate } from '#lib/dates.ts'
import { History } from '#ui/History.tsx'
import { MeasureRow } from '#ui/MeasureRow.tsx'
import { SPARK_POINTS, Sparkline } from '#ui/Sparkline.tsx'

type VitalRowProps = { readonly test: TestHistory } & Pick<SectionProps, 'ticks' | 'openSource'>

/** The latest value of a vital sign, and for weight how far it has moved. */
export function VitalRow({ test, ticks, openSource }: VitalRowProps) {
  const { latest, values } = test
  const { id, result } = latest
  const text = testText(test)
  const words = testWords(test)
  const drift = driftOf(test)
  const since = drift?.since.when
  const course = splitByUnit(test).find((series) => series.values.includes(latest))
  const history = () => <History parts={historyWords(test)} onSource={openSource} />
  return (
    <MeasureRow
      {...words}
      reason={joined([words.reason, drift && since && `${drift.text} since ${formatDate(since)}`], ' · ')}
      tick={{
        checked: ticks.has(id),
        onToggle: () => ticks.toggle({ id, section: 'vitals', text, sources: [result.source] }),
        label: text,
      }}
      spark={
        <Sparkline
          points={course ? pointsOf(course.values.slice(0, SPARK_POINTS)) : []}
          abnormal={isAbnormal(latest.flag)}
        />
      }
      onSource={() => openSource(result.source)}
      history={values.length > 1 || result.comment !== undefined ? history : undefined}
    />
  )
}
