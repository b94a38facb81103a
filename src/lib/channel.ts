/** To the other windows of this browser. Undefined where there is none, or, as in Firefox without site data, none is allowed. */
export function openChannel(name: string): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined
  }
}
