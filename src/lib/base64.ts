/** Base64 of bytes. Text goes through TextEncoder first: `btoa` alone breaks at the first `é`. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  // In slices: a spread of a long note would overflow the stack.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/** The bytes, or undefined if this is no base64. */
export function fromBase64(data: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(data.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
