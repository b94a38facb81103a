// What is loaded together, once the sheet stands.
export { bindingOf, idOf } from './draft-cipher.ts'
export { loadDraft, saveDraft, wipeStored } from './draft-store.ts'
export { keepSweeping } from './sweep-drafts.ts'
export { watchOtherWindows } from './other-windows.ts'
