import type { Chart } from '../chart.ts'
import { toChart } from './base-record.ts'
import { hostileFailures } from './failures-hostile.ts'
import { launchFailures } from './failures-launch.ts'
import { readingFailures } from './failures-reading.ts'
import { filingFailures, recordFailures } from './failures-records.ts'

/** Every failure has a patient; the slug says which. */
export const failureCharts: readonly Chart[] = [
  ...readingFailures,
  ...recordFailures,
  ...hostileFailures,
  ...filingFailures,
  ...launchFailures,
].map(toChart)
