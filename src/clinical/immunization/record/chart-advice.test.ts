import { describe, expect, it } from 'vitest'
import { parseDate } from '#lib/dates.ts'
import type { VaccineAdvice, VaccineRecommendation } from '../../vaccine-advice.ts'
import { besideForecast } from './chart-advice.ts'
import { concept } from './samples.ts'
import type { VaccineForecast } from './status.ts'

const CVX = 'http://hl7.org/fhir/sid/cvx'
const TODAY = '2026-11-24'

const ours = (status: VaccineForecast['status'], fields: Partial<VaccineForecast> = {}): VaccineForecast => ({
  id: 'Spots/standard/1',
  group: 'Spots',
  kind: 'standard',
  status,
  why: '',
  doseNumber: undefined,
  earliest: undefined,
  recommended: undefined,
  pastDue: undefined,
  latest: undefined,
  shared: false,
  because: [],
  cvx: ['10', '11'],
  vaccines: [],
  caveats: [],
  doses: [],
  ...fields,
})
const says = (status: VaccineRecommendation['status'], fields: Partial<VaccineRecommendation> = {}) => ({
  vaccines: [concept(CVX, '11', 'Spots vaccine')],
  disease: undefined,
  status,
  statusText: 'See the registry',
  earliest: undefined,
  due: undefined,
  overdue: undefined,
  doseNumber: undefined,
  ...fields,
})
const made = (day: string, ...recommendations: readonly VaccineRecommendation[]): VaccineAdvice => ({
  id: `ImmunizationRecommendation/${day}`,
  source: {
    resourceType: 'ImmunizationRecommendation',
    id: day,
    date: undefined,
    author: undefined,
    codings: [],
    query: '',
  },
  made: parseDate(day),
  recommendations,
})
const due = (day: string) => ({ due: parseDate(day) })

const beside = (forecast: VaccineForecast, recommendation: VaccineRecommendation) =>
  besideForecast([forecast], [made('2026-10-01', recommendation)], TODAY).says.get(forecast.id)

describe("the chart's own recommendation beside the forecast", () => {
  it.each([
    [says('due', { ...due('2026-03-09'), doseNumber: '2' }), 'dose 2 due 9 Mar 2026'],
    [says('due', { earliest: parseDate('2026-03') }), 'due from Mar 2026'],
    [says('due'), 'due'],
    [says('overdue', { overdue: parseDate('2026-03-09') }), 'overdue since 9 Mar 2026'],
    [says('overdue', due('2026-03-09')), 'overdue, was due 9 Mar 2026'],
    [says('overdue'), 'overdue'],
    [says('complete'), 'complete'],
    [says('other'), '“See the registry”'],
  ])('in words: %j', (theirs, words) => expect(beside(ours('due'), theirs)?.words).toBe(words))

  const later = (day: string) => ours('due-from', { recommended: day })
  it.each([
    ['both due', ours('overdue'), says('due', due('2026-11-24')), false],
    ['due tomorrow where it is due now', ours('due'), says('due', due('2026-11-25')), true],
    ['both later, 31 days apart', later('2027-01-01'), says('due', due('2027-02-01')), false],
    ['both later, 32 days apart', later('2027-01-01'), says('due', due('2027-02-02')), true],
    ['complete where it is due', ours('due'), says('complete'), true],
    ['overdue where it is complete', ours('complete'), says('overdue'), true],
    ['immune where it is complete', ours('complete'), says('immune'), false],
    ['due where it is contraindicated', ours('contraindicated'), says('due'), true],
    ['contraindicated both', ours('contraindicated'), says('contraindicated'), false],
    ['where it cannot be told', ours('cannot-tell'), says('due'), false],
    ['where it is for the patient to decide', ours('shared-decision'), says('complete'), false],
    ['in words that are not understood', ours('due'), says('other'), false],
  ])('contradicts? %s', (_, forecast, theirs, differs) => expect(beside(forecast, theirs)?.differs).toBe(differs))

  it('of several the newest is shown, at the most urgent line of the vaccine', () => {
    const lines = [ours('due', { id: 'risk', kind: 'risk' }), ours('complete')]
    const advice = [made('2025-01-01', says('overdue')), made('2026-01-01', says('due'))]
    expect([...besideForecast(lines, advice, TODAY).says]).toMatchObject([['risk', { words: 'due', differs: false }]])
  })

  it('what the schedule does not know is kept, by vaccine or disease', () => {
    const unknown = says('due', { vaccines: [concept('urn:local', 'x', 'Travel vaccine')] })
    const disease = says('due', { vaccines: [], disease: concept('urn:local', 'y', 'Plague') })
    const { others } = besideForecast([ours('due')], [made('2026-01-01', unknown, disease)], TODAY)
    expect(others.map(({ vaccine }) => vaccine)).toEqual(['Travel vaccine', 'Plague'])
  })
})
