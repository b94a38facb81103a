const COUNSELING = 'counseling'

/**
 * Titles of reports, documents and procedures as hints. What hospitals call one test differs in separators, word order and
 * abbreviations ("MAM SCREENING BILAT TOMO"), so words are compared, not strings. A match is probable, never proof.
 */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map<string, string>([
  ['mam', 'mammogram'],
  ['mammo', 'mammogram'],
  ['mammography', 'mammogram'],
  ['mammograms', 'mammogram'],
  ['mg', 'mammogram'],
  ['tomo', 'tomosynthesis'],
  ['scr', 'screening'],
  ['scrn', 'screening'],
  ['screen', 'screening'],
  ['us', 'ultrasound'],
  ['usg', 'ultrasound'],
  ['sono', 'ultrasound'],
  ['sonogram', 'ultrasound'],
  ['abd', 'abdominal'],
  ['abdomen', 'abdominal'],
  ['aortic', 'aorta'],
  ['cscope', 'colonoscopy'],
  ['colonoscopies', 'colonoscopy'],
  ['flex', 'flexible'],
  ['sig', 'sigmoidoscopy'],
  ['pap', 'papsmear'],
  ['papanicolaou', 'papsmear'],
  ['thinprep', 'papsmear'],
  ['dexa', 'dxa'],
  ['densitometry', 'dxa'],
  ['ldct', 'lowdosect'],
  ['retina', 'retinal'],
  ['ophthalmology', 'eye'],
  ['ophthalmic', 'eye'],
  ['exam', 'examination'],
  ['diab', 'diabetic'],
  ...['counsel', 'counseled', 'counselled', 'counselling', 'counselor', 'counsellor'].map(
    (word) => [word, COUNSELING] as const,
  ),
])

/** Someone else's, or not done: such a title is no evidence at all. */
const VOID =
  /\b(declin\w*|refus\w*|not (done|performed|given|indicated|applicable|completed)|cancel\w*|no[ -]?show|due (for|on|in)?|overdue|deferred|postponed|fam(ily)? (history|hx)|fh|fhx|husband|wife|partner|mother|father|sister|brother|sibling|parent|denied|denies|never|wrong patient|consent|instructions?|education|questionnaire|(recall|reminder) letter|order (number|id|comment))\b/
/** Asked for, spoken of or broken off: no hint that it was done. What was found under such a name is a finding all the same. */
const MEANT =
  /\b(needs?|needed|order(ed|s)?|referral|request(ed)?|schedul\w*|planned|pending|future|remind\w*|recall|prep(aration)?|discuss\w*|consider\w*|recommend\w*|unable|failed|aborted|incomplete|error)\b/

const clean = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/low[\s_-]*dose[\s_-]*(ct|computed tomography)/g, 'ldct ct')
    .replace(/bone[\s_-]*densit\w+/g, 'dxa')
    .replace(/c-scope/g, 'cscope')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** No evidence, not even where it is abnormal. */
export const isVoid = (title: string): boolean => VOID.test(clean(title))

/** No hint: what it names was not done, or only meant. */
export const isNegated = (title: string): boolean => isVoid(title) || MEANT.test(clean(title))

const full = (word: string): string => ABBREVIATIONS.get(word) ?? word

/** The words of a title in full form. "CT chest low dose" is low-dose CT as well. */
export function wordsOf(title: string): ReadonlySet<string> {
  const words = new Set(clean(title).split(' ').map(full))
  return words.has('ct') && (words.has('lowdose') || (words.has('low') && words.has('dose')))
    ? words.add('lowdosect')
    : words
}

/** One question of a questionnaire has points of its own, which are not its score. */
const ONE_QUESTION = /\bq ?\d+\b|\b(?:question|item)s? \d+\b|#\d|\bhow (?:often|many|much)\b/i

/** But item 9 of the PHQ-9 is asked for by itself: see `self-harm.ts`. */
const ITEM_9 = /\bbetter off dead\b|\bphq[\s_-]*9\b.*(?:\bq|\bquestion|\bitem|#) ?9\b/i

/** `PHQ-2` is one word, or else "PHQ-9 of the last 2 weeks" is it as well. */
const oneWord = (name: string): string => name.replace(/\b(phq|gad|dast)[\s_-]*(\d+m?|a)\b/gi, '$1$2')

const asResult = (name: string): string => name.replace(/questionnaires?/gi, ' ')

/** Of the name of a result: a questionnaire that has a score was answered. */
export function resultWordsOf(name: string): ReadonlySet<string> {
  if (isVoid(asResult(name))) return new Set()
  if (ONE_QUESTION.test(name)) return new Set(ITEM_9.test(name) ? ['better', 'dead'] : [])
  return wordsOf(oneWord(name))
}

/** The name of a result that may only have been asked for: it is one where it has a result to show. */
export const isMeant = (name: string): boolean => isNegated(asResult(name))

/** Whether every word of the pattern (`ultrasound|ct aorta`: alternatives by `|`) is among the words of the title. */
export const hasWords = (words: ReadonlySet<string>, pattern: string): boolean =>
  // Counselling about a test is not the test; where counselling is the service, its pattern says so.
  (!words.has(COUNSELING) || pattern.includes('counsel')) &&
  pattern.split(' ').every((word) => word.split('|').some((each) => words.has(full(each))))

export const matchesResult = (name: string, patterns: readonly string[]): boolean => {
  if (isMeant(name)) return false
  const words = resultWordsOf(name)
  return patterns.some((pattern) => hasWords(words, pattern))
}

export const matchesTitle = (title: string, patterns: readonly string[]): boolean => {
  if (isNegated(title)) return false
  const words = wordsOf(title)
  return patterns.some((pattern) => hasWords(words, pattern))
}
