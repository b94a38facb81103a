import { missingWords } from './missing-scopes.ts'

/** What this sign-in was not allowed to do. */
export function NotGranted({ scopes }: { readonly scopes: readonly string[] }) {
  const words = missingWords(scopes)
  return words.length > 0 && <p className="quiet-line">{words.join(' ')}</p>
}
