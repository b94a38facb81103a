// What is loaded together, once the sheet stands.
export { bindingOf, idOf } from './draft-cipher.ts'
export { loadDraft, saveDraft, wipeStored } from './draft-store.ts'
export { watchOtherWindows } from './other-windows.ts'
