import { PACK } from '#clinical/screening/pack.ts'
import { wrongExamples } from './examples.ts'
import { isWrong as isWrongIn } from './wrong.ts'

export const RULES: readonly string[] = PACK.rules.map(({ id }) => id)

// The data are as they stand: what is wrong here is the code.
export const isWrong = (rule: string): boolean => isWrongIn(rule, PACK)
export const isWrongByExample = (rule: string): boolean => wrongExamples(rule, PACK).length > 0
