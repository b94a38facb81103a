import type { Reached } from '#auth/probe.ts'
import type { BrowserFacts } from './browser-facts.ts'
import { check, type Finding } from './finding.ts'

const MINUTE = 60_000
/** As the sign-in itself allows: auth/id-token.ts. */
const MOST_APART = 5 * MINUTE

export function judgeBrowser(facts: BrowserFacts, windowKeeps: boolean): readonly Finding[] {
  return [
    judgeSecure(facts),
    judgeWindow(windowKeeps, facts.framed),
    judgeDrafts(facts),
    judgeWindows(facts),
    judgeFrame(facts),
  ]
}

function judgeSecure({ secure, subtle }: BrowserFacts): Finding {
  const one = check('secure', 'The page is secure')
  if (secure && subtle) return one.pass('It was opened over https, and the browser encrypts.')
  return one.fail(
    'It was not opened over https, so the browser withholds what signing in needs.',
    'site',
    'Serve it over https.',
  )
}

function judgeWindow(keeps: boolean, framed: boolean): Finding {
  const one = check('window-storage', 'The window keeps a sign-in')
  if (keeps) return one.pass('It does (session storage).')
  return one.fail(
    'The browser lets this page keep nothing (session storage).',
    'computer',
    framed
      ? 'Allow storage for this site inside other sites, or let Epic open HealthPrep in a window.'
      : 'Allow storage for this site.',
  )
}

function judgeDrafts({ keepsDrafts }: BrowserFacts): Finding {
  const one = check('draft-storage', 'The browser keeps drafts')
  if (keepsDrafts) return one.pass('It does (IndexedDB).')
  return one.fail(
    'Drafts of notes would live in one window only (no IndexedDB).',
    'computer',
    'Allow storage for this site.',
  )
}

function judgeWindows({ windowsTalk }: BrowserFacts): Finding {
  const one = check('windows', 'Windows of HealthPrep know of each other')
  if (windowsTalk) return one.pass('They do (BroadcastChannel).')
  return one.fail(
    'They do not (no BroadcastChannel).',
    'computer',
    'Allow storage for this site, or update the browser.',
  )
}

function judgeFrame({ framed, framedBy, keptApart }: BrowserFacts): Finding {
  const one = check('frame', 'The frame')
  if (!framed) return one.pass('The page has a window of its own.')
  const by = framedBy?.length ? ` of ${framedBy.join(', ')}` : ''
  const apart = keptApart ? ', and its storage is kept apart from that of a window' : ''
  return one.pass(`The page is in a frame${by}${apart}.`)
}

/** `asked`: the server first, then this site's own host, whose date a page may always read. */
export function judgeClock(asked: readonly (Reached | undefined)[], signedIn: boolean): Finding {
  const one = check('clock', 'The clocks agree')
  const known = asked.flatMap((reached) =>
    reached?.how === 'answered' && reached.clockAhead !== undefined ? [reached.clockAhead] : [],
  )
  const [ahead] = known
  if (ahead === undefined) {
    if (signedIn) return one.pass('At the sign-in they were within five minutes.')
    return one.unknown('No server told the time. A sign-in compares the clocks.')
  }
  const minutes = Math.round(Math.abs(ahead) / MINUTE)
  if (Math.abs(ahead) <= MOST_APART) return one.pass('They are within five minutes.')
  return one.fail(
    `This computer’s clock is ${minutes} minutes ${ahead > 0 ? 'behind' : 'ahead'}.`,
    'computer',
    'Set it; beyond five minutes no sign-in is accepted.',
  )
}
