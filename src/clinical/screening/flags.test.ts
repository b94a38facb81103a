import { describe, expect, it } from 'vitest'
import {
  type Fact,
  chartOf,
  codingOf,
  has,
  lab,
  operation,
  person,
  screening,
  seen,
  takes,
} from '../../../tests/screening/chart.ts'
import { medication } from '../../../tests/fixtures.ts'

const flagsOf = (...facts: readonly Fact[]) =>
  screening(person('1950-01-01'), chartOf(facts)).flags.map(({ text }) => text.split(' is recorded')[0])
const answer = (key: string, text: string, ...codes: readonly string[]): Fact =>
  lab(key, '2026-05-01', { value: { kind: 'text', text, codings: codes.map(codingOf) } }, 'assessments')
const LIMITED = ['hospice or palliative care']
const home = { dischargedTo: [codingOf('sct|428361000124107')] }

describe('a chart is flagged where life may be short; screening is not decided by it', () => {
  it.each<readonly [string, Fact, readonly string[]]>([
    ['a problem: hospice care', has('sct|170935008'), LIMITED],
    ['a procedure: hospice care', operation('sct|385763009', '2026-03-01'), LIMITED],
    ['a visit for hospice care', seen('sct|183919006', '2026-03-01'), LIMITED],
    ['a visit billed as hospice care', seen('hcpcs|G9473', '2026-03-01'), LIMITED],
    ['a hospital stay that ended in hospice care at home', seen('sct|32485007', '2026-03-01', home), LIMITED],
    ['a visit for hospice care that is planned', seen('sct|183919006', '2026-03-01', { status: 'planned' }), []],
    ['a visit for hospice care that was cancelled', seen('sct|183919006', '2026-03-01', { status: 'cancelled' }), []],
    ['a visit for hospice care that lies ahead', seen('sct|183919006', '2027-03-01'), []],
    ['a hospital stay that ended at home', seen('sct|32485007', '2026-03-01'), []],
    ['hospice care asked, and answered yes', answer('loinc|45755-6', 'Yes', 'sct|373066001'), LIMITED],
    ['hospice care asked, and answered no', answer('loinc|45755-6', 'No', 'sct|373067005'), []],
    ['hospice care asked, and answered no by code only', answer('loinc|45755-6', 'Answer', 'sct|373067005'), []],
    ['a questionnaire of palliative care', lab('loinc|71007-9', '2026-03-01', {}, 'assessments'), LIMITED],
    ['a medication for dementia by its code', takes('rxnorm|997223'), ['a medication for dementia']],
    [
      'a medication for dementia by its name',
      { from: 'medications', item: medication('Donepezil 10 mg') },
      ['a medication for dementia'],
    ],
    ['a medication for dementia that was stopped', takes('rxnorm|997223', { status: 'stopped' }), []],
    ['another medication', takes('rxnorm|36567'), []],
  ])('%s', (_, fact, flags) => {
    expect(flagsOf(fact)).toEqual(flags)
  })

  it('changes no status', () => {
    const kinds = (...facts: readonly Fact[]) =>
      screening(person('1960-01-01'), chartOf(facts)).results.map(({ status }) => status.kind)
    expect(kinds(seen('sct|183919006', '2026-03-01'), takes('rxnorm|997223'))).toEqual(kinds())
  })
})
