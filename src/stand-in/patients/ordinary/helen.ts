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

/** After breast cancer and hysterectomy: surveillance instead of screening, and some screening no longer due. */
export const helen = ordinary(
  {
    slug: 'helen',
    family: 'Specimen',
    given: ['Helen', 'Ruth'],
    sex: 'female',
    age: '52y10m25d',
    mrn: '190274',
    line: '52 y · breast cancer five years ago, hysterectomy, first colonoscopy with an adenoma',
  },
  (book) => {
    today(book, '13:00', { who: 'second', reason: 'Annual exam' })
    appointment(book, '+10w 09:45', 'Oncology follow-up', 'cancer')
    appointment(book, '+11w 08:00', 'Mammogram', 'images')

    const surgery = visit(book, 'Hospital Encounter', '-5y2m 06:30', {
      who: 'cancer',
      until: '-5y1m28d',
      reason: 'Breast surgery',
    })
    diagnosed(book, surgery, 'breast cancer')
    procedure(book, 'lumpectomy', '-5y2m', { at: surgery, by: 'cancer' })
    procedure(book, 'radiotherapy', '-4y11m', { by: 'cancer' })
    procedure(book, 'hysterectomy', '-7y year', { told: true, note: 'For fibroids, as told by the patient.' })
    report(book, 'pathology', 'SURGICAL PATHOLOGY', '-5y2m 15:00', {
      at: surgery,
      loinc: '11526-1',
      status: 'amended',
      conclusion:
        'Invasive ductal carcinoma, 1.4 cm, grade 2, margins clear. 0 of 2 nodes. ER+ PR+ HER2-. Amended: PR added.',
    })
    document(
      book,
      'Discharge Summary',
      '-5y1m28d',
      'Lumpectomy with sentinel node biopsy without complication. Drain out on day one.',
      { at: surgery, by: 'cancer' },
    )

    for (const [when, words] of [
      ['-4y1m', 'BI-RADS 2, benign. Post-surgical change on the left.'],
      ['-3y1m', 'BI-RADS 2, benign.'],
      ['-2y', 'BI-RADS 0, additional views left breast needed.'],
      ['-1y1m', 'BI-RADS 2, benign.'],
    ] as const)
      report(book, 'imaging', 'MAM DIAGNOSTIC BILAT TOMO', when, {
        conclusion: words,
        ...(when === '-3y1m' ? { loinc: '24606-6' } : {}),
      })
    report(book, 'imaging', 'US BREAST LEFT LIMITED', '-1y11m2w', { conclusion: 'Fat necrosis. BI-RADS 2.' })
    report(book, 'imaging', 'DXA BONE DENSITY SPINE AND HIP', '-2y3m', {
      loinc: '38268-9',
      conclusion: 'Lowest T-score -1.8 at the left femoral neck: osteopenia.',
    })
    const scope = visit(book, 'Hospital Outpatient', '-1y8m 07:50', {
      who: 'second',
      period: 'instant',
      reason: 'Screening colonoscopy',
    })
    procedure(book, 'screening colonoscopy', '-1y8m', { at: scope, by: 'second' })
    report(book, 'pathology', 'GI PATHOLOGY', '-1y8m 16:00', {
      loinc: '11526-1',
      conclusion: 'Sigmoid polyp: tubular adenoma, 6 mm, no high-grade dysplasia.',
    })
    document(
      book,
      'Procedure Notes',
      '-1y8m',
      'Caecum reached, good preparation. One sigmoid polyp removed. Next colonoscopy in seven years.',
      { at: scope },
    )

    for (const [when, weight, bp] of [
      ['-3y', 69.4, [122, 78]],
      ['-2y', 70.8, [126, 80]],
      ['-1y', 72.1, [128, 82]],
    ] as const) {
      const exam = visit(book, 'Office Visit', `${when} 13:20`, { who: 'second', reason: 'Annual exam' })
      diagnosed(book, exam, 'well adult', 'history of breast cancer')
      vitals(book, exam, { bp, weight, height: 168, pulse: 70 })
    }
    labs(
      book,
      '-1y 08:00',
      {
        cholesterol: 214,
        hdl: 62,
        ldl: 131,
        triglycerides: 104,
        glucose: 97,
        a1c: 5.5,
        tsh: 2.4,
        'vitamin d': 27,
        alt: 22,
      },
      { panel: 'WELLNESS LABS', by: 'second' },
    )
    labs(
      book,
      '-6m',
      { wbc: 5.2, hemoglobin: 13.4, platelets: 251, calcium: 9.6, 'alkaline phosphatase': 71, alt: 45 },
      { panel: 'ONCOLOGY LABS', by: 'cancer' },
    )
    labs(book, '-3y', { 'hcv antibody': 'Nonreactive', 'hiv screen': 'Nonreactive' })
    const cancer = visit(book, 'Office Visit', '-6m 10:00', { who: 'cancer', reason: 'Oncology follow-up' })
    diagnosed(book, cancer, 'history of breast cancer')
    vitals(book, cancer, { bp: [124, 78], weight: 72.8 })
    document(
      book,
      'Consults',
      '-6m',
      'No sign of recurrence. Joint pain tolerable on letrozole; five of seven years done.\n\nPlan\n- Mammogram in January\n- DXA repeat with next visit',
      { at: cancer, by: 'cancer' },
    )

    problem(book, 'history of breast cancer', { onset: '-5y2m', recorded: '-4y' })
    problem(book, 'breast cancer', { status: 'remission', onset: '-5y2m' })
    problem(book, 'reflux', { onset: '-10y year' })
    problem(book, 'anxiety', { status: 'inactive', onset: '-5y month' })
    allergy(book, 'sulfamethoxazole', {
      reaction: ['rash'],
      severity: 'moderate',
      onset: '-30y year',
      recorded: '-12y',
    })
    allergy(book, 'latex', { reaction: ['hives'], recorded: '-5y2m' })
    medication(book, 'letrozole', '-2y9m', { by: 'cancer' })
    medication(book, 'tamoxifen', '-4y10m', {
      by: 'cancer',
      status: 'stopped',
      ended: '-2y9m',
      reason: 'Changed to letrozole after menopause',
    })
    medication(book, 'calcium carbonate', '-2y3m', { reported: true })
    medication(book, 'vitamin d', '-2y3m', { reported: true })
    medication(book, 'omeprazole', '-3y', { asNeeded: true, pointed: true })
    doses(book, 'flu', '-1y1m', '-2y1m')
    doses(book, 'covid 12+', '-1y1m')
    dose(book, 'tdap', '-8y')
    doses(book, 'zoster rzv', '-1y')
    dose(book, 'pcv20', '-1y', { declined: 'Patient declined' })
    smokingStatus(book, '-1y', 'never')
    statement(book, '-1y', 'alcohol', 'A glass of wine most evenings')
    score(book, '-1y', 'audit-c', 4)
    score(book, '-1y', 'phq2', 1)
  },
)
