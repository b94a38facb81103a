/** What each resource holds, in the words of the sheet, separated by commas. */
const WORDS = new Map([
  ['Patient', 'patient details'],
  ['Encounter', 'visits'],
  ['Appointment', 'appointments'],
  ['Condition', 'problems, diagnoses'],
  ['MedicationRequest', 'medications'],
  ['Medication', 'details of medications'],
  ['AllergyIntolerance', 'allergies'],
  ['Immunization', 'immunizations'],
  ['Observation', 'results, vital signs, social history'],
  ['Procedure', 'procedures'],
  ['DiagnosticReport', 'reports'],
  ['DocumentReference', 'documents'],
  ['Binary', 'the content of documents'],
  ['Practitioner', 'the name of the signed-in user'],
])

/** What few EHRs offer: its absence is no fault of the sign-in, and the section that shows it says so itself. */
const OFFERED_BY_FEW: ReadonlySet<string> = new Set(['ImmunizationRecommendation'])

const SCOPE = /^(?:patient|user|system)\/([A-Za-z]+|\*)\.([a-z*]+)/

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** One or two sentences on what this sign-in may not do; empty where nothing of the record is missing. */
export function missingWords(scopes: readonly string[]): readonly string[] {
  const read = new Set<string>()
  let file = false
  for (const scope of scopes) {
    const match = SCOPE.exec(scope)
    if (!match) continue
    const [, type = '', verbs = ''] = match
    if (OFFERED_BY_FEW.has(type)) continue
    const words = type === '*' ? 'all of the record' : (WORDS.get(type) ?? `${type} entries`)
    if (/^c?u?d?[rs]|read|\*/.test(verbs)) for (const word of words.split(', ')) read.add(word)
    if (type === 'DocumentReference' && /^c|write|\*/.test(verbs)) file = true
  }
  const sentences: string[] = []
  if (read.size > 0) sentences.push(`This sign-in was not allowed to read ${list([...read])}.`)
  if (file) sentences.push('It may not file notes.')
  return sentences
}
