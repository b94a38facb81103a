import { addMonths } from '#clinical/screening/day.ts'
import type { Rule } from '#clinical/screening/rule.ts'
import { sayFrom, type Answers, type FormKind } from '#clinical/screening/say-from.ts'

const OLDEST_YEARS = 130

export const ruleSay = (kind: FormKind, { id }: Rule, answers: Answers, today: Temporal.PlainDate) =>
  sayFrom(kind, answers, {
    id,
    today: today.toString(),
    earliest: addMonths(today.toString(), -12 * OLDEST_YEARS),
    tooEarly: `That was more than ${OLDEST_YEARS} years ago.`,
    noPlace: 'Say where it was done.',
  })
