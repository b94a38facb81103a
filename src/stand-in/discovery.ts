import { empty, json, lost, redirect } from './http.ts'
import type { Json } from './json.ts'
import { publicKey } from './key.ts'
import { registeredByDefault } from './scopes.ts'
import { searchable } from './search-parameters.ts'
import type { Site, World } from './world.ts'

export const jwksPath = '/api/epic/2019/Security/Open/PublicKeys/530005/OIDC'
export const stylePath = '/api/epic/2016/EDI/HTTP/style/100-4.json'

export const jwks = (): Response => json({ keys: [publicKey] })

export const style = (): Response =>
  json({
    color_background: '#fdf6f0',
    color_error: '#b3261e',
    color_highlight: '#8a1c3b',
    color_modal_backdrop: '',
    color_success: '#2e6b3a',
    color_text: '#222222',
    dim_border_radius: '4px',
    dim_font_size: '13px',
    dim_spacing_size: '8px',
    font_family_body: "'Segoe UI', sans-serif",
    font_family_heading: "'Segoe UI', sans-serif",
  })

const jwksUrl = (world: World, site: Site): string =>
  site.trouble === 'jwks-down' ? `${world.base}/trouble/jwks-down/keys` : `${world.base}${jwksPath}`

export const openidConfiguration = (world: World, site: Site): Response =>
  json({
    issuer: world.issuer,
    authorization_endpoint: world.authorizeUrl,
    token_endpoint: world.tokenUrl,
    jwks_uri: jwksUrl(world, site),
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'fhirUser', 'profile'],
  })

/** SMART App Launch 2.2, and what goes wrong with it under `/trouble/…`. */
export async function smartConfiguration(world: World, site: Site): Promise<Response> {
  const whole: Json = {
    issuer: world.issuer,
    jwks_uri: jwksUrl(world, site),
    authorization_endpoint: world.authorizeUrl,
    token_endpoint: world.tokenUrl,
    introspection_endpoint: `${world.base}/oauth2/introspect`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    scopes_supported: registeredByDefault,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'sso-openid-connect',
      'context-banner',
      'context-style',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-standalone-patient',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
      'authorize-post',
    ],
  }
  if (site.trouble === 'discovery-down') return empty(503)
  if (site.trouble === 'dstu2') return lost()
  if (site.trouble === 'discovery-not-json')
    return new Response('<html><title>Maintenance</title></html>', { headers: { 'content-type': 'text/html' } })
  if (site.trouble === 'discovery-redirected') return redirect(`${world.home.fhirBase}/.well-known/smart-configuration`)
  if (site.trouble === 'discovery-slow') await world.sleep(60_000)
  return json({ ...whole, ...(site.trouble === undefined ? {} : broken(world)[site.trouble]) })
}

const broken = (world: World): Readonly<Record<string, Json>> => {
  // SMART App Launch 2.2, conformance: relative addresses are resolved against the FHIR base.
  const relative = (address: string): string => new URL(address).pathname
  return {
    'discovery-without-s256': { code_challenge_methods_supported: ['plain'] },
    'discovery-http-endpoint': { token_endpoint: 'http://ehr.example/oauth2/token' },
    'discovery-foreign-endpoint': { token_endpoint: 'https://elsewhere.example/oauth2/token' },
    'token-no-cors': { token_endpoint: `${world.base}/trouble/token-no-cors/oauth2/token` },
    'discovery-without-endpoints': { authorization_endpoint: undefined, token_endpoint: undefined },
    'discovery-relative': {
      authorization_endpoint: relative(world.authorizeUrl),
      token_endpoint: relative(world.tokenUrl),
    },
  }
}

export function capabilityStatement(world: World, site: Site): Json {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-05-11T00:00:00Z',
    kind: 'instance',
    software: { name: 'Stand-in for Epic', version: 'February 2026' },
    implementation: { description: 'Invented patients', url: site.fhirBase },
    fhirVersion: site.trouble === 'dstu2' ? '1.0.2' : '4.0.1',
    format: ['xml', 'json'],
    rest: [
      {
        mode: 'server',
        security: {
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [
                { url: 'authorize', valueUri: world.authorizeUrl },
                { url: 'token', valueUri: world.tokenUrl },
              ],
            },
          ],
          cors: true,
        },
        resource: Object.entries(searchable).map(([type, names]) => ({
          type,
          interaction: [
            { code: 'read' },
            { code: 'search-type' },
            ...(type === 'DocumentReference' && site.trouble !== 'notes-not-taken' ? [{ code: 'create' }] : []),
          ],
          conditionalCreate: false,
          searchParam: [...names].map((name) => ({ name, type: 'string' })),
        })),
      },
    ],
  }
}
