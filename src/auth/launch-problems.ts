import type { HealthPrepError } from '#lib/errors.ts'

/** What the page of a failed sign-in says. `code` is for IT, and the only part that may hold a field's name. */
export type LaunchText = {
  readonly title: string
  readonly happened: string
  readonly todo: string
  readonly code: string
}

type Words = readonly [title: string, happened: string, todo: string]

const NOT_STARTED = 'HealthPrep could not be started'
const NOT_SET_UP = 'HealthPrep is not set up correctly'
const NO_ANSWER = 'The sign-in server did not answer'
const NOT_SIGNED_IN = 'You are not signed in'
const NOT_TRUSTED = 'The sign-in was stopped'

const AGAIN = 'Open HealthPrep again from the chart, or from its start page.'
const LATER = 'Wait a minute and start again. If it goes on, tell IT the code below.'
const TELL_IT = 'Tell IT the code below. Until they have changed it, trying again will not help.'

const PROBLEMS = {
  config: [NOT_SET_UP, 'A setting in config.json is missing, wrong or unknown.', TELL_IT],
  'config-missing': [NOT_SET_UP, 'The file config.json could not be read.', TELL_IT],
  'config-unreadable': [NOT_SET_UP, 'The file config.json is not valid JSON.', TELL_IT],
  'config-dstu2': [NOT_SET_UP, 'config.json names a DSTU2 address; HealthPrep needs the R4 one.', TELL_IT],
  'frame-unknown': [
    NOT_TRUSTED,
    'This page was opened inside another page that this site does not know.',
    'Open HealthPrep from the chart or in a window of its own. If you did, tell IT the code below.',
  ],
  'launch-repeated': [NOT_STARTED, 'The launch address holds the same item twice.', TELL_IT],
  'iss-missing': [NOT_STARTED, 'The launch did not say which organisation it came from.', AGAIN],
  'iss-unknown': [
    NOT_STARTED,
    'The launch came from a server that this site does not know. Nothing was sent to it.',
    TELL_IT,
  ],
  dstu2: [NOT_STARTED, 'The launch came with an old kind of address (DSTU2); HealthPrep needs R4.', TELL_IT],
  'launch-missing': [NOT_STARTED, 'The launch did not say which chart is open.', AGAIN],
  'browser-too-old': [
    NOT_STARTED,
    'This browser is too old for HealthPrep.',
    'Use Chrome or Edge from version 116, Firefox from 124 or Safari from 17.4, or tell IT the code below.',
  ],
  'insecure-context': [
    NOT_STARTED,
    'This page was not opened over https, so the browser withholds what signing in needs.',
    TELL_IT,
  ],
  'storage-blocked': [
    NOT_STARTED,
    'The browser blocks cookies and site data for HealthPrep, or its storage is full, so no sign-in can be kept.',
    'Allow cookies and site data for this site, or open HealthPrep in a window of its own. If both fail, tell IT the code below.',
  ],
  'discovery-unreachable': [NO_ANSWER, 'The organisation’s server could not be reached.', LATER],
  'discovery-slow': [NO_ANSWER, 'The organisation’s server took longer than ten seconds.', LATER],
  'discovery-refused': [NO_ANSWER, 'The organisation’s server did not give its sign-in settings.', LATER],
  'discovery-unreadable': [NOT_TRUSTED, 'The server’s sign-in settings could not be understood.', TELL_IT],
  'discovery-s256': [
    NOT_TRUSTED,
    'The server does not offer the protection (PKCE S256) that HealthPrep requires.',
    TELL_IT,
  ],
  'discovery-endpoint': [NOT_TRUSTED, 'The server’s sign-in settings point to an unsafe or foreign address.', TELL_IT],
  'state-missing': [
    NOT_SIGNED_IN,
    'This page was opened without a sign-in under way, or the sign-in was interrupted.',
    AGAIN,
  ],
  'state-unknown': [NOT_SIGNED_IN, 'This answer does not belong to a sign-in begun in this window.', AGAIN],
  'state-used': [NOT_SIGNED_IN, 'This answer has been used already; it works only once.', AGAIN],
  'state-expired': [NOT_SIGNED_IN, 'Signing in took longer than ten minutes.', AGAIN],
  'callback-repeated': [NOT_TRUSTED, 'The answer holds the same item twice.', AGAIN],
  'callback-issuer': [NOT_TRUSTED, 'The answer came from another server than the one asked.', TELL_IT],
  'code-missing': [NOT_SIGNED_IN, 'The answer was incomplete.', AGAIN],
  denied: [
    NOT_SIGNED_IN,
    'Access was not granted: the sign-in was cancelled, or this account may not use HealthPrep.',
    AGAIN,
  ],
  'client-unknown': [
    NOT_SET_UP,
    'The server does not know this application, or not yet: a new registration takes up to a day to arrive.',
    TELL_IT,
  ],
  'scope-refused': [NOT_SET_UP, 'The server refused a kind of record that HealthPrep asked for.', TELL_IT],
  'authorize-server': [NOT_SIGNED_IN, 'The sign-in server reported a fault of its own.', LATER],
  'authorize-refused': [NOT_SIGNED_IN, 'The sign-in server did not accept the request.', TELL_IT],
  'token-slow': [NO_ANSWER, 'The sign-in server took longer than twenty seconds.', LATER],
  'token-unreachable': [NO_ANSWER, 'The sign-in server could not be reached for the last step.', LATER],
  'token-server': [NO_ANSWER, 'The sign-in server reported a fault of its own.', LATER],
  'token-refused': [NOT_SIGNED_IN, 'The sign-in server did not accept the last step.', AGAIN],
  'token-unreadable': [NOT_TRUSTED, 'The sign-in server’s answer could not be understood.', TELL_IT],
  'no-token': [NOT_SIGNED_IN, 'The sign-in server answered without granting access.', AGAIN],
  'token-type': [NOT_TRUSTED, 'The server granted a kind of access that HealthPrep cannot use.', TELL_IT],
  'token-expiry': [NOT_TRUSTED, 'The server did not say how long the access lasts.', TELL_IT],
  'patient-id': [NOT_TRUSTED, 'The server named the patient in a way that cannot be right.', TELL_IT],
  'encounter-id': [NOT_TRUSTED, 'The server named the visit in a way that cannot be right.', TELL_IT],
  'no-patient': [
    NOT_STARTED,
    'The EHR did not say whose chart is open.',
    'Open a patient’s chart, then open HealthPrep from it again.',
  ],
  'patient-scope': [
    NOT_SET_UP,
    'Access was granted, but not to the patient’s own record.',
    'Start again and leave “Patient” ticked. If it was ticked, tell IT the code below.',
  ],
  'id-token-unreadable': [NOT_TRUSTED, 'The proof of who signed in could not be read.', TELL_IT],
  'id-token-algorithm': [NOT_TRUSTED, 'The proof of who signed in is not signed as it must be.', TELL_IT],
  'id-token-issuer': [NOT_TRUSTED, 'The proof of who signed in came from another server.', TELL_IT],
  'id-token-audience': [NOT_TRUSTED, 'The proof of who signed in was made for another application.', TELL_IT],
  'id-token-expired': [NOT_TRUSTED, 'The proof of who signed in has expired.', AGAIN],
  'id-token-nonce': [NOT_TRUSTED, 'The proof of who signed in was made for another request.', AGAIN],
  'id-token-signature': [
    NOT_TRUSTED,
    'The proof of who signed in carries a false signature, so the session was ended.',
    TELL_IT,
  ],
  'clock-ahead': [
    'The clocks do not agree',
    'This computer’s clock is more than five minutes ahead of the server’s, so times in a note would be wrong.',
    'Set this computer’s clock and start again. If it is right, tell IT the code below.',
  ],
  'clock-behind': [
    'The clocks do not agree',
    'This computer’s clock is more than five minutes behind the server’s, so times in a note would be wrong.',
    'Set this computer’s clock and start again. If it is right, tell IT the code below.',
  ],
  'resume-other-patient': [
    NOT_TRUSTED,
    'You signed in again for another patient. The earlier patient’s draft was kept, and is not shown here.',
    'Sign in again and choose the same patient, or open the other patient’s chart afresh.',
  ],
  'resume-other-user': [
    NOT_TRUSTED,
    'Another person signed in than the one who began. That person’s draft was kept, and is not shown here.',
    'The one who began can sign in again; anyone else opens HealthPrep afresh from the chart.',
  ],
} as const satisfies Record<string, Words>

export type LaunchProblem = keyof typeof PROBLEMS

const isProblem = (code: string): code is LaunchProblem => Object.hasOwn(PROBLEMS, code)

/** Plain sentences for any failure of a launch or callback; nothing of an address, an answer or a person. */
export function launchText({ kind, code = kind }: HealthPrepError): LaunchText {
  const [name = '', field] = code.split(':')
  const [title, happened, todo]: Words = isProblem(name)
    ? PROBLEMS[name]
    : [NOT_STARTED, 'HealthPrep met a fault of its own.', `${AGAIN} If it happens again, tell IT the code below.`]
  return { title, happened: field ? `${happened} It is: ${field}.` : happened, todo, code }
}
