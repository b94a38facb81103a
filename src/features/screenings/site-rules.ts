import type { SiteFile } from '#auth/site-file.ts'
import { packText, readOverlay, withOverlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import { ShapeError } from '#clinical/screening/shape.ts'

/** The rules as this site wants them, and what is printed of them. */
export type SiteRules = { readonly kind: 'rules'; readonly pack: RulePack; readonly text: string }

/** The site wants its own rules and they cannot be had: then no rule is applied, since ours might contradict them. */
export type WrongRules = {
  readonly kind: 'wrong'
  /** For IT: `rules-missing`, `rules-unreadable`, or `rules:` and the field. */
  readonly code: string
  /** What is wrong, and where. */
  readonly what: string | undefined
}

/** The rules of a site that has none of its own. */
export const PLAIN_RULES: SiteRules = { kind: 'rules', pack: PACK, text: packText(PACK, undefined) }

export function siteRulesOf(file: SiteFile): SiteRules | WrongRules {
  if (typeof file === 'string') return { kind: 'wrong', code: `rules-${file}`, what: undefined }
  try {
    const overlay = readOverlay(file.json, PACK)
    return { kind: 'rules', pack: withOverlay(PACK, overlay), text: packText(PACK, overlay) }
  } catch (thrown) {
    if (!(thrown instanceof ShapeError)) throw thrown
    const [field = 'file'] = thrown.message.split(': ')
    return { kind: 'wrong', code: `rules:${field}`, what: thrown.message }
  }
}
