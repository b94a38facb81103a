import type { Context } from './criteria.ts'
import { firstDay } from './day.ts'
import type { Entry } from './entry.ts'
import { NOTHING } from './evidence.ts'
import { type Concern, REVIEWS } from './named-reviews.ts'
import type { Step } from './result.ts'
import type { Rule } from './rule.ts'
import type { Say } from './say.ts'

export const stepOf = (rule: string, { text, entries }: Concern): Step => ({
  part: 'review',
  rule,
  found: text,
  holds: 'yes',
  sources: entries.map(({ source }) => source),
})

/** What must be said even of who has the disease already, or of whom the clinician said before it that the rule is not for them. */
export function urgentOf(
  rule: Rule,
  context: Context,
  steps: readonly Step[],
  refused: Say | undefined,
): Step | undefined {
  const named = rule.review === undefined ? undefined : REVIEWS[rule.review]
  const isOther = steps.some(({ part, holds }) => (part === 'age' || part === 'sex') && holds === 'no')
  if (!named?.first || isOther) return undefined
  const concern = named.decide(context, 0, NOTHING)
  const isNews = ({ date }: Entry) => !refused || (date !== undefined && firstDay(date) > refused.said)
  return concern?.entries.some(isNews) ? stepOf(named.title, concern) : undefined
}
