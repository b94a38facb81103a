import { expect, it } from 'vitest'
import {
  allergy,
  chartDocument,
  immunization,
  medication,
  on,
  problem,
  procedure,
  result,
  visit,
} from '../../tests/fixtures.ts'
import {
  allergyText,
  documentText,
  immunizationText,
  medicationText,
  problemText,
  procedureText,
  visitText,
} from './fact-text.ts'
import { testText } from './result-text.ts'
import { viewProblems } from './merge-problems.ts'
import type { Problem } from './problem.ts'
import type { Result } from './result.ts'
import { groupTests } from './trend.ts'
import type { Visit } from './visit.ts'

const listed = (change: Partial<Problem>) => {
  const { active, past } = viewProblems([problem('Gout', change)])
  return [...active, ...past].map(problemText).join()
}
const tested = (status: Result['status']) =>
  groupTests([result('Sodium', '2026-01-12', { status })])
    .tests.map(testText)
    .join()
const seen = (status: Visit['status']) => visitText(visit('Dermatology', '2026-02-01', { status }), '2026-11-23')
const given = on('2025-10-13')
const performed = on('2026-08-01')
const report = (status: string) =>
  documentText(chartDocument('MRI knee', { kind: 'report', status, docStatus: status, date: performed }))

it.each([
  ['a resolved problem', listed({ status: 'resolved', abated: on('2018-04-01') }), 'Gout (resolved 1 Apr 2018)'],
  ['an inactive problem', listed({ status: 'inactive' }), 'Gout (inactive)'],
  ['an unconfirmed problem', listed({ verification: 'unconfirmed' }), 'Gout (unconfirmed)'],
  ['a problem of unknown status', listed({ status: 'unknown' }), 'Gout (status not recorded)'],
  ['a resolved allergy', allergyText(allergy('Latex', { status: 'resolved' })), 'Latex (resolved)'],
  ['an inactive allergy', allergyText(allergy('Latex', { status: 'inactive' })), 'Latex (inactive)'],
  ['an unconfirmed allergy', allergyText(allergy('Latex', { verification: 'unconfirmed' })), 'Latex (unconfirmed)'],
  ['a cancelled medication', medicationText(medication('Losartan', { status: 'cancelled' })), 'Losartan (cancelled)'],
  ['a stopped medication', medicationText(medication('Losartan', { status: 'stopped' })), 'Losartan (stopped)'],
  ['a draft', medicationText(medication('Losartan', { status: 'draft' })), 'Losartan (draft, not ordered)'],
  ['a preliminary result', tested('preliminary'), 'Sodium 1 mg/dL (12 Jan 2026), preliminary'],
  ['a result of unknown status', tested('unknown'), 'Sodium 1 mg/dL (12 Jan 2026), status not recorded'],
  [
    'a dose not given',
    immunizationText(immunization('Tdap', { status: 'not-done', statusReason: 'Refused', given })),
    'Tdap: not given, Refused (13 Oct 2025)',
  ],
  [
    'a dose of which the record does not say that it was given',
    immunizationText(immunization('Tdap', { status: 'unknown', given })),
    'Tdap: whether it was given is not recorded (13 Oct 2025)',
  ],
  [
    'a dose of reduced potency',
    immunizationText(
      immunization('Tdap', { status: 'unknown', statusReason: 'Recorded as a dose of reduced potency' }),
    ),
    'Tdap: Recorded as a dose of reduced potency (undated)',
  ],
  [
    'a procedure not done',
    procedureText(procedure('Biopsy', { status: 'not-done', performed })),
    'Biopsy: not done (1 Aug 2026)',
  ],
  [
    'a procedure stopped before its end',
    procedureText(procedure('Biopsy', { status: 'stopped', performed })),
    'Biopsy: stopped before its end (1 Aug 2026)',
  ],
  [
    'a planned procedure',
    procedureText(procedure('Biopsy', { status: 'preparation', performed })),
    'Biopsy: planned (1 Aug 2026)',
  ],
  ['a cancelled visit', seen('cancelled'), 'Dermatology (1 Feb 2026, cancelled)'],
  ['a missed visit', seen('no-show'), 'Dermatology (1 Feb 2026, no show)'],
  ['a planned visit', seen('planned'), 'Dermatology (1 Feb 2026, planned)'],
  ['a visit of unknown status', seen('unknown'), 'Dermatology (1 Feb 2026, status not recorded)'],
  ['a cancelled report', report('cancelled'), 'MRI knee (1 Aug 2026, cancelled)'],
  ['a preliminary report', report('preliminary'), 'MRI knee (1 Aug 2026, preliminary)'],
  ['a final report', report('final'), 'MRI knee (1 Aug 2026)'],
  [
    'a report of unknown status',
    documentText(chartDocument('MRI knee', { kind: 'report', status: 'unknown', docStatus: undefined })),
    'MRI knee (undated, status not recorded)',
  ],
  [
    'a document that another one replaced',
    documentText(chartDocument('Letter', { status: 'superseded' })),
    'Letter (undated, superseded)',
  ],
  [
    'a preliminary document',
    documentText(chartDocument('Letter', { docStatus: 'preliminary' })),
    'Letter (undated, preliminary)',
  ],
])('the line of the note says so of %s', (_, text, expected) => expect(text).toBe(expected))
