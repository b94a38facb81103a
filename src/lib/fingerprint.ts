/** Text without its layout: what must be equal for two notes to say the same. */
export const withoutLayout = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * Eight hex digits over the text without its layout, so that a note is known again after a system has reflowed it. FNV-1a
 * with the final mixing of MurmurHash3: it tells notes apart and shows an edit; it is no protection against intent.
 */
export function fingerprintOf(text: string): string {
  const content = withoutLayout(text)
  let hash = 0x811c9dc5
  for (let at = 0; at < content.length; at += 1) {
    const unit = content.charCodeAt(at)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  const hex = ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0')
  return `${hex.slice(0, 4)}-${hex.slice(4)}`
}
