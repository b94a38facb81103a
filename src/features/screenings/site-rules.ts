import { withOverlay, packText } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RulePack } from '#clinical/screening/rule.ts'

/** The rules as this site wants them, and what is printed of them. */
type SiteRules = { readonly pack: RulePack; readonly text: string }

/** No site can hand in its overlay yet (clinical/screening/overlay.ts reads and checks one). */
export const siteRules = (): SiteRules => ({ pack: withOverlay(PACK, undefined), text: packText(PACK, undefined) })
