import type { RulePack } from '#clinical/screening/rule.ts'
import { ask } from './chart.ts'
import { BY_NAME } from './examples-by-name.ts'
import { CANCER } from './examples-cancer.ts'
import { CODES } from './examples-codes.ts'
import { CONSTANTS } from './examples-constants.ts'
import { CONTRARY } from './examples-contrary.ts'
import { DOUBTFUL } from './examples-doubtful.ts'
import { RESULTS } from './examples-results.ts'
import { BODIES } from './examples-bodies.ts'
import { BY_RISK, CHILDREN, GENES, HEART, QUESTIONS, UNCOMPARED } from './examples-mended.ts'
import { KIDNEY } from './examples-kidney.ts'
import { EDGES } from './examples-edges.ts'
import { LOCAL } from './examples-local.ts'
import { MORE } from './examples-more.ts'
import { LOW, RISK } from './examples-risk.ts'
import { PATTERNS } from './examples-patterns.ts'
import { SNOMED } from './examples-snomed.ts'
import { WHETHER } from './examples-whether.ts'
import { WORDED } from './examples-worded.ts'
import { NAMED } from './examples-named.ts'
import { BROKEN_OFF } from './examples-broken-off.ts'
import { ENDED } from './examples-ended.ts'
import { PARTIAL } from './examples-partial.ts'
import { OTHERWISE } from './examples-otherwise.ts'
import { SELF_HARM } from './examples-self-harm.ts'
import { UNHIDDEN } from './examples-unhidden.ts'
import type { Example } from './people.ts'

export const EXAMPLES: readonly Example[] = [
  ...WHETHER,
  ...CANCER,
  ...RESULTS,
  ...DOUBTFUL,
  ...CONTRARY,
  ...MORE,
  ...BODIES,
  ...RISK,
  ...LOW,
  ...BY_NAME,
  ...BY_RISK,
  ...KIDNEY,
  ...UNCOMPARED,
  ...QUESTIONS,
  ...CHILDREN,
  ...HEART,
  ...GENES,
  ...CODES,
  ...SNOMED,
  ...WORDED,
  ...NAMED,
  ...LOCAL,
  ...EDGES,
  ...PARTIAL,
  ...BROKEN_OFF,
  ...UNHIDDEN,
  ...ENDED,
  ...SELF_HARM,
  ...OTHERWISE,
  ...CONSTANTS,
  ...PATTERNS,
]

/** What is wrong with the examples of one rule. */
export const wrongExamples = (rule: string, pack: RulePack): string[] =>
  EXAMPLES.filter((each) => each[1] === rule).flatMap(([why, , who, facts, says, because]) => {
    const { status } = ask(rule, who, facts, { pack })
    const words = 'because' in status ? status.because : ''
    return status.kind === says && (because?.test(words) ?? true)
      ? []
      : [`${rule}, ${why}: ${status.kind}, not ${says}`]
  })
