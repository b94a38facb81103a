import { useMemo } from 'react'
import type { Change } from '#clinical/since-last-visit/change.ts'
import { viewChanges } from '#clinical/since-last-visit/view-changes.ts'
import type { SectionProps } from '#features/section.ts'
import { formatDate } from '#lib/dates.ts'
import { counted } from '#ui/count-text.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'

/** A value of more letters than this is a text: neither bold nor coloured. */
const LONG = 20
const MOST = 15
const MOST_PAPERS = 3

type ChangeRowsProps = {
  readonly changes: readonly Change[]
  /** The list of visits is not whole, so the last visit may have been a later one. */
  readonly unsure: boolean
} & Pick<SectionProps, 'ticks' | 'openSource'>

export function ChangeRows({ changes, unsure, ticks, openSource }: ChangeRowsProps) {
  const { notable, papers, quiet, unplaced } = useMemo(() => viewChanges(changes), [changes])
  const row = (change: Change) => {
    const { id, kind, what, fact, detail, flag, was, date, line } = change
    const source = line.sources[0]
    return (
      <Row
        key={`${kind} ${id}`}
        tick={{ checked: ticks.has(id), onToggle: () => ticks.toggle(line), label: line.text }}
        date={date ? formatDate(date) : 'undated'}
        onSource={source && (() => openSource(source))}
      >
        {kind === 'result' ? `${what} ` : `${what}: `}
        {fact.length > LONG && kind === 'result' ? (
          fact
        ) : (
          <b className={flag === undefined ? undefined : 'abnormal'}>{fact}</b>
        )}
        {detail !== undefined && `, ${detail}`}
        {flag !== undefined && <span className="flag"> {flag}</span>}
        {was !== undefined && <span className="quiet">, was {was}</span>}
      </Row>
    )
  }
  return (
    <>
      {unsure && <p className="footnote">The list of visits is not whole: the last visit may have been a later one.</p>}
      <RowList items={notable.slice(0, MOST)} row={row} />
      {notable.length > MOST && (
        <Fold label={counted(notable.length - MOST, 'more change')}>
          <RowList items={notable.slice(MOST)} row={row} />
        </Fold>
      )}
      <RowList items={papers.slice(0, MOST_PAPERS)} row={row} />
      {papers.length > MOST_PAPERS && (
        <Fold label={counted(papers.length - MOST_PAPERS, 'more report or document', 'more reports and documents')}>
          <RowList items={papers.slice(MOST_PAPERS)} row={row} />
        </Fold>
      )}
      {quiet.length > 0 && (
        <Fold label={`${counted(quiet.length, 'other test')}, not flagged abnormal`}>
          <RowList items={quiet} row={row} />
        </Fold>
      )}
      {unplaced.length > 0 && (
        <Fold label={`${unplaced.length} without a usable date: before or after cannot be told`}>
          <RowList items={unplaced} row={row} />
        </Fold>
      )}
    </>
  )
}
