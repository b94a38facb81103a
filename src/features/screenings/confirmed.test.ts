import { describe, expect, it } from 'vitest'
import { parseDate } from '#lib/dates.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import { offerOf } from './confirmed.ts'

type Found = readonly [modality: string, date: string]
const found = (all: readonly Found[]) =>
  all.map(([modality, date]) => ({ id: date, modality, date: date === '' ? undefined : parseDate(date) }))

/** Only what the offer is made of. */
const result = (kind: string, probable: readonly Found[], evidence: readonly Found[]): RuleResult =>
  ({ status: { kind }, proof: { probable: found(probable), evidence: found(evidence) } }) as unknown as RuleResult

describe('what is probable is offered to confirm with one key', () => {
  it.each<[string, string, readonly Found[], readonly Found[], string | undefined]>([
    ['where nothing else counts', 'due', [['ct', '2024-09-27']], [], '2024-09-27'],
    ['where it is newer than the last', 'overdue', [['ct', '2024-09-27']], [['ct', '2023-01-01']], '2024-09-27'],
    ['not where a newer one counts', 'cannot-tell', [['ct', '2024-09-27']], [['ct', '2025-10-27']], undefined],
    ['nor one of the same day', 'overdue', [['ct', '2024-09-27']], [['ct', '2024-09-27']], undefined],
    ['of a year alone it may be newer', 'overdue', [['ct', '2024']], [['ct', '2024-09-27']], '2024'],
    [
      'an older colonoscopy holds longer',
      'overdue',
      [['colonoscopy', '2018-05-01']],
      [['fit', '2024-01-01']],
      '2018-05-01',
    ],
    [
      'what has no date is passed over',
      'due',
      [
        ['ct', ''],
        ['ct', '2024-09-27'],
      ],
      [],
      '2024-09-27',
    ],
    ['nothing where it is up to date', 'up-to-date', [['ct', '2024-09-27']], [], undefined],
  ])('%s', (_, kind, probable, evidence, offered) => {
    expect(offerOf(result(kind, probable, evidence))?.id).toBe(offered)
  })
})
