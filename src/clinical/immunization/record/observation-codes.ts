/**
 * What CDC's own mapping (SNOMED CT, a few codes for each observation) does not reach: ICD-10-CM codes, which Epic sends with nearly every
 * problem, and finer SNOMED CT codes. A code stands for itself and all codes below it. Ours, not CDC's: keep to codes that mean just this.
 */
export const OWN_CODES: Readonly<
  Record<string, { readonly icd10: readonly string[]; readonly snomed?: readonly string[] }>
> = {
  '004': { icd10: ['Z94.81', 'Z94.84'] },
  '005': { icd10: ['B17.1', 'B18.2', 'B19.2'] },
  '007': { icd10: ['Z33.1', 'Z34', 'O09', 'Z3A'] },
  '010': { icd10: ['G96.0'] },
  '011': { icd10: ['Z96.21'] },
  '013': { icd10: ['D81.0', 'D81.1', 'D81.2'] },
  '014': { icd10: ['E08', 'E09', 'E10', 'E11', 'E13'], snomed: ['44054006', '46635009'] },
  '015': { icd10: ['B18', 'K70', 'K73', 'K74'] },
  '016': { icd10: ['I25', 'I42', 'I50'] },
  '017': { icd10: ['E84', 'J41', 'J42', 'J43', 'J44', 'J47', 'J84'] },
  '018': { icd10: ['B15'] },
  '019': { icd10: ['B16', 'B18.0', 'B18.1', 'B19.1'] },
  '024': { icd10: ['B01'] },
  '025': { icd10: ['B02'] },
  '027': { icd10: ['J45'] },
  '028': { icd10: ['K56.1'] },
  '032': { icd10: ['Z99.2'] },
  '042': { icd10: ['F17.21'] },
  '043': { icd10: ['F10.2'] },
  '066': { icd10: ['N18.5', 'N18.6'] },
  '114': { icd10: ['N18.6'] },
  '152': { icd10: ['D71'] },
  '157': { icd10: ['Z94.0', 'Z94.1', 'Z94.2', 'Z94.3', 'Z94.4'] },
  '158': { icd10: ['D84.821'] },
  '160': { icd10: ['D73.0', 'Q89.01', 'Z90.81'] },
  '161': { icd10: ['N18'] },
  '167': { icd10: ['N04'] },
  '178': { icd10: ['C91', 'C92', 'C93', 'C94', 'C95'] },
  '179': { icd10: ['C82', 'C83', 'C84', 'C85'] },
  '180': { icd10: ['C81'] },
  '181': { icd10: ['C90.0'] },
  '186': { icd10: ['B20', 'Z21'] },
  '200': { icd10: ['E84'] },
  '214': { icd10: ['J44'] },
  '215': { icd10: ['J43'] },
  '256': { icd10: ['E08.2', 'E09.2', 'E10.2', 'E11.2', 'E13.2'] },
  '259': { icd10: ['D57.0', 'D57.1', 'D57.2', 'D57.4', 'D57.8'] },
  '263': { icd10: ['E08.4', 'E09.4', 'E10.4', 'E11.4', 'E13.4'] },
  '264': { icd10: ['E08.3', 'E09.3', 'E10.3', 'E11.3', 'E13.3'] },
}

/**
 * How long immune globulin keeps a live vaccine from working, in months, by CDC's observation code. ACIP General Best Practice Guidelines,
 * recommended intervals between antibody-containing products and measles- or varicella-containing vaccine.
 */
export const GLOBULIN_MONTHS: Readonly<Record<string, number>> = { '125': 3, '126': 6, '127': 3, '128': 4, '129': 5 }

/** Observations that are an age. */
export const AGE_OBSERVATIONS: readonly { readonly code: string; readonly from: string; readonly until: string }[] = [
  { code: '229', from: '0d', until: '1y' },
  { code: '276', from: '60y', until: '200y' },
]
