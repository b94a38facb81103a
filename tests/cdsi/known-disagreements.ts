/** Rule of the logic specification, and why CDC's published case and CDC's specification with data 4.64 cannot both hold. */
type Known = { readonly rules: string; readonly why: string }

/**
 * Every case of ../shared/data/cdsi/cases.ndjson with which the forecast disagrees. All are of the underlying-conditions set, whose cases keep
 * the assessment date (2015 to 2025) and the data of the year they were written in. Nothing is bent to fit them.
 */
export const KNOWN_DISAGREEMENTS: Readonly<Record<string, Known>> = {
  '2016-UC-0032': {
    rules: 'FORECASTDT-3, FORECASTVG-3',
    why: 'A past-due date is expected that only the childhood series has; dose 2 of the risk series has no latest interval.',
  },
  '2016-UC-0057': {
    rules: 'Table 5-4',
    why: 'The risk series is expected at 5 months of age; its indication begins at 12 months. The case is titled "18 months of age".',
  },
  '2016-UC-0058': {
    rules: 'FORECASTDN-1',
    why: 'Dose 3 is expected after one valid dose of the risk series; the rule counts satisfied target doses of that series alone.',
  },
  '2016-UC-0094': {
    rules: 'FORECASTDN-1',
    why: 'Dose 3 is expected where no dose of the series is satisfied; the next case of the same person (0095) expects dose 2 after one more.',
  },
  '2016-UC-0110': {
    rules: 'FORECASTDTCAN-1, CALCDTAGE-4',
    why: 'The earliest date expected is ten days before the minimum age of 12 months that the data give this dose.',
  },
  '2016-UC-0129': {
    rules: 'SELECTSCORE-2',
    why: 'The 1-dose series (priority B) is expected; the 2-23 month series (priority A) has no upper age for an outbreak in the data.',
  },
  '2016-UC-0130': {
    rules: 'CALCDTINT-9, FORECASTDT-3',
    why: 'The earliest date expected is counted from a pregnancy a year before the one recorded, the past-due date from the one recorded.',
  },
  '2016-UC-0153': {
    rules: 'FORECASTDTCAN-1, FORECASTDN-1',
    why: 'The earliest date expected (at 6 months) is before the minimum age of 2 years of the risk series, and counts a dose outside it.',
  },
  '2016-UC-0165': {
    rules: 'CALCDTINT-1',
    why: 'Five years from PPSV23 are expected; the data count the interval of dose 3 from the previous dose, PCV13.',
  },
  '2016-UC-0198': {
    rules: 'SELECTSCORE-2, SELECTB-14',
    why: 'As 2016-UC-0129: the 2-23 month series has no upper age for travel in the data, and priority A.',
  },
  '2017-UC-0015': {
    rules: 'CALCDTAGE-4',
    why: 'The minimum age of 18 years was lowered to 2 years after the case was written.',
  },
  '2022-UC-0001': {
    rules: 'Table 5-4',
    why: 'The risk series is expected before the age of 9 years at which its indication begins.',
  },
  '2022-UC-0031': {
    rules: 'Table 5-5',
    why: 'Observation 235 no longer indicates any series in the data.',
  },
  '2023-UC-0047': {
    rules: 'FORECASTDTCAN-1, table 7-10',
    why: 'The season of the data begins on 2025-10-01; the case lives in the season of 2023.',
  },
  '2023-UC-0048': { rules: 'FORECASTDTCAN-1, table 7-10', why: 'As 2023-UC-0047.' },
  '2023-UC-0050': { rules: 'FORECASTDTCAN-1, FORECASTDN-1', why: 'As 2023-UC-0047.' },
  '2025-UC-0015': {
    rules: 'FORECASTDT-3',
    why: 'The past-due date expected is the last day itself; the rule, and every other case, takes a day off.',
  },
}
