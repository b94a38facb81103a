import { field, list, text } from './read/json.ts'

/** One issue of an OperationOutcome, by code only: its words are the server's and never shown or logged. */
export type Issue = {
  readonly severity: string
  readonly code: string | undefined
  readonly epicCode: string | undefined
}

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
    }
  })
}
