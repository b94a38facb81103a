import { describe, expect, it } from 'vitest'
import { on, reading, visit } from '../../tests/fixtures.ts'
import { baselineVisit, lastDay, lookbackStart } from './baseline.ts'

const me = { resourceType: 'Practitioner', id: 'me' }
const TODAY = '2026-11-23'
const withMe = { clinicians: [{ name: 'Me', id: 'me' }] }

describe('the last visit', () => {
  it.each([
    [
      'is the last with this user, though others came later',
      [visit('mine', '2026-01-05', withMe), visit('other', '2026-06-01')],
      'mine',
    ],
    [
      'is with this user by full reference too',
      [
        visit('mine', '2026-01-05', { clinicians: [{ name: 'Me', id: 'Practitioner/me' }] }),
        visit('other', '2026-06-01'),
      ],
      'mine',
    ],
    [
      'is the last with anyone, where this user had none',
      [visit('old', '2025-06-01'), visit('other', '2026-06-01')],
      'other',
    ],
    [
      'is not told by name',
      [visit('namesake', '2026-01-05', { clinicians: [{ name: 'Me', id: 'someone' }] }), visit('other', '2026-06-01')],
      'other',
    ],
    [
      'is no later order or call of this user',
      [
        visit('Office Visit', '2026-01-05', withMe),
        visit('Orders Only', '2026-06-01', withMe),
        visit('Telephone', '2026-07-01', withMe),
        visit('Ancillary Orders', '2026-08-01', withMe),
      ],
      'Office Visit',
    ],
    [
      'is one with somebody else rather than an order of this user',
      [visit('Hospital Encounter', '2026-01-05'), visit('Orders Only', '2026-06-01', withMe)],
      'Hospital Encounter',
    ],
    [
      'is no blood draw, no look at its results, nothing scanned and nothing from outside',
      [
        visit('Office Visit', '2026-01-05'),
        visit('Lab', '2026-06-01'),
        visit('Results Follow-Up', '2026-06-02'),
        visit('Scanned Document', '2026-07-01'),
        visit('Reconciled Outside Data', '2026-08-01'),
        visit('Patient Outreach', '2026-08-02'),
        visit('MyChart Encounter', '2026-08-03'),
        visit('Conversion Encounter', '2026-08-04'),
        visit('Episode Changes', '2026-08-05'),
        visit('External Contact', '2026-08-06'),
        visit('Patient Care Review', '2026-08-07'),
        visit('OurPractice Advisory', '2026-08-08'),
      ],
      'Office Visit',
    ],
    ['is a follow-up visit', [visit('Office Visit', '2026-01-05'), visit('Follow-Up', '2026-06-01')], 'Follow-Up'],
    ['is a call, where there was nothing else', [visit('Telephone', '2026-06-01')], 'Telephone'],
    ['was yesterday at the latest', [visit('today', TODAY), visit('yesterday', '2026-11-22')], 'yesterday'],
    [
      'is not one whose date may be today',
      [visit('this month', '2026-11'), visit('last month', '2026-10')],
      'last month',
    ],
    ['is no undated one', [visit('undated', undefined), visit('old', '2020-01-01')], 'old'],
  ])('%s', (_, visits, type) => expect(baselineVisit(visits, TODAY, me)?.type).toBe(type))

  it.each(['planned', 'in-progress', 'cancelled', 'no-show', 'entered-in-error', 'unknown'] as const)(
    'is none that is %s',
    (status) => {
      expect(baselineVisit([visit('v', '2026-01-01', { status })], TODAY, me)).toBeUndefined()
    },
  )

  it('is no appointment', () => {
    expect(baselineVisit([visit('v', '2026-01-01', { kind: 'appointment' })], TODAY, me)).toBeUndefined()
  })

  it.each([
    ['2026-05-18', undefined, '2026-05-18'],
    ['2026-05-18', '2026-05-22', '2026-05-22'],
    ['2026-05-18', '2026-05-02', '2026-05-18'],
    ['2026-05-18', '2026', '2026-05-18'],
    ['2026-05', undefined, undefined],
    ['2026-05', '2026-05-22', '2026-05-22'],
  ])('that began %s and ended %s counts up to %s', (start, end, day) => {
    expect(lastDay(visit('v', start, { end: end === undefined ? undefined : on(end) }))).toBe(day)
  })
})

describe('a lookback begins', () => {
  const today = Temporal.PlainDate.from(TODAY)
  const visits = reading([visit('mine', '2026-01-05', withMe)])
  it.each([
    ['all', visits, { from: undefined }],
    ['12-months', undefined, { from: '2025-11-23' }],
    ['since-last-visit', visits, { from: '2026-01-05' }],
  ] as const)('%s', (lookback, of, start) => expect(lookbackStart(lookback, today, of, me)).toEqual(start))

  it.each([undefined, reading([])])('nowhere, and says why, while the last visit is not known', (of) => {
    expect(lookbackStart('since-last-visit', today, of, me)).toMatchObject({ from: undefined, why: /not known/ })
  })
})
