import { withinAges, type Context } from './chapter-3-logic-concepts.ts'
import type { Antigen, Series } from './schedule.ts'

/** Section 7.2 (table 7-3): evidence of immunity, by history as an observation code or `birth date`; undefined where there is none. */
export function evidenceOfImmunity(antigen: Antigen, { person }: Context): string | undefined {
  const history = antigen.immuneBy.find((code) => person.observations.has(code))
  if (history !== undefined) return history
  const byBirth = antigen.immuneIfBorn.some(
    ({ before, country, unless }) =>
      person.birth < before &&
      !unless.some((code) => person.observations.has(code)) &&
      (country === undefined || country === person.birthCountry),
  )
  return byBirth ? 'birth date' : undefined
}

/** Table 7-5: the contraindications of the whole antigen that apply, by observation code. */
const antigenContraindications = (antigen: Antigen, { person, assessment }: Context): readonly string[] =>
  antigen.notIf
    .filter(({ code, ...ages }) => person.observations.has(code) && withinAges(person, ages, assessment))
    .map(({ code }) => code)

/** Table 7-6 (CALCDTCI-1, CALCDTCI-2): contraindicated vaccines by CVX, each with the observation that forbids it. */
export function contraindicatedVaccines(
  antigen: Antigen,
  { person, assessment }: Context,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { code, vaccines } of antigen.notVaccineIf) {
    if (!person.observations.has(code)) continue
    for (const vaccine of vaccines) if (withinAges(person, vaccine, assessment)) found.set(vaccine.cvx, code)
  }
  return found
}

/** Table 7-7: observation codes that make the series contraindicated; empty where it is not. */
export function seriesContraindications(antigen: Antigen, series: Series, context: Context): readonly string[] {
  const whole = antigenContraindications(antigen, context)
  if (whole.length > 0) return whole
  const forbidden = contraindicatedVaccines(antigen, context)
  if (forbidden.size === 0) return []
  const preferable = [...new Set(series.doses.flatMap((dose) => dose.preferable.map(({ cvx }) => cvx)))]
  const codes = preferable.map((cvx) => forbidden.get(cvx))
  return codes.every((code) => code !== undefined) ? [...new Set(codes)] : []
}
