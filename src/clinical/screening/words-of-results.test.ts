import { describe, expect, it } from 'vitest'
import { quantity } from '../../../tests/fixtures.ts'
import type { ResultValue } from '../result.ts'
import { reaches, senseOf } from './result-sense.ts'
import { matchesTitle } from './title-match.ts'

const words = (text: string): ResultValue => ({ kind: 'text', text, codings: [] })
const said = (text: string) => senseOf(words(text), undefined, [])

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
    ['Suspicious mass in the left breast, biopsy recommended', 'abnormal'],
    ['Obstructing mass at 40 cm', 'abnormal'],
    ['9 mm nodule in the right upper lobe', 'abnormal'],
    ['12 mm polyp, sigmoid', 'abnormal'],
    ['Tubular adenoma', 'abnormal'],
    ['T-score -3.1, osteoporosis', 'abnormal'],
    ['Infrarenal aneurysm of 3.4 cm', 'abnormal'],
    ['Equivocal', 'abnormal'],
    ['1:64', 'abnormal'],
    ['>100,000 CFU/mL Escherichia coli', 'abnormal'],
    ['No growth', 'normal'],
    ['No', 'normal'],
    ['None', 'normal'],
    ['No falls', 'unclear'],
    ['No suspicious mass, calcification or distortion is seen', 'normal'],
    ['No suspicious masses, nodules or other lesions', 'normal'],
    ['No evidence of polyps, masses or strictures. Normal colonoscopy to the cecum.', 'normal'],
    ['No aneurysm', 'normal'],
    ['No nodule. One polyp removed.', 'abnormal'],
    ['No polyps, large mass at 40 cm', 'abnormal'],
    ['No polyps seen but a mass at 40 cm', 'abnormal'],
    ['No polyps and a mass at 40 cm', 'abnormal'],
    ['Internal hemorrhoids', 'unclear'],
    ['BI-RADS 2', 'normal'],
    ['BI-RADS category 0: additional imaging needed', 'abnormal'],
    ['Right: BI-RADS 2. Left: BI-RADS 4.', 'abnormal'],
    ['Right: BI-RADS 1. Left: BI-RADS 2.', 'normal'],
    ['ACR BI-RADS 5th edition, assessment category 2', 'normal'],
    ['Lung-RADS v1.1 Category 4B', 'abnormal'],
    ['Lung-RADS v1.1 Category 2', 'normal'],
    ['Lung-RADS (2022) Category 4A', 'abnormal'],
    ['ACR Lung-RADS v2022 assessment: 4X', 'abnormal'],
    ['Lung-RADS 2022: 1', 'normal'],
    ['Lung-RADS 1S', 'normal'],
    ['Lung-RADS 2022', 'unclear'],
    ['Femoral neck T-score -2.8', 'abnormal'],
    ['Lumbar spine T-score: −2.5. Femoral neck T-score: -1.2', 'abnormal'],
    ['Femoral neck T-score -2.4', 'unclear'],
    ['BI-RADS assessment: right breast category 1, left breast category 4', 'abnormal'],
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
    [words('195 mg/dL'), true],
    [words('> 200'), true],
    [words('>100'), undefined],
    [words('189 (H)'), false],
    [words('5.1 mmol/L'), undefined],
    [words('see report'), undefined],
    [quantity(190, 'mg/dL', '<='), undefined],
    [words('-190 mg/dL'), false],
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
    ['CT CHEST LOW DOSE SCREENING', 'lowdosect chest|lung|screening', true],
    ['CT chest low dose without contrast', 'lowdosect chest|lung|screening', true],
    ['Colonoscopy without biopsy', 'colonoscopy', true],
    ['Colonoscopy, incomplete', 'colonoscopy', false],
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
