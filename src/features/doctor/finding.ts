/** `sign-in`: can be told only by somebody who is signed in. */
export type Verdict = 'pass' | 'fail' | 'unknown' | 'sign-in'

/** Who can mend it. */
export type Mender = 'epic' | 'site' | 'computer'

/** One answer of the Launch Doctor. Its words are ours alone: nothing of a patient, a token or an answer is in them. */
export type Finding = {
  /** For IT, and for the tests. */
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  readonly says: string
  readonly mend?: { readonly by: Mender; readonly how: string }
}

export type Group = { readonly title: string; readonly findings: readonly Finding[] }

export const MENDERS: Readonly<Record<Mender, string>> = {
  epic: 'The hospital’s Epic team',
  site: 'Whoever runs this site',
  computer: 'Whoever looks after this computer',
}

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  unknown: 'Cannot tell',
  'sign-in': 'Needs a sign-in',
}

/** A check by its name; then one of its four outcomes. */
export const check = (id: string, title: string) => ({
  pass: (says: string): Finding => ({ id, title, verdict: 'pass', says }),
  fail: (says: string, by: Mender, how: string): Finding => ({ id, title, verdict: 'fail', says, mend: { by, how } }),
  unknown: (says: string, by?: Mender, how?: string): Finding => ({
    id,
    title,
    verdict: 'unknown',
    says,
    ...(by && how ? { mend: { by, how } } : {}),
  }),
  needsSignIn: (): Finding => ({ id, title, verdict: 'sign-in', says: 'Sign in, then check again from the sheet.' }),
})
