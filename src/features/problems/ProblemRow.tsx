import { useState } from 'react'
import type { MergedProblem } from '#clinical/merge-problems.ts'
import type { Problem } from '#clinical/problem.ts'
import type { SectionProps } from '#features/section.ts'
import { formatDate } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'

type ProblemRowProps = {
  readonly problem: MergedProblem
  /** As the note will say it. */
  readonly text: string
} & Pick<SectionProps, 'ticks' | 'openSource'>

const LISTS = {
  'problem-list': 'Problem list',
  'encounter-diagnosis': 'Visit diagnosis',
  'health-concern': 'Health concern',
} as const

/** One problem with every entry that says it; several entries open below the row, each with its own source. */
export function ProblemRow({ problem, text, ticks, openSource }: ProblemRowProps) {
  const [open, setOpen] = useState(false)
  const { id, concept, entries, standing, since, onset, onsetText } = problem
  const newest = entries[0]
  if (!newest) return null
  const sources = entries.map((entry) => entry.source)
  const toggle = () => ticks.toggle({ id, section: 'problems', text, sources })
  const abated = entries.find((entry) => entry.abated)?.abated
  const words = [
    newest.verification === 'unconfirmed' ? 'Unconfirmed' : '',
    standing === 'unknown' && newest.category === 'problem-list' ? 'Whether it is active is not recorded' : '',
    standing === 'past'
      ? `${newest.status === 'resolved' ? 'Resolved' : 'Inactive'}${abated ? ` ${formatDate(abated)}` : ''}`
      : '',
    newest.severity ?? '',
    onset === undefined && onsetText !== undefined ? `Onset ${onsetText}` : '',
    newest.category === 'health-concern' ? 'Health concern' : '',
  ].filter(Boolean)
  const several = entries.length > 1 && (
    <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
      {entries.length} entries {open ? '▾' : '▸'}
    </Button>
  )
  const entryRow = (entry: Problem) => (
    <Row
      key={entry.id}
      date={entry.recorded ? `recorded ${formatDate(entry.recorded)}` : 'undated'}
      reason={`${LISTS[entry.category]} · ${entry.status === 'unknown' ? 'status not recorded' : entry.status}`}
      onSource={() => openSource(entry.source)}
    >
      {entry.concept.text}
    </Row>
  )
  return (
    <Row
      tick={{ checked: ticks.has(id), onToggle: toggle, label: text }}
      date={since ? `${onset ? '' : 'recorded '}${formatDate(since)}` : 'undated'}
      reason={
        (words.length > 0 || several) && (
          <>
            {words.join(' · ')} {several}
          </>
        )
      }
      onSource={() => openSource(newest.source)}
      more={open && <RowList items={entries} row={entryRow} />}
    >
      {concept.text}
    </Row>
  )
}
