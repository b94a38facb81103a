/** A place in the schedule file and what stands there (undefined: nothing), checked by tests/cdsi-cases.test.ts. */
export type Fact = { readonly at: readonly (string | number)[]; readonly says: unknown }

/**
 * Rule of the logic specification, why CDC's published case cannot hold, and what the case contradicts: the `specification`, the `data`
 * 4.64 (as a rule it was written for older data), or `itself` (another case, or its own other columns).
 */
type Known = {
  readonly rules: string
  readonly contradicts: 'specification' | 'data' | 'itself'
  readonly why: string
  readonly facts?: readonly Fact[]
}

const MENACWY_INFANT = ['Meningococcal', 'Meningococcal ACWY risk 2-23 month']
const MENACWY_ONE = ['Meningococcal', 'Meningococcal ACWY risk 1-dose series']
const priorities: readonly Fact[] = [
  { at: [...MENACWY_INFANT, 'priority'], says: 'A' },
  { at: [...MENACWY_ONE, 'priority'], says: 'B' },
]

/**
 * Every case of ../shared/data/cdsi/cases.ndjson with which the forecast disagrees. All are of the underlying-conditions set, whose cases keep
 * the assessment date (2015 to 2025) and the data of the year they were written in. Nothing is bent to fit them.
 */
export const KNOWN_DISAGREEMENTS: Readonly<Record<string, Known>> = {
  '2016-UC-0032': {
    rules: 'FORECASTDT-3, FORECASTVG-3',
    contradicts: 'data',
    why: 'All but the past-due date is ours. The date expected is the latest interval of dose 2 of the childhood series (6 years and 4 weeks, less a day), which is skipped from 19 years on; dose 2 of the risk series has no latest interval.',
    facts: [
      { at: ['Measles', 'Measles 2-dose series', 'doses', 1, 'intervals', 0, 'latest'], says: '6y+4w' },
      {
        at: ['Measles', 'Measles 2-dose series', 'doses', 1, 'skips', 0, 'sets', 0, 'conditions', 0, 'from'],
        says: '19y-4d',
      },
      { at: ['Measles', 'Measles risk 2-dose series', 'doses', 1, 'intervals', 0, 'latest'], says: undefined },
      { at: ['Mumps', 'Mumps risk 2-dose series', 'doses', 1, 'intervals', 0, 'latest'], says: undefined },
      { at: ['Rubella', 'Rubella risk 2-dose series', 'doses', 1, 'intervals', 0, 'latest'], says: undefined },
    ],
  },
  '2016-UC-0057': {
    rules: 'Table 5-4, FORECASTDN-1',
    contradicts: 'specification',
    why: 'The risk series is expected at 5 months of age (the case is titled "18 months"); table 5-4 holds the begin age, 12 months, against the assessment date. And dose 2 of it, though the one dose given is before its minimum age.',
    facts: [
      { at: ['Hib', 'Hib risk child 2-dose series', 'indications', '151', 'from'], says: '12m' },
      { at: ['Hib', 'Hib risk child 2-dose series', 'doses', 0, 'ages', 0, 'absoluteMin'], says: '12m-4d' },
    ],
  },
  '2016-UC-0058': {
    rules: 'FORECASTDN-1',
    contradicts: 'specification',
    why: 'All dates are ours. Dose 3 is expected after one dose that is valid in the risk series; the rule counts satisfied target doses of that series alone, and the dose at 5 months is before its minimum age.',
    facts: [{ at: ['Hib', 'Hib risk child 2-dose series', 'doses', 0, 'ages', 0, 'absoluteMin'], says: '12m-4d' }],
  },
  '2016-UC-0094': {
    rules: 'FORECASTDN-1',
    contradicts: 'itself',
    why: 'All dates are ours. Dose 3 is expected where no dose of the series is satisfied (both were given before therapy began); the next case of the same person (0095) expects dose 2 after one more. Counting doses of both series would give this case and 0058, and lose 0095.',
    facts: [
      { at: ['Measles', 'Measles risk 2-dose ART series', 'doses', 0, 'intervals', 0, 'fromObservation'], says: '120' },
    ],
  },
  '2016-UC-0110': {
    rules: 'FORECASTDTCAN-1, CALCDTAGE-4, CALCDTINT-4',
    contradicts: 'data',
    why: 'The earliest date expected is six months after dose 3 and ten days before 12 months of age; the data have 12 weeks, and 12 months as minimum age.',
    facts: [
      { at: [...MENACWY_INFANT, 'doses', 4, 'ages', 0, 'min'], says: '12m' },
      { at: [...MENACWY_INFANT, 'doses', 4, 'intervals', 0, 'min'], says: '12w' },
    ],
  },
  '2016-UC-0129': {
    rules: 'SELECTSCORE-2',
    contradicts: 'data',
    why: 'The 1-dose series is expected at 60 years; the 2-23 month series has no upper age for an outbreak and the higher priority, so it alone is scored. Scoring every priority gives this case and loses 2016-UC-0051, where dialysis must outrank.',
    facts: [...priorities, { at: [...MENACWY_INFANT, 'indications', '070', 'until'], says: undefined }],
  },
  '2016-UC-0130': {
    rules: 'CALCDTINT-9, FORECASTDT-3',
    contradicts: 'itself',
    why: 'Earliest and recommended date expected are those of 27 weeks, a year too early (2016-02-27 for 2017-02-27): six months before the pregnancy recorded began. The past-due date is the last day itself, see 2025-UC-0015.',
    facts: [
      { at: ['Pertussis', 'Pertussis risk 1-dose series', 'doses', 0, 'intervals', 0, 'min'], says: '27w' },
      { at: ['Pertussis', 'Pertussis risk 1-dose series', 'doses', 0, 'intervals', 0, 'latest'], says: '36w' },
    ],
  },
  '2016-UC-0153': {
    rules: 'FORECASTDTCAN-1, FORECASTDN-1',
    contradicts: 'data',
    why: 'The earliest date expected (at 6 months) is before the minimum age of 2 years of the risk series, and the number counts a dose before it.',
    facts: [
      {
        at: [
          'Pneumococcal',
          'Pneumococcal risk 2-5 years Chronic Medical Conditions PCV-PCV-PPSV series',
          'doses',
          0,
          'ages',
          0,
          'absoluteMin',
        ],
        says: '2y',
      },
    ],
  },
  '2016-UC-0165': {
    rules: 'CALCDTINT-1',
    contradicts: 'data',
    why: 'Five years from PPSV23 are expected; the data count the one interval of dose 3 from the previous dose, which is PCV13.',
    facts: [
      {
        at: [
          'Pneumococcal',
          'Pneumococcal risk 19+ years CSF Leaks or Cochlear Implants PPSV-PCV series',
          'doses',
          2,
          'intervals',
        ],
        says: [{ fromPrevious: true, absoluteMin: '0d', min: '5y', earliest: '5y' }],
      },
    ],
  },
  '2016-UC-0198': {
    rules: 'SELECTSCORE-2',
    contradicts: 'data',
    why: 'As 2016-UC-0129: the 2-23 month series has no upper age for travel, and the higher priority.',
    facts: [...priorities, { at: [...MENACWY_INFANT, 'indications', '164', 'until'], says: undefined }],
  },
  '2017-UC-0015': {
    rules: 'CALCDTAGE-4',
    contradicts: 'data',
    why: 'A minimum age of 18 years is expected; the data have 2 years.',
    facts: [{ at: ['Cholera', 'Cholera 1-dose series', 'doses', 0, 'ages', 0, 'min'], says: '2y' }],
  },
  '2022-UC-0001': {
    rules: 'Table 5-4',
    contradicts: 'specification',
    why: 'The risk series is expected five weeks before the age of 9 years at which its indication begins. Leaving the begin age out for every series gives this case and loses 2016-UC-0092.',
    facts: [{ at: ['Dengue', 'Dengue risk 3-dose series', 'indications', '211', 'from'], says: '9y' }],
  },
  '2022-UC-0031': {
    rules: 'Table 5-5',
    contradicts: 'data',
    why: 'Observation 235 is described in the data and indicates no series.',
    facts: ['more virulent', 'less virulent', 'pre-exposure', 'post-exposure'].map((name) => ({
      at: ['Orthopoxvirus', `Orthopoxvirus risk ${name} 2-dose series`, 'indications', '235'],
      says: undefined,
    })),
  },
  '2025-UC-0015': {
    rules: 'FORECASTDT-3',
    contradicts: 'itself',
    why: 'The past-due date expected is the last day itself; the rule takes a day off, and so does the case of another person at the same dose (2025-UC-0012).',
    facts: [{ at: ['HPV', 'HPV risk 3-dose series', 'doses', 2, 'intervals', 1, 'latest'], says: '7m+4w' }],
  },
}
