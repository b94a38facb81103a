import type { Json } from './json.ts'

/** Epic's own numbers; the first of the trailing parts differs per site, so a client may match the code only. */
const system = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369'

type Severity = 'fatal' | 'error' | 'warning' | 'information'

const known: Record<string, { severity: Severity; type: string; says: string }> = {
  '4101': { severity: 'warning', type: 'processing', says: 'Resource request returns no results.' },
  '4102': { severity: 'fatal', type: 'not-found', says: 'The read resource request contained an invalid resource ID.' },
  '4113': { severity: 'fatal', type: 'processing', says: 'The paging session ID is invalid or has expired.' },
  '4115': { severity: 'fatal', type: 'required', says: 'Required search element is missing.' },
  '4118': { severity: 'fatal', type: 'forbidden', says: 'User not authorized for request.' },
  '4119': {
    severity: 'warning',
    type: 'processing',
    says: 'This response may not contain the entire record available.',
  },
  '4130': { severity: 'fatal', type: 'suppressed', says: 'Break-the-Glass security must be completed.' },
  '4135': { severity: 'fatal', type: 'throttled', says: 'The daily maximum of document queries has been reached.' },
  '59008': { severity: 'fatal', type: 'not-found', says: 'The FHIR ID provided was not found.' },
  '59022': { severity: 'fatal', type: 'forbidden', says: 'The parameters are valid for no authorized sub-resource.' },
  '59100': { severity: 'information', type: 'invalid', says: 'Content invalid against the specification.' },
  '59102': { severity: 'fatal', type: 'invalid', says: 'A parameter value is not valid.' },
  '59108': { severity: 'fatal', type: 'required', says: 'A required element is missing.' },
  '59109': { severity: 'information', type: 'invalid', says: 'An optional parameter value was not valid.' },
  '59111': { severity: 'fatal', type: 'invalid', says: 'A required element has no valid value.' },
  '59144': { severity: 'fatal', type: 'not-found', says: 'A reference provided was not found.' },
  '59159': { severity: 'fatal', type: 'business-rule', says: 'The content failed to pass a business rule.' },
  '59177': { severity: 'fatal', type: 'exception', says: 'An unexpected internal error has occurred.' },
  '59203': { severity: 'fatal', type: 'forbidden', says: 'The client is not authorized for this kind of Binary.' },
  '59204': { severity: 'warning', type: 'suppressed', says: 'The client is not authorized for a sub-resource.' },
  '59205': { severity: 'warning', type: 'suppressed', says: 'The user is not authorized for a sub-resource.' },
}

export function issue(code: string, diagnostics?: string, expression?: string): Json {
  const meaning = known[code] ?? { severity: 'fatal', type: 'processing', says: 'Unexpected.' }
  return {
    severity: meaning.severity,
    code: meaning.type,
    details: { coding: [{ system, code, display: meaning.says }], text: meaning.says },
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(expression === undefined ? {} : { location: [`/f:${expression}`], expression: [expression] }),
  }
}

export const outcome = (...issues: readonly Json[]): Json => ({ resourceType: 'OperationOutcome', issue: issues })
