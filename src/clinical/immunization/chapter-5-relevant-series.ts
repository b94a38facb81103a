import { withinAges, type Context } from './chapter-3-logic-concepts.ts'
import type { Antigen, Series } from './schedule.ts'

/** Section 5.1: the series of an antigen that apply to this person (table 5-5). */
export const relevantSeries = (antigen: Antigen, context: Context): readonly Series[] =>
  antigen.series.filter((series) => isRelevant(series, context))

function isRelevant(series: Series, context: Context): boolean {
  const { person } = context
  if (series.sexes.length > 0 && !series.sexes.includes(person.sex)) return false
  return series.type !== 'risk' || applyingIndications(series, context).length > 0
}

/** The indications that apply (table 5-4, CALCDTIND-1, CALCDTIND-2), by observation code. */
export const applyingIndications = (series: Series, { person, assessment }: Context): readonly string[] =>
  series.indications
    .filter(({ code, ...ages }) => person.observations.has(code) && withinAges(person, ages, assessment))
    .map(({ code }) => code)
