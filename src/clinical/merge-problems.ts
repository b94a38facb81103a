import { newestFirst } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import { sideOf } from './lookback.ts'
import type { Problem } from './problem.ts'
import { codeKeys, isSameCode } from './same-code.ts'
import type { Concept } from './source.ts'

/** One problem as a clinician thinks of it: every entry of the same code and standing, none lost. */
export type MergedProblem = {
  /** The id of its newest entry. */
  readonly id: string
  readonly concept: Concept
  readonly standing: 'active' | 'past' | 'unknown'
  /** Newest first; the entries of other lists that say the same come last. */
  readonly entries: readonly Problem[]
  /** The earliest onset that any entry states. */
  readonly onset: PartialDate | undefined
  readonly onsetText: string | undefined
  /** Onset, else the day it was first written down. */
  readonly since: PartialDate | undefined
}

export type ProblemView = {
  readonly active: readonly MergedProblem[]
  /** Inactive or resolved. */
  readonly past: readonly MergedProblem[]
  /** Diagnoses and concerns that no entry of the problem list covers. */
  readonly elsewhere: readonly MergedProblem[]
  /** Refuted or entered in error: no problems, but said to exist. */
  readonly setAside: readonly Problem[]
}

export const isSetAside = (problem: Problem): boolean =>
  problem.verification === 'refuted' || problem.verification === 'entered-in-error'

/** Problems, visit diagnoses and health concerns as one view; each entry given stands in exactly one place of it. */
export function viewProblems(problems: readonly Problem[]): ProblemView {
  const setAside = problems.filter(isSetAside)
  const held = problems.filter((problem) => !isSetAside(problem)).toSorted((a, b) => newestFirst(dateOf(a), dateOf(b)))
  const listed = group(held.filter((problem) => problem.category === 'problem-list'))
  const rest: Problem[] = []
  for (const problem of held) {
    if (problem.category === 'problem-list') continue
    // A past entry covers only what was named while it lasted: it may have come back.
    const home = listed.find(
      (one) =>
        (one.standing !== 'past' || one.entries.some((entry) => lastedUntil(entry, dateOf(problem)))) &&
        one.keys.some((keys) => isSameCode(keys, codeKeys(problem.concept))),
    )
    if (home) home.entries.push(problem)
    else rest.push(problem)
  }
  const merged = listed.map(toMerged)
  return {
    active: merged.filter((one) => one.standing !== 'past').toSorted(bySince),
    past: merged.filter((one) => one.standing === 'past').toSorted(bySince),
    elsewhere: group(rest).map(toMerged).toSorted(bySince),
    setAside,
  }
}

type Group = { readonly standing: MergedProblem['standing']; readonly keys: string[][]; readonly entries: Problem[] }

function group(problems: readonly Problem[]): Group[] {
  const groups: Group[] = []
  const byCode = new Map<string, Group[]>()
  for (const problem of problems) {
    const keys = codeKeys(problem.concept)
    const standing = standingOf(problem)
    const near = new Set(keys.flatMap((key) => byCode.get(key) ?? []))
    const home = [...near].find(
      (one) => one.standing === standing && one.keys.every((other) => isSameCode(other, keys)),
    )
    const place = home ?? { standing, keys: [], entries: [] }
    if (!home) groups.push(place)
    place.keys.push(keys)
    place.entries.push(problem)
    for (const key of keys) {
      const there = byCode.get(key)
      if (!there) byCode.set(key, [place])
      else if (!there.includes(place)) there.push(place)
    }
  }
  return groups
}

function toMerged({ standing, entries }: Group): MergedProblem {
  const newest = entries[0]!
  const onsets = entries.flatMap((entry) => entry.onset ?? []).toSorted(newestFirst)
  const recorded = entries.flatMap((entry) => entry.recorded ?? []).toSorted(newestFirst)
  const onset = onsets.at(-1)
  const onsetText = entries.find((entry) => entry.onsetText !== undefined)?.onsetText
  return {
    id: newest.id,
    concept: newest.concept,
    standing,
    entries,
    onset,
    onsetText,
    since: onset ?? recorded.at(-1),
  }
}

function standingOf({ status }: Problem): MergedProblem['standing'] {
  if (status === 'active' || status === 'unknown') return status
  return 'past'
}

function lastedUntil({ abated }: Problem, date: PartialDate | undefined): boolean {
  if (!abated || !date) return false
  if (abated.precision === 'day') return sideOf(date, abated.text) === 'not-after'
  const span = Math.min(abated.text.length, date.text.length)
  return date.text.slice(0, span) < abated.text.slice(0, span)
}

const dateOf = (problem: Problem): PartialDate | undefined => problem.recorded ?? problem.onset

const bySince = (a: MergedProblem, b: MergedProblem): number => newestFirst(a.since, b.since)
