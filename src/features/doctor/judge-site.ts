import type { ConfigFacts, SiteFacts } from '#auth/doctor.ts'
import { launchText } from '#auth/launch-problems.ts'
import type { Reached } from '#auth/probe.ts'
import type { BrowserFacts } from './browser-facts.ts'
import { check, type Finding } from './finding.ts'

const HEADERS = 'Send the headers of the README.'

export function judgeConfig(facts: ConfigFacts): Finding {
  const one = check('config', 'config.json is valid')
  if ('error' in facts)
    return one.fail(launchText(facts.error).happened, 'site', 'Correct config.json; the README has its fields.')
  const { length } = facts.config.issuers
  return one.pass(`It is, and names ${length === 1 ? 'one organisation' : `${length} organisations`}.`)
}

/** `servers`: the origins that the page must be able to ask. */
export function judgeSite(
  facts: SiteFacts,
  browser: BrowserFacts,
  servers: readonly string[],
  signedIn: boolean,
): readonly Finding[] {
  return [
    judgePages(facts),
    judgeRedirect(facts, signedIn),
    judgePolicy(facts, browser, servers),
    judgeTrustedTypes(facts, browser),
    judgeHeaders(facts),
  ]
}

function judgePages({ callback, launch }: SiteFacts): Finding {
  const one = check('pages', 'launch.html and callback.html are in their place')
  const missing = Object.entries({ 'launch.html': launch, 'callback.html': callback })
    .filter(([, reached]) => reached.how !== 'answered' || reached.status !== 200)
    .map(([name]) => name)
  if (missing.length === 0) return one.pass('They are.')
  return one.fail(
    `Not found: ${missing.join(' and ')}.`,
    'site',
    'Copy the whole dist folder to the host, beside index.html.',
  )
}

function judgeRedirect({ redirectUri }: SiteFacts, signedIn: boolean): Finding {
  const one = check('redirect-uri', 'The redirect URI is registered')
  if (signedIn) return one.pass(`Epic sent this sign-in back to ${redirectUri}`)
  return one.unknown(
    `Only Epic knows. HealthPrep uses ${redirectUri}`,
    'epic',
    'That line must be among the redirect URIs of the registration, letter for letter.',
  )
}

const headerOf = (reached: Reached, name: string): string | undefined =>
  reached.how === 'answered' ? reached.header(name) : undefined

/** A policy by directive; the first of a name counts (CSP3 §2.2.1). */
function readPolicy(policy: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const directive of policy.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/)
    if (name !== '' && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), sources)
  }
  return found
}

/** Whether a list of sources lets an origin be asked. */
const lets = (sources: readonly string[] | undefined, origin: string, own: string): boolean =>
  sources === undefined ||
  sources.some(
    (source) => (source === "'self'" && origin === own) || source === origin || source.startsWith(`${origin}/`),
  )

function judgePolicy(
  { index, redirectUri }: SiteFacts,
  { inlineScript }: BrowserFacts,
  servers: readonly string[],
): Finding {
  const one = check('policy', 'A content security policy is in force')
  if (inlineScript === 'ran') return one.fail('None is: a script written into the page ran.', 'site', HEADERS)
  const header = headerOf(index, 'content-security-policy')
  if (header === undefined) return one.fail('The host sends no content security policy.', 'site', HEADERS)
  const policy = readPolicy(header)
  const scripts = policy.get('script-src') ?? policy.get('default-src')
  if (!scripts || scripts.some((source) => /unsafe-(inline|eval)|^(\*|https?:|data:)$/.test(source))) {
    return one.fail('The policy lets scripts run that are not of this site.', 'site', HEADERS)
  }
  const connect = policy.get('connect-src') ?? policy.get('default-src')
  const own = new URL(redirectUri).origin
  const forbidden = servers.filter((origin) => !lets(connect, origin, own))
  if (forbidden.length > 0) {
    return one.fail(
      `The policy forbids asking ${forbidden.join(' and ')}.`,
      'site',
      `Add it to connect-src. ${HEADERS}`,
    )
  }
  if (!connect || connect.some((source) => /^(\*|https?:)$/.test(source))) {
    return one.fail('The policy lets the page send to any server.', 'site', HEADERS)
  }
  if (!policy.has('frame-ancestors')) return one.fail('The policy lets any page frame this one.', 'site', HEADERS)
  return one.pass('Scripts of this site only; requests to this site and its Epic only; framed by nobody else.')
}

function judgeTrustedTypes(
  { index }: SiteFacts,
  { knowsTrustedTypes, inlineScript, metaPolicies }: BrowserFacts,
): Finding {
  const one = check('trusted-types', 'Text never becomes code (Trusted Types)')
  if (inlineScript === 'stopped-as-text') return one.pass('The browser refuses text as code.')
  if (!knowsTrustedTypes)
    return one.unknown('This browser does not know Trusted Types; the policy stands without them.')
  const policies = [headerOf(index, 'content-security-policy') ?? '', ...metaPolicies]
  if (policies.some((policy) => readPolicy(policy).has('require-trusted-types-for')))
    return one.pass('The policy requires them.')
  return one.fail('The policy does not require them.', 'site', HEADERS)
}

const WANTED: readonly (readonly [string, RegExp])[] = [
  ['referrer-policy', /^no-referrer$/],
  ['x-content-type-options', /^nosniff$/],
  ['cache-control', /no-store/],
  ['permissions-policy', /./],
]

function judgeHeaders({ index }: SiteFacts): Finding {
  const one = check('headers', 'The host sends the other headers')
  if (index.how !== 'answered') return one.unknown('index.html could not be read.')
  const missing = WANTED.filter(([name, right]) => !right.test(headerOf(index, name) ?? '')).map(([name]) => name)
  if (missing.length === 0) return one.pass(`It sends ${WANTED.map(([name]) => name).join(', ')}.`)
  return one.fail(`Missing, or with another value: ${missing.join(', ')}.`, 'site', HEADERS)
}
