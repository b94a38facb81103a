import { field, list, text } from './read/json.ts'

/** One issue of an OperationOutcome, by code only: its words are the server's and never shown or logged. */
export type Issue = {
  readonly severity: string
  readonly code: string | undefined
  readonly epicCode: string | undefined
  /** What part of a note it is about, as far as its path or its words say. */
  readonly about?: Topic | undefined
}

type Topic = 'signed-state' | 'visit' | 'patient' | 'type' | 'content' | 'author'

/**
 * The issues of an OperationOutcome; none for anything else. Epic's codes live in a system whose middle part differs per
 * site (urn:oid:1.2.840.114350.1.13.<site>.1.7.2.657369), so they are known by their number alone.
 */
export function issuesOf(resource: unknown): readonly Issue[] {
  if (field(resource, 'resourceType') !== 'OperationOutcome') return []
  return list(resource, 'issue').map((issue) => {
    const codes = list(field(issue, 'details'), 'coding').map((coding) => text(coding, 'code'))
    return {
      severity: text(issue, 'severity') ?? 'unknown',
      code: text(issue, 'code'),
      epicCode: codes.find((code) => code !== undefined && /^\d{4,5}$/.test(code)),
      about: topicOf(issue),
    }
  })
}

const IN_PATH: readonly (readonly [Topic, RegExp])[] = [
  ['signed-state', /docstatus/],
  ['visit', /encounter/],
  ['content', /content|attachment/],
  ['author', /author/],
  ['patient', /subject/],
  ['type', /\btype$/],
]
/** Words are looser than paths, so only those that name nothing else. */
const IN_WORDS: readonly (readonly [Topic, RegExp])[] = [
  ['signed-state', /docstatus/],
  ['visit', /valid encounter/],
  ['content', /attachment|base64|text\/plain/],
  ['patient', /invalid subject/],
  ['type', /note type|loinc/],
]

/** Epic names the part in `expression` or `location` (`context/encounter`), or only in its words ("Valid encounter required"). */
function topicOf(issue: unknown): Topic | undefined {
  const path = [...list(issue, 'expression'), ...list(issue, 'location')]
    .filter((part) => typeof part === 'string')
    .join(' ')
  const words = `${text(issue, 'diagnostics') ?? ''} ${text(field(issue, 'details'), 'text') ?? ''}`
  return topicIn(path, IN_PATH) ?? topicIn(words, IN_WORDS)
}

const topicIn = (said: string, topics: typeof IN_PATH): Topic | undefined =>
  topics.find(([, pattern]) => pattern.test(said.slice(0, 2_000).toLowerCase()))?.[0]
