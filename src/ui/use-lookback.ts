import { useStoredChoice } from './use-stored-choice.ts'

export const LOOKBACKS = ['12-months', 'since-last-visit', 'all'] as const

export type Lookback = (typeof LOOKBACKS)[number]

/** How far back a section looks, kept in this browser. */
export const useLookback = (section: string, start: Lookback = '12-months') =>
  useStoredChoice(`healthprep.lookback.${section}`, LOOKBACKS, start)
