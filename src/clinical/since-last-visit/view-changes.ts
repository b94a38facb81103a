import type { Visit } from '../visit.ts'
import { formatDate } from '#lib/dates.ts'
import { inOrder } from './change.ts'
import type { Change } from './change.ts'

export type ChangeView = {
  readonly notable: readonly Change[]
  /** New reports and documents: many, and seldom what a visit turns on. */
  readonly papers: readonly Change[]
  readonly quiet: readonly Change[]
  readonly unplaced: readonly Change[]
}

/** Changes as they are shown; each stands in exactly one list. */
export function viewChanges(changes: readonly Change[]): ChangeView {
  const sorted = inOrder(changes)
  return {
    notable: sorted.filter(({ rank, kind }) => rank === 'notable' && kind !== 'document'),
    papers: sorted.filter(({ rank, kind }) => rank === 'notable' && kind === 'document'),
    quiet: sorted.filter(({ rank }) => rank === 'quiet'),
    unplaced: sorted.filter(({ rank }) => rank === 'unplaced'),
  }
}

/** `6 months ago`, in whole days, months or years. */
export function agoText(day: string, today: Temporal.PlainDate): string {
  const { years, months, days } = Temporal.PlainDate.from(day).until(today, { largestUnit: 'years' })
  const all = years * 12 + months
  if (all >= 24) return `${years} years ago`
  if (all > 0) return all === 1 ? '1 month ago' : `${all} months ago`
  return days === 1 ? '1 day ago' : `${days} days ago`
}

/** A visit in a list to choose from: `18 May 2026, Office visit, Dr. Attending`. */
export const visitChoice = ({ start, type, clinicians }: Visit): string =>
  [start && formatDate(start), type, clinicians[0]?.name].filter(Boolean).join(', ')
