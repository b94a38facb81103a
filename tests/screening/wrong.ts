import type { RulePack } from '#clinical/screening/rule.ts'
import { wrongAges, wrongCriterion, wrongInterval, wrongResult } from './check.ts'
import { wrongExamples } from './examples.ts'
import { wrongBesides } from './examples-besides.ts'
import { WHEN } from './thresholds-criteria.ts'
import { HOW_LONG, WHO } from './thresholds.ts'

/** Whether the tables say anything against a rule of this pack. */
export function isWrong(rule: string, pack: RulePack): boolean {
  const who = WHO.find(([id]) => id === rule)
  if (!who) return false
  return (
    wrongAges(who, pack).length > 0 ||
    HOW_LONG.some((row) => row[0] === rule && wrongInterval(row, who, pack).length > 0) ||
    HOW_LONG.some((row) => row[0] === rule && wrongResult(row, who, pack).length > 0) ||
    WHEN.some((row) => row[0] === rule && wrongCriterion(row, who, pack).length > 0) ||
    wrongExamples(rule, pack).length > 0 ||
    wrongBesides(rule, pack).length > 0
  )
}
