import { readOverlay, withOverlay, packText, type Overlay } from '#clinical/screening/overlay.ts'
import { PACK } from '#clinical/screening/pack.ts'
import type { RulePack } from '#clinical/screening/rule.ts'

/** The rules as this site wants them, and what is printed of them. */
export type SiteRules = { readonly pack: RulePack; readonly text: string }

let overlay: Overlay | undefined

/** Takes a site's overlay, once, at the start; throws a ShapeError that names the field. */
export function setSiteOverlay(json: unknown): void {
  overlay = readOverlay(json, PACK)
}

export const siteRules = (): SiteRules => ({ pack: withOverlay(PACK, overlay), text: packText(PACK, overlay) })
