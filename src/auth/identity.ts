import type { SignIn } from './session.ts'
import { endSession, standingOf } from './session.ts'
import { change } from './standing.ts'

/**
 * Looks at the signature of the id_token, with keys from the FHIR server. Call it once a sign-in is open and its reads
 * are on their way; asked again, it does nothing. The token came from the token endpoint over TLS, so keys that cannot
 * be had are tolerated (OIDC Core §3.1.3.7 item 6) and that is recorded; a signature that is wrong ends the session.
 */
export async function verifyIdentity(signIn: SignIn): Promise<void> {
  const standing = standingOf(signIn)
  const { idToken, issuer } = standing?.record ?? {}
  if (!standing || !issuer || idToken === undefined) return
  const { checkSignature } = await import('./signature.ts')
  const outcome = await checkSignature(idToken, issuer.fhirBase)
  if (standing.key === undefined) return
  if (outcome === 'wrong') endSession(standing.key, 'id-token-signature')
  else change(standing, { idToken: undefined, identity: outcome })
}
