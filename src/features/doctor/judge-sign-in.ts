import type { SignInFacts } from '#auth/doctor.ts'
import type { Capabilities } from '#fhir/capabilities.ts'
import { check, type Finding } from './finding.ts'

const APIS = 'Tick the Incoming APIs of the README’s table in the app’s registration.'

const SCOPES = check('scopes', 'The scopes asked for were granted')
const PATIENT = check('token-patient', 'The sign-in names the patient')
const VISIT = check('token-encounter', 'The sign-in names the visit')
const USER = check('token-user', 'The sign-in says who signed in')
const IDENTITY = check('token-identity', 'That proof is signed')
const EXPIRY = check('token-expiry', 'The sign-in says how long it lasts')

export function judgeSignIn(facts: SignInFacts | undefined, now: number): readonly Finding[] {
  if (!facts) return [SCOPES, PATIENT, VISIT, USER, IDENTITY, EXPIRY].map((one) => one.needsSignIn())
  return [
    judgeScopes(facts),
    facts.patient
      ? PATIENT.pass('It does (patient).')
      : PATIENT.unknown('It names none (patient); one is searched for in HealthPrep.'),
    facts.encounter
      ? VISIT.pass('It does (encounter).')
      : VISIT.unknown('It names none (encounter); one is chosen before a note is filed.'),
    judgeUser(facts),
    judgeIdentity(facts),
    judgeExpiry(facts, now),
  ]
}

function judgeScopes({ asked, missing, saidScopes }: SignInFacts): Finding {
  if (missing.length > 0) {
    return SCOPES.fail(`Not granted: ${missing.join(', ')}. Asked: ${asked.join(', ')}.`, 'epic', APIS)
  }
  if (!saidScopes) return SCOPES.unknown(`The server did not say (scope). Asked: ${asked.join(', ')}.`)
  return SCOPES.pass(`All of them: ${asked.join(', ')}.`)
}

function judgeUser({ user }: SignInFacts): Finding {
  if (user === 'Practitioner') return USER.pass('It does, and it is a clinician (id_token, fhirUser).')
  if (user === 'other') {
    return USER.fail('It does, but it is no clinician (fhirUser).', 'epic', 'The app’s audience must be clinicians.')
  }
  return USER.fail(
    'It does not (id_token, fhirUser), so a draft does not outlive the sign-in.',
    'epic',
    'Allow openid and fhirUser for this app.',
  )
}

function judgeIdentity({ identity }: SignInFacts): Finding {
  switch (identity) {
    case 'verified':
      return IDENTITY.pass('The signature was verified with the server’s own keys.')
    case 'unchecked':
      return IDENTITY.unknown('It has not been looked at yet.')
    case 'unverifiable':
      return IDENTITY.unknown(
        'There was no proof, or no keys to check it with. The answer came over https, which suffices.',
        'epic',
        'Let this site read the server’s openid-configuration and its keys (CORS).',
      )
  }
}

function judgeExpiry({ expiresAt, refresh }: SignInFacts, now: number): Finding {
  const minutes = Math.max(0, Math.round((expiresAt - now) / 60_000))
  const more = refresh ? ' and can be renewed without asking' : ''
  return EXPIRY.pass(`It does (expires_in): ${minutes} minutes are left${more}.`)
}

const RIGHT = check('note-right', 'Notes may be filed')
const CREATE = check('note-create', 'The server takes new notes')

/** Nothing is filed to find it out. */
export function judgeNote(facts: SignInFacts | undefined, capabilities: Capabilities | undefined): readonly Finding[] {
  return [facts ? judgeRight(facts) : RIGHT.needsSignIn(), judgeCreate(capabilities)]
}

function judgeRight({ mayFile, user }: SignInFacts): Finding {
  if (!mayFile) return RIGHT.fail('The sign-in was not granted user/DocumentReference.write.', 'epic', APIS)
  if (user !== 'Practitioner') return RIGHT.unknown('The scope was granted; Epic takes notes of clinicians only.')
  return RIGHT.pass('The scope was granted, to a clinician. Nothing was filed to find this out.')
}

function judgeCreate(capabilities: Capabilities | undefined): Finding {
  if (!capabilities) return CREATE.unknown('The server did not say what it can do.')
  if (capabilities.allows('create', 'DocumentReference')) return CREATE.pass('It says so (DocumentReference, create).')
  return CREATE.fail('It does not say so (DocumentReference, create).', 'epic', APIS)
}
