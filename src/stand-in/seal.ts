import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts'
import { isJson, parseJson, type Json } from './json.ts'

/**
 * Codes, tokens, launch tokens, paging sessions and half-filled forms carry their own contents, signed: a page load
 * destroys memory, and the sign-in redirect is a page load. The secret is public and guards nothing but typing errors.
 */
const secret = 'the stand-in for Epic signs with this, and it guards nothing'

type Kind = 'flow' | 'code' | 'access' | 'refresh' | 'launch' | 'page'

export type Seal = {
  /** `expires` in seconds since 1970. */
  close(kind: Kind, contents: Json, expires: number): Promise<string>
  /** Nothing if it is not ours, of another kind, changed or expired. */
  open(kind: Kind, sealed: string, now: number): Promise<Json | undefined>
}

// A code holds '+' and '=', so that a client which does not URL-encode it into the token request is found out.
const joints: Record<Kind, string> = { flow: '.', code: '+/=', access: '.', refresh: '.', launch: '.', page: '.' }

export function createSeal(): Seal {
  const key = crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const sign = async (kind: Kind, body: string): Promise<string> =>
    toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await key, utf8(`${kind} ${body}`))))

  return {
    async close(kind, contents, expires) {
      const body = toBase64Url(utf8(JSON.stringify({ ...contents, expires })))
      return `${body}${joints[kind]}${await sign(kind, body)}`
    },
    async open(kind, sealed, now) {
      const [body, signature, ...rest] = sealed.split(joints[kind])
      if (!body || !signature || rest.length > 0) return undefined
      if ((await sign(kind, body)) !== signature) return undefined
      const bytes = fromBase64Url(body)
      const contents = bytes && parseJson(new TextDecoder().decode(bytes))
      if (!isJson(contents)) return undefined
      return typeof contents['expires'] === 'number' && contents['expires'] > now / 1000 ? contents : undefined
    },
  }
}
