/**
 * Rule of the logic specification, why CDC's published case cannot hold, and what the case contradicts: the `specification`, the `data`
 * 4.64 (as a rule it was written for older data), or `itself` (another case, or its own other columns).
 */
type Known = { readonly rules: string; readonly contradicts: 'specification' | 'data' | 'itself'; readonly why: string }

/**
 * Every case of ../shared/data/cdsi/cases.ndjson with which the forecast disagrees. All are of the underlying-conditions set, whose cases keep
 * the assessment date (2015 to 2025) and the data of the year they were written in. Nothing is bent to fit them.
 */
export const KNOWN_DISAGREEMENTS: Readonly<Record<string, Known>> = {
  '2016-UC-0032': {
    rules: 'FORECASTDT-3, FORECASTVG-3',
    contradicts: 'data',
    why: 'The past-due date expected is the latest interval of dose 2 of the childhood series (6 years and 4 weeks, less a day), which at 59 years is skipped and so complete; all else is of the risk series, whose dose 2 has no latest interval.',
  },
  '2016-UC-0057': {
    rules: 'Table 5-4, FORECASTDN-1',
    contradicts: 'data',
    why: 'The risk series is expected at 5 months of age, its indication begins at 12 months; and dose 2 of it, though the dose given is before its minimum age. The case is titled "18 months of age".',
  },
  '2016-UC-0058': {
    rules: 'FORECASTDN-1',
    contradicts: 'specification',
    why: 'Dose 3 is expected after one valid dose of the risk series; the rule counts satisfied target doses of that series alone.',
  },
  '2016-UC-0094': {
    rules: 'FORECASTDN-1',
    contradicts: 'itself',
    why: 'Dose 3 is expected where no dose of the series is satisfied; the next case of the same person (0095) expects dose 2 after one more.',
  },
  '2016-UC-0110': {
    rules: 'FORECASTDTCAN-1, CALCDTAGE-4, CALCDTINT-4',
    contradicts: 'data',
    why: 'The earliest date expected is six months after dose 3 and ten days before the minimum age of 12 months; the data have 12 weeks, and that minimum age.',
  },
  '2016-UC-0129': {
    rules: 'SELECTSCORE-2',
    contradicts: 'data',
    why: 'The 1-dose series (priority B) is expected; the 2-23 month series (priority A) has no upper age for an outbreak in the data. Taking every priority instead gives this case and loses 2016-UC-0051.',
  },
  '2016-UC-0130': {
    rules: 'CALCDTINT-9, FORECASTDT-3',
    contradicts: 'itself',
    why: 'The earliest date expected is counted from a pregnancy a year before the one recorded, the past-due date from the one recorded.',
  },
  '2016-UC-0153': {
    rules: 'FORECASTDTCAN-1, FORECASTDN-1',
    contradicts: 'specification',
    why: 'The earliest date expected (at 6 months) is before the minimum age of 2 years of the risk series, and counts a dose outside it.',
  },
  '2016-UC-0165': {
    rules: 'CALCDTINT-1',
    contradicts: 'data',
    why: 'Five years from PPSV23 are expected; the data count the interval of dose 3 from the previous dose, PCV13.',
  },
  '2016-UC-0198': {
    rules: 'SELECTSCORE-2, SELECTB-14',
    contradicts: 'data',
    why: 'As 2016-UC-0129: the 2-23 month series has no upper age for travel in the data, and priority A.',
  },
  '2017-UC-0015': {
    rules: 'CALCDTAGE-4',
    contradicts: 'data',
    why: 'The minimum age of 18 years was lowered to 2 years after the case was written.',
  },
  '2022-UC-0001': {
    rules: 'Table 5-4',
    contradicts: 'specification',
    why: 'The risk series is expected five weeks before the age of 9 years at which its indication begins.',
  },
  '2022-UC-0031': {
    rules: 'Table 5-5',
    contradicts: 'data',
    why: 'Observation 235 is described in the data and no longer indicates any series.',
  },
  '2025-UC-0015': {
    rules: 'FORECASTDT-3',
    contradicts: 'specification',
    why: 'The past-due date expected is the last day itself; the rule, and every other case, takes a day off.',
  },
}
