import type { Chart } from '../../chart.ts'
import { ada } from './ada.ts'
import { infant } from './infant.ts'
import { walter } from './walter.ts'

/** The ordinary patients, in the order of the patient picker. */
export const ordinaryCharts: readonly Chart[] = [ada, infant, walter]

export { practitioners } from './practitioners.ts'
