import type { ServerFacts } from '#auth/doctor.ts'
import type { Reached } from '#auth/probe.ts'
import type { Capabilities } from '#fhir/capabilities.ts'
import { check, type Finding } from './finding.ts'

type Check = ReturnType<typeof check>

const REGISTER = 'Compare the app’s registration on fhir.epic.com and its activation for this organisation.'

/** What is said of a request that did not come back whole; undefined where it did. */
function judgeReached(one: Check, reached: Reached, what: string): Finding | undefined {
  switch (reached.how) {
    case 'answered':
      return reached.status < 500
        ? undefined
        : one.fail(
            `${what} reported a fault of its own (${reached.status}).`,
            'epic',
            'Look at the state of the server.',
          )
    case 'no-cors':
      return one.fail(
        `${what} answers, but does not let a page of this site read the answer (no CORS).`,
        'epic',
        'Allow this site’s origin in the CORS settings of the server, or of what stands before it.',
      )
    case 'redirected':
      return one.fail(
        `${what} answers with a redirect, which is not followed.`,
        'site',
        'Put the address it leads to into config.json.',
      )
    case 'policy':
      return one.fail(
        `The content security policy of this site forbids asking ${what}.`,
        'site',
        'Add the server’s origin to connect-src; the README has the policy.',
      )
    case 'slow':
      return one.fail(
        `${what} did not answer within ten seconds.`,
        'epic',
        'Look at the state of the server and the network.',
      )
    case 'unreachable':
      return one.fail(
        `${what} cannot be reached from this browser.`,
        'epic',
        'Check the address in config.json, and whether this computer’s network, VPN or proxy lets it through.',
      )
  }
}

export function judgeServer(facts: ServerFacts, capabilities: Capabilities | undefined): readonly Finding[] {
  return [
    judgeDiscovery(facts),
    judgeS256(facts),
    judgeAuthorize(facts),
    judgeToken(facts),
    judgeClient(facts),
    judgePreflight(facts),
    judgeMetadata(facts, capabilities),
  ]
}

function judgeDiscovery({ discovery, endpoints, pinned, pinsAgree }: ServerFacts): Finding {
  const one = check('discovery', 'The server says where to sign in')
  const failed = judgeReached(one, discovery, 'its smart-configuration')
  if (failed && pinned) return one.unknown(`${failed.says} It is not needed: config.json pins the addresses.`)
  if (failed) return failed
  if (!pinsAgree) {
    return one.fail(
      'config.json pins other addresses for signing in than the server announces.',
      'site',
      'Compare endpoints in config.json with the server’s smart-configuration.',
    )
  }
  switch (endpoints) {
    case 'discovery-refused':
      return one.fail(
        'The server refused to say (its smart-configuration is not there).',
        'site',
        'Check fhirBase in config.json: it must be the R4 base, without anything behind it.',
      )
    case 'discovery-unreadable':
      return one.fail(
        'What the server says about signing in cannot be read.',
        'epic',
        'Its smart-configuration must be JSON and name the authorize and token endpoints.',
      )
    case 'discovery-endpoint':
      return one.fail(
        'The server names an address for signing in that is not https, or lies on another server.',
        'epic',
        'Correct the addresses in its smart-configuration, or pin the right ones in config.json.',
      )
    default:
      return one.pass('Its smart-configuration was found and read.')
  }
}

function judgeS256({ discovery, announcesS256, pinned }: ServerFacts): Finding {
  const one = check('s256', 'The server protects the sign-in with PKCE (S256)')
  if (announcesS256) return one.pass('It announces S256.')
  if (pinned)
    return one.unknown('It does not announce it; HealthPrep asks for it all the same, since its addresses are pinned.')
  if (discovery.how !== 'answered' || discovery.json === undefined)
    return one.unknown('Its smart-configuration could not be read.')
  return one.fail('It does not announce S256, so no sign-in is begun.', 'epic', 'Allow PKCE with S256 for this app.')
}

function judgeAuthorize({ authorize }: ServerFacts): Finding {
  const one = check('authorize', 'The sign-in page answers')
  if (authorize === 'not-asked')
    return one.unknown('It was not asked: its address is unknown, or lies on another server.')
  return judgeReached(one, authorize, 'the sign-in page') ?? one.pass('It answers.')
}

function judgeToken({ token, tokenError }: ServerFacts): Finding {
  const one = check('token', 'The token address takes requests from this site')
  if (token === 'not-asked') return one.unknown('It was not asked: its address is unknown.')
  const failed = judgeReached(one, token, 'the token address')
  if (failed) return failed
  if (tokenError !== undefined) return one.pass('It answered, and refused a code that never was, as it must.')
  return one.fail(
    'It answers, but not as a token address does.',
    'epic',
    'Check the token address in config.json or in the server’s smart-configuration.',
  )
}

function judgeClient({ token, tokenError }: ServerFacts): Finding {
  const one = check('client', 'The server knows the client id')
  if (token === 'not-asked' || tokenError === undefined) return one.unknown('The token address did not say.')
  if (tokenError === 'invalid_client' || tokenError === 'unauthorized_client') {
    return one.fail(
      'It does not know the client id of config.json, or not as a public client.',
      'epic',
      `${REGISTER} A new registration takes up to an hour in the sandbox and longer elsewhere.`,
    )
  }
  if (tokenError === 'invalid_grant') return one.pass('It does.')
  return one.unknown('Its answer does not tell.', 'epic', REGISTER)
}

function judgePreflight({ preflight }: ServerFacts): Finding {
  const one = check('preflight', 'The record may be asked for from this site')
  // Whatever it answers to no permission at all: that it may be read is what is looked at.
  const failed =
    preflight.how === 'answered' ? undefined : judgeReached(one, preflight, 'the FHIR server, asked with a permission,')
  return failed ?? one.pass('The server lets this page send its permission.')
}

function judgeMetadata({ metadata }: ServerFacts, capabilities: Capabilities | undefined): Finding {
  const one = check('metadata', 'The FHIR server speaks R4')
  const failed = judgeReached(one, metadata, 'the FHIR server')
  if (failed) return failed
  if (!capabilities) return one.unknown('It answers, but does not say what it can do.')
  if (capabilities.isR4) return one.pass('It does.')
  return one.fail('It speaks another version of FHIR.', 'site', 'Put the R4 base into config.json.')
}
