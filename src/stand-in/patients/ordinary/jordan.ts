import { allergy } from './build-allergy.ts'
import { diagnosed, problem } from './build-condition.ts'
import { document } from './build-document.ts'
import { dose, doses } from './build-immunization.ts'
import { labs } from './build-lab.ts'
import { medication } from './build-medication.ts'
import { procedure, report } from './build-procedure.ts'
import { appointment, today, visit } from './build-visit.ts'
import { score, smokingStatus, statement, vitals } from './build-vital.ts'
import { ordinary } from './build.ts'

/** HIV, first untreated and then controlled: viral loads with comparators, vaccines by risk instead of age. */
export const jordan = ordinary(
  {
    slug: 'jordan',
    family: 'Dummy',
    given: ['Jordan', 'Lee'],
    sex: 'male',
    age: '41y3m6d',
    mrn: '244719',
    line: '41 y · HIV, viral load below detection since two years, CD4 rising; vaccines by risk, syphilis treated',
    also: {
      extension: [
        {
          url: 'http://open.epic.com/FHIR/StructureDefinition/extension/calculated-pronouns-to-use-for-text',
          valueCodeableConcept: { text: 'they/them' },
        },
      ],
    },
  },
  (book) => {
    today(book, '11:40', { who: 'second', kind: 'Telemedicine', reason: 'HIV follow-up' })
    appointment(book, '+6m 11:40', 'HIV follow-up', 'second')

    const course = [
      ['-3y2m', 214_000, 148],
      ['-3y', 3_120, 176],
      ['-2y9m', 84, 203],
      ['-2y3m', '<20', 288],
      ['-1y9m', 'Not detected', 341],
      ['-1y2m', '<20', 402],
      ['-7m', 'Not detected', 466],
      ['-12d', 'Not detected', 512],
    ] as const
    for (const [when, viral, cd4] of course)
      labs(book, when, { 'hiv rna': viral, cd4 }, { by: 'second', panel: 'HIV MONITORING' })
    labs(
      book,
      '-12d',
      {
        creatinine: { value: 1.2, range: [0.7, 1.3] },
        egfr: 78,
        alt: 31,
        glucose: 94,
        ldl: 121,
        'syphilis rpr': { value: 'Reactive 1:2', flag: 'A' },
        chlamydia: 'Not detected',
        gonorrhoea: 'Not detected',
      },
      { by: 'second', panel: 'SCREENING LABS' },
    )
    labs(book, '-7m', { 'syphilis rpr': { value: 'Reactive 1:4', flag: 'A' }, gonorrhoea: 'Not detected' })
    labs(book, '-1y2m', { 'syphilis rpr': { value: 'Reactive 1:64', flag: 'A' } })
    labs(
      book,
      '-3y2m',
      {
        hbsag: 'Nonreactive',
        'anti-hbs': 3.1,
        'hcv antibody': 'Nonreactive',
        igra: 'Negative',
        'hiv screen': { value: 'Reactive', flag: 'A' },
        hemoglobin: { value: 12.2, range: [13.5, 17.5] },
        platelets: 131,
      },
      { by: 'second', panel: 'INTAKE LABS' },
    )
    labs(book, '-2y', { 'anti-hbs': 246, igra: 'Indeterminate' })

    for (const [when, weight, bp] of [
      ['-3y1m', 61.2, [108, 66]],
      ['-2y3m', 66.8, [116, 72]],
      ['-1y2m', 70.1, [122, 76]],
    ] as const) {
      const check = visit(book, 'Office Visit', `${when} 11:00`, { who: 'second', reason: 'HIV follow-up' })
      diagnosed(book, check, 'hiv')
      vitals(book, check, { bp, weight, height: 174, pulse: 72, temperature: 36.8 })
    }
    const last = visit(book, 'Telemedicine', '-7m', { who: 'second', reason: 'HIV follow-up' })
    diagnosed(book, last, 'hiv', 'depression')
    document(
      book,
      'Progress Notes',
      '-7m',
      'Takes every dose. Mood steady, off escitalopram since spring.\n\nPlan\n- Zoster second dose\n- Anal cytology this year',
      { at: last },
    )
    document(book, 'Progress Notes', '-3y1m', 'Linked to care. Discussed meaning of the result and treatment today.', {
      by: 'second',
      status: 'superseded',
    })
    const stay = visit(book, 'Hospital Encounter', '-3y2m 15:30', {
      who: 'second',
      until: '-3y1m3w',
      reason: 'Pneumonia',
    })
    diagnosed(book, stay, 'pneumonia', 'hiv')
    report(book, 'imaging', 'CT CHEST W CONTRAST', '-3y2m 17:00', {
      at: stay,
      conclusion: 'Bilateral ground-glass opacities, suspicious for pneumocystis.',
    })
    document(
      book,
      'Discharge Summary',
      '-3y1m3w',
      'Pneumocystis pneumonia as first sign of HIV. Oxygen at rest no longer needed.',
      { at: stay },
    )

    problem(book, 'hiv', { onset: '-3y2m' })
    problem(book, 'depression', { status: 'remission', onset: '-10y year' })
    problem(book, 'pneumonia', { status: 'resolved', onset: '-3y2m', ended: '-3y' })
    allergy(book, 'sulfamethoxazole', {
      reaction: ['rash'],
      severity: 'mild',
      recorded: '-3y',
      note: 'Desensitised; tolerated afterwards.',
    })
    medication(book, 'biktarvy', '-3y1m', { by: 'second' })
    medication(book, 'sulfamethoxazole', '-3y1m', {
      by: 'second',
      status: 'completed',
      ended: '-2y3m',
      reason: 'CD4 above 200',
    })
    medication(book, 'escitalopram', '-6y', { status: 'stopped', ended: '-9m', reason: 'Patient well without' })
    medication(book, 'rosuvastatin', '-7m', { by: 'second', pointed: true })
    doses(book, 'hepatitis b', '-3y', '-2y11m', '-2y6m')
    doses(book, 'hepatitis a', '-3y', '-2y6m')
    doses(book, 'pcv20', '-2y9m')
    doses(book, 'menacwy', '-2y9m', '-2y6m')
    doses(book, 'zoster rzv', '-8m')
    doses(book, 'flu', '-1y1m', '-2y1m')
    dose(book, 'flu trivalent', '-12d')
    dose(book, 'mmr', '-2y9m', { declined: 'Medical precaution: CD4 below 200' })
    dose(book, 'tdap', '-9y', { historical: true })
    procedure(book, 'appendectomy', '-19y', { told: true })
    smokingStatus(book, '-1y2m', 'unknown')
    smokingStatus(book, '-3y1m', 'former')
    statement(book, '-1y2m', 'alcohol', 'None')
    score(book, '-7m', 'phq9', 3)
  },
)
