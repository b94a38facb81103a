import { describe, expect, it } from 'vitest'
import { quantity } from '../../../tests/fixtures.ts'
import { reaches, senseOf } from './result-sense.ts'
import { matchesTitle } from './title-match.ts'

const said = (text: string) => senseOf({ kind: 'text', text, codings: [] }, undefined, [])

describe('what a result says in words', () => {
  it.each([
    ['Negative', 'normal'],
    ['Not detected', 'normal'],
    ['Non-reactive', 'normal'],
    ['Nonreactive', 'normal'],
    ['NILM', 'normal'],
    ['Negative for intraepithelial lesion or malignancy.', 'normal'],
    ['No abnormality detected', 'normal'],
    ['No evidence of malignancy', 'normal'],
    ['Positive', 'abnormal'],
    ['Detected', 'abnormal'],
    ['Reactive', 'abnormal'],
    ['HPV 16 detected, other types not detected', 'abnormal'],
    ['ASC-US', 'abnormal'],
    ['High-grade squamous intraepithelial lesion (HSIL)', 'abnormal'],
    ['Adenocarcinoma', 'abnormal'],
    ['See report', 'unclear'],
    ['Specimen unsatisfactory', 'unclear'],
  ])('%j is %s', (text, sense) => {
    expect(said(text)).toBe(sense)
  })

  it.each([
    [quantity(190, 'mg/dL'), true],
    [quantity(189.9, 'mg/dL'), false],
    [quantity(190), true],
    [quantity(195, 'mmol/L'), undefined],
    [quantity(200, 'mg/dL', '>'), true],
    [quantity(100, 'mg/dL', '>'), undefined],
    [quantity(100, 'mg/dL', '<'), false],
    [quantity(200, 'mg/dL', '<'), undefined],
  ])('%j against 190 mg/dL: %s', (value, is) => {
    expect(reaches(value, { atLeast: 190, unit: 'mg/dL' })).toBe(is)
  })
})

describe('a title as a hint', () => {
  it.each([
    ['MAM SCREENING BILAT TOMO', 'mammogram', true],
    ['Mammography, bilateral', 'mammogram', true],
    ['MG-Screening_Digital', 'mammogram', true],
    ['US ABDOMINAL AORTA', 'ultrasound abdominal aorta', true],
    ['Aorta abdominal (ultrasound)', 'ultrasound abdominal aorta', true],
    ['CT CHEST LOW DOSE SCREENING', 'lowdosect chest|lung|screening', false],
    ['LOW DOSE CT CHEST', 'lowdosect chest|lung|screening', true],
    ['LDCT lung screening', 'lowdosect chest|lung|screening', true],
    ['Colonoscopy', 'colonoscopy', true],
    ['Colonoscopy declined', 'colonoscopy', false],
    ['Due for colonoscopy', 'colonoscopy', false],
    ['Colonoscopy not done', 'colonoscopy', false],
    ['Colonoscopy prep instructions', 'colonoscopy', false],
    ['Order: colonoscopy', 'colonoscopy', false],
    ['Mother: colonoscopy', 'colonoscopy', false],
    ['Family history: colonoscopy', 'colonoscopy', false],
    ['Letter', 'colonoscopy', false],
    ['', 'colonoscopy', false],
  ])('%j as %j: %s', (title, pattern, is) => {
    expect(matchesTitle(title, [pattern])).toBe(is)
  })
})
