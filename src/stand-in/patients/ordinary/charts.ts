import type { Chart } from '../../chart.ts'
import { ada } from './ada.ts'
import { bruno } from './bruno.ts'
import { carmen } from './carmen.ts'
import { edith } from './edith.ts'
import { frank } from './frank.ts'
import { helen } from './helen.ts'
import { infant } from './infant.ts'
import { jordan } from './jordan.ts'
import { milo } from './milo.ts'
import { nora } from './nora.ts'
import { ottilie } from './ottilie.ts'
import { robin } from './robin.ts'
import { thousands } from './thousands.ts'
import { walter } from './walter.ts'

/** The ordinary patients, in the order of the patient picker: Ada first, then by age. */
export const ordinaryCharts: readonly Chart[] = [
  ada,
  infant,
  milo,
  nora,
  robin,
  carmen,
  jordan,
  bruno,
  helen,
  frank,
  edith,
  walter,
  ottilie,
  thousands,
]

export { practitioners } from './practitioners.ts'
