export { OtherSheets } from './OtherSheets.tsx'
export { PrintedAt } from './PrintedAt.tsx'
