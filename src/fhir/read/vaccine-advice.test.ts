import { expect, it } from 'vitest'
import type { VaccineAdvice } from '#clinical/vaccine-advice.ts'
import { isUnreadable, REASONS } from './reader.ts'
import { CONTEXT, SAMPLES } from './samples.ts'
import { readVaccineAdvice } from './vaccine-advice.ts'

const sample = SAMPLES.ImmunizationRecommendation
const [whole] = sample.recommendation

const read = (fields: object): VaccineAdvice => {
  const advice = readVaccineAdvice({ ...sample, recommendation: [{ ...whole, ...fields }] }, CONTEXT)
  if (isUnreadable(advice)) throw new Error(advice.unreadable)
  return advice
}

it('keeps vaccine, status, dates, dose, the day it was made and who made it', () => {
  expect(read({})).toMatchObject({
    id: 'ImmunizationRecommendation/eAdvice',
    made: { text: '2026-10-02' },
    source: { author: 'State registry' },
    recommendations: [
      {
        vaccines: [{ text: 'Tdap' }],
        disease: { text: 'Tetanus' },
        status: 'overdue',
        earliest: { text: '2026-05-21' },
        due: { text: '2026-06-21' },
        overdue: { text: '2026-07-21' },
        doseNumber: '2 of 3',
      },
    ],
  })
})

it.each([
  [
    'a status of another code system',
    { forecastStatus: { coding: [{ system: 'urn:x', code: 'due', display: 'Due' }] } },
    'other',
    'Due',
  ],
  ['a status in words alone', { forecastStatus: { text: 'Due' } }, 'due', 'Due'],
  ['words that are no status', { forecastStatus: { text: 'See registry' } }, 'other', 'See registry'],
])('%s', (_, fields, status, statusText) => {
  expect(read(fields).recommendations[0]).toMatchObject({ status, statusText })
})

it('a date that is no date, or of an unknown meaning, is no date', () => {
  const dateCriterion = [
    { code: { coding: [{ system: 'http://loinc.org', code: '30980-7' }] }, value: 'soon' },
    { code: { coding: [{ system: 'urn:x', code: '59778-1' }] }, value: '2026-01-01' },
  ]
  expect(read({ dateCriterion }).recommendations[0]).toMatchObject({ due: undefined, overdue: undefined })
})

it.each([
  ['none at all', []],
  ['one that names neither vaccine nor disease', [whole, { ...whole, vaccineCode: [], targetDisease: undefined }]],
  ['one without a status', [whole, { ...whole, forecastStatus: {} }]],
])('%s makes the whole unreadable: what is left out could contradict', (_, recommendation) => {
  expect(readVaccineAdvice({ ...sample, recommendation }, CONTEXT)).toEqual({ unreadable: REASONS.recommendation })
})
