import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { problemText } from '#clinical/fact-text.ts'
import { isSetAside, viewProblems } from '#clinical/merge-problems.ts'
import type { MergedProblem } from '#clinical/merge-problems.ts'
import type { Problem } from '#clinical/problem.ts'
import type { SectionProps } from '#features/section.ts'
import { concernsQuery, diagnosesQuery, problemsQuery } from '#fhir/queries.ts'
import { formatDate } from '#lib/dates.ts'
import { Fold } from '#ui/Fold.tsx'
import { Row } from '#ui/Row.tsx'
import { RowList } from '#ui/RowList.tsx'
import { Section } from '#ui/Section.tsx'
import { Tag } from '#ui/Tag.tsx'
import { countText } from '#ui/count-text.ts'
import { ProblemRow } from './ProblemRow.tsx'

export function ProblemsSection({ session, ticks, openSource }: SectionProps) {
  const problems = useQuery(problemsQuery(session))
  const diagnoses = useQuery(diagnosesQuery(session))
  const concerns = useQuery(concernsQuery(session))
  const view = useMemo(
    () =>
      viewProblems([
        ...(problems.data?.items ?? []),
        ...(diagnoses.data?.items ?? []),
        ...(concerns.data?.items ?? []),
      ]),
    [problems.data, diagnoses.data, concerns.data],
  )
  const row = (problem: MergedProblem) => (
    <ProblemRow key={problem.id} problem={problem} ticks={ticks} text={problemText(problem)} openSource={openSource} />
  )
  const aside = ({ id, concept, verification, recorded, source }: Problem) => (
    <Row key={id} date={recorded && formatDate(recorded)} onSource={() => openSource(source)}>
      <Tag tone="mute">{verification === 'refuted' ? 'Refuted' : 'Entered in error'}</Tag>
      {concept.text}
    </Row>
  )
  return (
    <Section
      id="problems"
      title="Problems"
      query={[
        { part: 'listed problems', query: problems },
        { part: 'visit diagnoses', query: diagnoses },
        { part: 'health concerns', query: concerns },
      ]}
      none="No problems, visit diagnoses or health concerns recorded"
      isFact={(problem) => !isSetAside(problem)}
      count={({ complete }) => countText(view.active.length, 'active', complete)}
    >
      {() => (
        <>
          <RowList items={view.active} row={row} />
          {view.past.length > 0 && (
            <Fold label={`${view.past.length} resolved or inactive`}>
              <RowList items={view.past} row={row} />
            </Fold>
          )}
          {view.elsewhere.length > 0 && (
            <>
              <h3 className="sub">Named at visits, not as current on the problem list</h3>
              <RowList items={view.elsewhere.slice(0, 5)} row={row} />
              {view.elsewhere.length > 5 && (
                <Fold label={`${view.elsewhere.length - 5} more named at visits`}>
                  <RowList items={view.elsewhere.slice(5)} row={row} />
                </Fold>
              )}
            </>
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
