export { NotGranted } from './NotGranted.tsx'
export { OtherSheets } from './OtherSheets.tsx'
export { PrintedAt } from './PrintedAt.tsx'
export { Shortcuts } from './shortcuts.ts'
