import { lookAtServer, lookAtSignIn, lookAtSite, windowKeeps, type ConfigFacts } from '#auth/doctor.ts'
import type { Issuer } from '#auth/config.ts'
import { hasPatient, type SignIn } from '#auth/session.ts'
import { readCapabilities } from '#fhir/capabilities.ts'
import { tryRecord } from '#fhir/try-record.ts'
import type { BrowserFacts } from './browser-facts.ts'
import type { Group } from './finding.ts'
import { judgeBrowser, judgeClock } from './judge-browser.ts'
import { judgeRecord } from './judge-record.ts'
import { judgeServer } from './judge-server.ts'
import { judgeNote, judgeSignIn } from './judge-sign-in.ts'
import { judgeConfig, judgeSite } from './judge-site.ts'

export type Examination = {
  readonly config: ConfigFacts
  /** Undefined where config.json names none that could be asked. */
  readonly issuer: Issuer | undefined
  /** Standing; without one, less can be told. */
  readonly signIn: SignIn | undefined
  readonly browser: BrowserFacts
  /** Any page of this site. */
  readonly address: string
  readonly now: number
  readonly signal: AbortSignal
}

const originOf = (address: string): string => new URL(address).origin

/** Every check of one issuer from this browser. Never rejects; writes nothing, here or there. */
export async function examine(examination: Examination): Promise<readonly Group[]> {
  const { config, issuer, signIn, browser, address, now, signal } = examination
  const facts = signIn && lookAtSignIn(signIn)
  const siteLook = lookAtSite(address)
  const { redirectUri } = await siteLook
  const [site, server, record] = await Promise.all([
    siteLook,
    issuer && lookAtServer(issuer, redirectUri),
    signIn && facts && hasPatient(signIn) ? tryRecord(signIn, signal) : undefined,
  ])
  const capabilities = server?.metadata.how === 'answered' ? readCapabilities(server.metadata.json) : undefined
  const token = typeof server?.endpoints === 'object' ? [originOf(server.endpoints.token)] : []
  const servers = issuer ? [...new Set([originOf(issuer.fhirBase), ...token])] : []
  const clock = judgeClock([server?.discovery, server?.metadata, site.index], facts !== undefined)
  return [
    { title: 'This site', findings: [judgeConfig(config), ...judgeSite(site, browser, servers, facts !== undefined)] },
    { title: 'This browser', findings: [...judgeBrowser(browser, windowKeeps()), clock] },
    ...(server ? [{ title: 'The server', findings: judgeServer(server, capabilities) }] : []),
    { title: 'The sign-in', findings: judgeSignIn(facts, now) },
    { title: 'The record', findings: judgeRecord(record) },
    { title: 'The note', findings: judgeNote(facts, capabilities) },
  ]
}
