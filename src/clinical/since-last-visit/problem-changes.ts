import { problemText } from '../fact-text.ts'
import { sideOf } from '../lookback.ts'
import { viewProblems } from '../merge-problems.ts'
import type { MergedProblem } from '../merge-problems.ts'
import type { Problem } from '../problem.ts'
import { rankFor, toChange } from './change.ts'
import type { Change } from './change.ts'

/** Problems first recorded (else begun) after the day, those that ended after it, and diagnoses not known before it. */
export function problemChanges(problems: readonly Problem[], day: string): Change[] {
  const { active, past, elsewhere } = viewProblems(problems)
  return [...active, ...past, ...elsewhere].flatMap((problem) => changeOf(problem, day) ?? [])
}

function changeOf(problem: MergedProblem, day: string): Change | undefined {
  const { id, concept, standing } = problem
  const listed = problem.entries.filter((entry) => entry.category === 'problem-list')
  // When the list took a problem up counts, even if a visit had named it before.
  const entries = listed.length > 0 ? listed : problem.entries
  const dates = entries.map((entry) => entry.recorded ?? entry.onset)
  const sides = dates.map((date) => sideOf(date, day))
  const tell = (what: string, date: Change['date'], rank: Change['rank']): Change =>
    toChange({
      id,
      kind: 'problem',
      what,
      fact: concept.text,
      date,
      rank,
      text: `${what}: ${problemText(problem)}`,
      sources: problem.entries.map((entry) => entry.source),
    })
  if (sides.includes('not-after')) {
    const ended = standing === 'past' ? entries.find((entry) => sideOf(entry.abated, day) === 'after') : undefined
    return ended && tell(ended.status === 'resolved' ? 'Resolved' : 'No longer active', ended.abated, 'notable')
  }
  const what =
    listed.length === 0 ? 'New diagnosis at a visit' : standing === 'past' ? 'New, no longer active' : 'New problem'
  const side = sides.includes('after') ? 'after' : 'unclear'
  return tell(
    what,
    dates.find((date) => date !== undefined),
    rankFor(side),
  )
}
