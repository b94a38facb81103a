import type { Chart } from '../chart.ts'
import { failureCharts } from './failures.ts'
import { ordinaryCharts } from './ordinary/charts.ts'

export const allCharts: readonly Chart[] = [...ordinaryCharts, ...failureCharts]
