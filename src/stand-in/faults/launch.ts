import type { Json } from '../json.ts'
import type { Fault } from './fault.ts'

const without = (body: Json, ...fields: readonly string[]): Json =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name)))

const shiftClaims =
  (seconds: number) =>
  (claims: Json): Json => ({
    ...claims,
    iat: Number(claims['iat']) + seconds,
    exp: Number(claims['exp']) + seconds,
  })

const refusal = (error: string, status = 400): Response =>
  new Response(JSON.stringify({ error, error_description: null }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })

/** What goes wrong between the sign-in page and the first FHIR request. */
export const launch: Record<string, Fault> = {
  denied: { denies: { error: 'access_denied' } },
  'server-error-at-sign-in': {
    denies: {
      error: 'server_error',
      description: 'You cannot authenticate while there is another process already logged in on the same browser',
    },
  },
  'hostile-error-text': {
    denies: {
      error: 'invalid_request',
      description: '<img src=x onerror="alert(1)">Call 555-0100 & say your password',
    },
  },
  'wrong-state': { returns: (address) => address.searchParams.set('state', 'not-the-state-that-was-sent') },
  'no-state': { returns: (address) => address.searchParams.delete('state') },
  'with-issuer': { returns: (address, world) => address.searchParams.set('iss', world.issuer) },
  'wrong-issuer': { returns: (address) => address.searchParams.set('iss', 'https://other.example/oauth2') },
  'token-refused': { token: () => refusal('invalid_grant') },
  'token-unknown-client': { token: () => refusal('invalid_client', 401) },
  'token-500': {
    token: () => new Response('<html>Server Error</html>', { status: 500, headers: { 'content-type': 'text/html' } }),
  },
  'token-lost': { token: () => Response.error() },
  'no-patient-in-token': { token: (body) => without(body, 'patient', '__epic.dstu2.patient', 'encounter') },
  'no-access-token': { token: (body) => without(body, 'access_token') },
  'mac-token': { token: (body) => ({ ...body, token_type: 'mac' }) },
  'no-token-type': { token: (body) => without(body, 'token_type') },
  'shouting-token-type': { token: (body) => ({ ...body, token_type: 'BEARER' }) },
  'expiry-as-text': { token: (body) => ({ ...body, expires_in: String(body['expires_in']) }) },
  'no-expiry': { token: (body) => without(body, 'expires_in') },
  'fewer-scopes': {
    token: (body) => ({
      ...body,
      scope: String(body['scope'])
        .split(' ')
        .filter((scope) => !scope.includes('/') || /\/(Patient|Condition)\.|^launch/.test(scope))
        .join(' '),
    }),
  },
  'scopes-in-v1': {
    token: (body) => ({
      ...body,
      scope: String(body['scope'])
        .replaceAll(/\.(rs|r|s|crs)(?=\s|$)/g, '.Read')
        .replaceAll('user/Binary.Read', 'user/Binary.Read user/Binary.read'),
    }),
  },
  'no-id-token': { token: (body) => without(body, 'id_token') },
  'bad-id-token-signature': { spoilsSignature: true },
  'wrong-aud-id-token': { claims: (claims) => ({ ...claims, aud: 'another-app' }) },
  'wrong-iss-id-token': { claims: (claims) => ({ ...claims, iss: 'https://other.example/oauth2' }) },
  'wrong-nonce-id-token': { claims: (claims) => ({ ...claims, nonce: 'another-nonce' }) },
  'expired-id-token': { claims: shiftClaims(-86_400) },
  'server-clock-ten-minutes-behind': { claims: shiftClaims(-600) },
  'server-clock-ten-minutes-ahead': { claims: shiftClaims(600) },
  'token-dies-in-a-minute': { lifetime: 60 },
  'token-dies-in-six-minutes': { lifetime: 360 },
  'refresh-unasked': { lifetime: 90, refreshes: true },
}
