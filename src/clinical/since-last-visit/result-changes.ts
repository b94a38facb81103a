import { dateText, joined } from '../fact-text.ts'
import { measuredWithUnit, statusWord, testText } from '../result-text.ts'
import { sideOf } from '../lookback.ts'
import type { Side } from '../lookback.ts'
import type { Result } from '../result.ts'
import { groupTests, measuredText, previousOf } from '../trend.ts'
import type { Measured, TestHistory } from '../trend.ts'
import { flagWord, isAbnormal } from '../value-text.ts'
import { toChange } from './change.ts'
import type { Change } from './change.ts'

/**
 * Per test the newest value since the day. Notable: abnormal, corrected since, or back from abnormal; the others are
 * quiet. A result drawn by that day and issued after it counts as new: nobody could see it at the visit.
 */
export function resultChanges(results: readonly Result[], day: string): Change[] {
  return groupTests(results).tests.flatMap((test): Change[] => {
    const fresh: Measured[] = []
    const unplaced: Change[] = []
    let before: Measured | undefined
    for (const measured of test.values) {
      const side = sideOfResult(measured, day)
      if (side === 'after') fresh.push(measured)
      else if (side === 'unclear') unplaced.push(changeOf(measured, test, 'unplaced'))
      else if (measured.value.kind !== 'absent') before ??= measured
    }
    const newest = fresh.find(({ value }) => value.kind !== 'absent') ?? fresh[0]
    if (!newest) return unplaced
    const notable = isAbnormal(newest.flag) || isCorrected(newest) || isAbnormal(before?.flag)
    return [changeOf(newest, test, notable ? 'notable' : 'quiet'), ...unplaced]
  })
}

function sideOfResult({ when, result }: Measured, day: string): Side {
  const drawn = sideOf(when, day)
  if (drawn === 'after') return 'after'
  const issued = result.source.date
  return issued !== undefined && sideOf(issued, day) === 'after' ? 'after' : drawn
}

const isCorrected = ({ result }: Measured): boolean => result.status === 'corrected' || result.status === 'amended'

function changeOf(measured: Measured, test: TestHistory, rank: Change['rank']): Change {
  const history = { ...test, latest: measured }
  const previous = previousOf(history)
  return toChange({
    id: measured.id,
    kind: 'result',
    fact: measuredWithUnit(measured),
    date: measured.when,
    rank,
    what: joined([test.concept.text, statusWord(measured)]),
    flag: flagWord(measured.flag),
    was: previous && joined([measuredText(previous), dateText(previous.when, 'on ')], ' '),
    text: testText(history),
    sources: [measured.result.source],
  })
}
