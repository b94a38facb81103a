import type { Evaluation, EvaluationReason } from '../chapter-3-logic-concepts.ts'
import type { ForecastReason } from '../chapter-7-forecast.ts'
import type { GroupForecast } from '../chapter-9-vaccine-group.ts'
import type { UnplacedReason } from './doses.ts'
import type { VaccineStatus } from './status.ts'

const REASONS: Readonly<Record<EvaluationReason, string>> = {
  'too young': 'given before the minimum age',
  'too old': 'given after the maximum age',
  'age grace period': 'given up to 4 days early, which is allowed',
  'too soon': 'given before the minimum interval had passed',
  'interval grace period': 'given up to 4 days early, which is allowed',
  'vaccine conflict': 'given too soon after another live vaccine',
  'inadvertent vaccine': 'a vaccine that should not be given for this dose',
  'wrong vaccine': 'not a vaccine for this dose',
  'wrong age for vaccine': 'this product is not for that age',
  'wrong brand': 'this product is not for this series',
  'low volume': 'less than the recommended volume',
  expired: 'given after the lot expired',
  faulty: 'recorded as not fit to count',
  'series complete': 'the series was complete before',
}

/** Why a dose counts or does not, in words. */
export const evaluationWords = ({ reasons }: Evaluation): string | undefined =>
  reasons.length === 0 ? undefined : [...new Set(reasons.map((reason) => REASONS[reason]))].join('; ')

export const UNPLACED_WORDS: Readonly<Record<UnplacedReason, string>> = {
  'not given': 'not given',
  'unknown status': 'whether it was given is not recorded',
  'unknown vaccine': 'a vaccine that the schedule does not know',
  'no date': 'no date',
  future: 'dated in the future',
  'before birth': 'dated before birth',
  twice: 'the same dose, recorded twice',
}

const STOPPED: Readonly<Record<Exclude<GroupForecast['status'], 'not complete'>, VaccineStatus>> = {
  complete: 'complete',
  immune: 'immune',
  contraindicated: 'contraindicated',
  'not recommended': 'not-recommended',
  'aged out': 'aged-out',
}

/** It may still be given where there is a reason: only the schedule asks for it no more. */
export const AGED_OUT_WORDS = "Past the schedule's age for it"

const STOPPED_WORDS: Readonly<Record<ForecastReason, string>> = {
  'series complete': 'All doses have been given',
  'immunization history': 'What was given is enough',
  'evidence of immunity': 'Immunity is recorded',
  contraindication: 'A contraindication is recorded',
  'past season': 'The season is over',
  'past maximum age': AGED_OUT_WORDS,
  'cannot finish before maximum age': 'The next dose would come after the maximum age',
}

/**
 * Status and reason where no dose is forecast. Of all reasons (FORECASTVG-7) those of the antigens that make the status: it is complete by
 * those that are immune too.
 */
export function stoppedWords({ status, series }: GroupForecast): {
  readonly status: VaccineStatus
  readonly words: string
} {
  if (status === 'not complete') return { status: 'cannot-tell', words: '' }
  const own = status === 'complete' ? series : series.filter((each) => each.status === status)
  const words = [...new Set(own.flatMap(({ reason }) => (reason === undefined ? [] : [STOPPED_WORDS[reason]])))]
  const byBirth = status === 'immune' && own.some(({ because }) => because.includes('birth date'))
  return {
    status: STOPPED[status],
    words: byBirth ? 'Born before the vaccine was used: presumed immune' : words.join('; '),
  }
}

/** Where a dose is forecast, the antigens that it is not forecast for, in CDC's reasons (FORECASTVG-7): they stand beside a dose that is due. */
export function besideWords({ status, series }: GroupForecast): readonly string[] {
  if (status !== 'not complete') return []
  return series.flatMap(({ reason, series: { antigen } }) =>
    reason === 'contraindication' || reason === 'evidence of immunity'
      ? [`${antigen}: ${STOPPED_WORDS[reason].toLowerCase()}`]
      : [],
  )
}
