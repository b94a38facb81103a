import { lineOf, withoutComments } from './files.ts'

/** What code of src may not hold, where it may all the same, and why. */
type Sink = { readonly what: RegExp; readonly except?: RegExp; readonly why: string }

const STAND_IN_MOUNT = /^src\/stand-in\/mount\//

const sinks: readonly Sink[] = [
  { what: /\bdangerouslySetInnerHTML\b/, why: 'text of the record is never HTML' },
  { what: /\.(inner|outer)HTML\b/, why: 'text of the record is never HTML' },
  { what: /\binsertAdjacentHTML\b/, why: 'text of the record is never HTML' },
  { what: /\bdocument\.write(ln)?\b/, except: STAND_IN_MOUNT, why: 'only the demo draws a page of the stand-in' },
  {
    what: /\bsrcdoc\b/i,
    except: /^src\/features\/documents\//,
    why: 'HTML of the record lives in one sandboxed frame',
  },
  {
    what: /\b(?:href|src|srcSet|action|formAction|poster|data)=\{|\.(?:href|src|action)\s*=(?![=>])|\bsetAttribute\(\s*['"`](?:href|src)/,
    except: /^src\/(features\/screenings\/WholeProof\.tsx|features\/documents\/DocumentContent\.tsx|stand-in\/.*)$/,
    why: 'no address of the record leads or loads: a proof links to the sources of our rules, a document is drawn from a blob we made',
  },
  { what: /\beval\s*\(|\bnew Function\b/, why: 'the content security policy of a hospital forbids it' },
  { what: /\bset(Timeout|Interval)\(\s*['"`]/, why: 'text is never code' },
  {
    what: /\blocalStorage\b/,
    except: /^src\/ui\/preferences\.ts$/,
    why: 'only how far back a section looks outlives the tab: it holds nothing of a patient',
  },
  { what: /\bdocument\.cookie\b/, why: 'we keep no cookies' },
  { what: /\bindexedDB\b/, except: /^src\/features\/(note|doctor)\//, why: 'only the encrypted draft is stored there' },
  {
    what: /\bsessionStorage\b/,
    except: /^src\/auth\//,
    why: 'Hyperspace shares it among tabs: auth alone keys what it keeps',
  },
  { what: /\bconsole\./, except: STAND_IN_MOUNT, why: 'a console is read by others than the clinician' },
  { what: /\bas any\b|:\s*any\b|<any>/, why: 'any switches off the types that keep the three promises' },
  { what: /@ts-(ignore|nocheck|expect-error)/, why: 'a silenced compiler helps no one' },
  { what: /\bwindow\.open\s*\((?![^)]*noopener)/, why: 'an opened page must not reach back: pass noopener' },
  { what: /\btarget=["'{]+_blank(?![^>]*noopener)/, why: 'an opened page must not reach back: rel="noopener"' },
  { what: /\bpostMessage\s*\([^)]*['"]\*['"]/, why: 'a message to anyone is a message to an attacker' },
  {
    what: /(?<![.\w])(?:(?:window|globalThis|self|top|parent)\.)?addEventListener\(\s*['"`]message['"`]|\bonmessage\s*=/,
    except: /^src\/features\/(immunizations\/forecast|screenings\/rules)-worker\.ts$/,
    why: 'a page of somebody else could send one: nothing is taken from other windows but by BroadcastChannel',
  },
  {
    what: /\bnavigator\.sendBeacon\b|\bnew WebSocket\b|\bnew EventSource\b|\bXMLHttpRequest\b/,
    why: 'one way out: request.ts',
  },
  { what: /\bserviceWorker\b/, why: 'no cache of ours may outlive the tab' },
  {
    what: /\bfetch\s*\(/,
    except: /^src\/(fhir\/request\.ts|auth\/|stand-in\/|app\/smart-style\.ts)/,
    why: 'the bearer token and the origin guard live in fhir/request.ts',
  },
  {
    what: /\bDate\.now\s*\(|\bnew Date\s*\(\s*\)|\bTemporal\.Now\b/,
    except: /^src\/(?!clinical\/)/,
    why: 'a clinical rule is given its today',
  },
  {
    what: /\bMath\.random\b/,
    except: /^src\/(stand-in|lib\/backoff|fhir)\//,
    why: 'what is secret is random from crypto',
  },
  {
    what: /ama-assn\.org|\bCPT\b|2\.16\.840\.1\.113883\.6\.12(?!\d)/i,
    why: 'CPT is licensed: no code of it is ours to ship',
  },
]

// These stand in comments, or are words: look at the text as it is.
const RAW = /ts-\(ignore|ama-assn/

export const sinksIn = (path: string, text: string): string[] =>
  sinks
    .filter(({ except }) => except?.test(path) !== true)
    .flatMap(({ what, why }) => {
      const code = RAW.test(what.source) ? text : withoutComments(text)
      return [...code.matchAll(new RegExp(what, `g${what.flags}`))].map(
        (match) => `${path}:${lineOf(code, match.index)} has ${match[0].trim()}: ${why}`,
      )
    })
