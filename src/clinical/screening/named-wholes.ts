import type { Side } from './body-side.ts'
import { hasNoValue } from './counts.ts'
import type { Context } from './criteria.ts'
import type { Entry } from './entry.ts'
import { senseOf } from './result-sense.ts'
import type { Modality } from './rule.ts'

type PartOf = (entry: Entry, modality: Modality, context: Context) => string | undefined

/** What the whole of a test is, where codes and titles of a part of it are among those of the test. */
export type NamedWhole = {
  /** Completes "counts only …". */
  readonly title: string
  readonly sets: readonly string[]
  /**
   * Whether a normal part is the answer to something abnormal: who is recalled has the one breast imaged. That lasts no longer
   * for it. Undefined: it never is.
   */
  readonly answers?: (part: Entry, abnormal: Entry, context: Context) => boolean
  /** Why it is only a part, in plain words; undefined: it is the whole. */
  readonly partOf: PartOf
}

/** What else the modality has of that day. */
const ofDay = (entry: Entry, { codes }: Modality, { index }: Context): readonly Entry[] =>
  [...new Set(codes.flatMap((set) => index.entriesOf(set)))].filter(
    ({ id, standing, date }) => id !== entry.id && standing === 'done' && date?.text === entry.date?.text,
  )

/**
 * One service is often recorded twice, as done and by its report: where that tells only of parts, so is this one; with a
 * result of its own it is another, where `bare` says so.
 */
const besides =
  (own: PartOf, bare = false): PartOf =>
  (entry, modality, context) => {
    const why = own(entry, modality, context)
    if (why !== undefined || (bare && !hasNoValue(entry))) return why
    const beside = ofDay(entry, modality, context).filter(({ from }) => from !== entry.from)
    const parts = beside.map((each) => own(each, modality, context))
    return parts.every((each) => each !== undefined) ? parts[0] : undefined
  }

const isIn = (set: string, entry: Entry, { index }: Context): boolean => index.entriesOf(set).includes(entry)

/** The words of an entry: its name, what came of it and, of a procedure, what is noted beside it. */
const wordsOf = ({ text, says, result }: Entry): string =>
  [text, says, result?.value.kind === 'text' ? result.value.text : ''].join('; ')

const BOTH = /\b(?:bilat\w*|both|ou)\b|\bl\/r\b|\br\/l\b/i
const ONE = /\bunilat\w*|\b(?:one|single) (?:breast|eye|foot|side)\b/i
// "R/O" is "rule out", and "R. Smith" a name.
const LEFT = /\b(?:left|lt|os)\b|(?:^|[\s,(-])L(?=$|[\s,)-])/
const RIGHT = /\b(?:right|rt|od)\b|(?:^|[\s,(-])R(?=$|[\s,)-])/

/** Sides of something else: what was removed, what was done before, and who called. */
const OF_ELSE =
  /\b(?:left|right|lt|rt|l|r) (?:hip|knee|shoulder|arm|bka|aka|below|above|lumpectomy|mastectomy|message|voicemail|patient|away)\b|\b(?:history|hx|h\/o|s\/p|status post)\b[^;,)]*/gi

// Not the right eye, but a doctor of optometry.
const OPTOMETRIST = /\b(?:dr\b|by\b|optometr\w+)[^;]*\bod\b/gi

function sidesIn(words: string): readonly Side[] {
  const text = words.replace(OPTOMETRIST, ' ')
  if (BOTH.test(text)) return ['left', 'right']
  const has = (pattern: RegExp, within: string) => pattern.test(within) || pattern.test(within.toLowerCase())
  const sides = (
    [
      ['left', LEFT],
      ['right', RIGHT],
    ] as const
  ).filter(([, pattern]) => has(pattern, text))
  const own = text.replace(OF_ELSE, ' ')
  return sides.length === 1 && !sides.some(([, pattern]) => has(pattern, own)) ? [] : sides.map(([side]) => side)
}

// "US breast limited" beside it is another examination; limited by implants, or in English, is the whole one.
const LIMITED = /\blimited\b(?! (?:by|english|mobility))/i
const ULTRASOUND = /(?:[;,]|\b(?:with|w)\b)[/ ]*(?:\w+ )?(?:us|ultrasound|sono\w*)\b[^;,]*/gi

type Sided = {
  readonly noun: string
  /** Code sets of the left, of the right, and of one side that is not said. */
  readonly sets?: { readonly left: string; readonly right: string; readonly one: string; readonly limited: string }
  /** Removed: the other is all there is. */
  readonly gone?: Readonly<Record<Side, string>>
}

/** Undefined: both, or not said. `unsaid`: one of them. */
type SideOf = (entry: Entry, context: Context) => Side | 'unsaid' | undefined

/** Of what there are two, both; or one where the other was removed. */
function bothSides({ noun, sets, gone }: Sided): Pick<NamedWhole, 'sets' | 'partOf'> & { readonly sideOf: SideOf } {
  const sideOf: SideOf = (entry, context) => {
    const coded = sets ? (['left', 'right'] as const).filter((side) => isIn(sets[side], entry, context)) : []
    const told = [coded, entry.sides, sidesIn(entry.text)].flatMap((sides) => (sides.length === 1 ? sides : []))
    if (told.length > 0) return told.every((side) => side === told[0]) ? told[0] : 'unsaid'
    const isOne = (sets && isIn(sets.one, entry, context)) || (ONE.test(entry.text) && !BOTH.test(entry.text))
    return isOne ? 'unsaid' : undefined
  }
  const isLimited = (entry: Entry, context: Context): boolean =>
    sets !== undefined && (isIn(sets.limited, entry, context) || LIMITED.test(entry.text.replace(ULTRASOUND, ' ')))
  const own: PartOf = (entry, modality, context) => {
    if (isLimited(entry, context)) return 'of limited views only'
    const side = sideOf(entry, context)
    if (side === undefined) return undefined
    const why = `of one ${noun} only`
    if (side === 'unsaid') return why
    const other = side === 'left' ? 'right' : 'left'
    const isGone =
      gone !== undefined &&
      context.index.entriesOf(gone[other]).some(({ standing }) => standing === 'done' || standing === 'past')
    const isBeside = (each: Entry) => !isLimited(each, context) && sideOf(each, context) === other
    return isGone || ofDay(entry, modality, context).some(isBeside) ? undefined : why
  }
  return {
    sets: [...(sets ? Object.values(sets) : []), ...(gone ? Object.values(gone) : [])],
    partOf: besides(own, true),
    sideOf,
  }
}

/** The sides of what a text finds, or does not find normal; "bilateral" alone is the name of the examination. */
function sidesFound({ result }: Entry): readonly Side[] {
  if (result?.value.kind !== 'text') return []
  return result.value.text.split(/[.;\n]/).flatMap((text) => {
    const sense = senseOf({ kind: 'text', text, codings: [] }, undefined, [])
    const sides = sense === 'normal' ? [] : sidesIn(text)
    return sense === 'abnormal' || sides.length === 1 ? sides : []
  })
}

const breasts = bothSides({
  noun: 'breast',
  sets: {
    left: 'mammography-left',
    right: 'mammography-right',
    one: 'mammography-one',
    limited: 'mammography-limited',
  },
  gone: { left: 'left-mastectomy', right: 'right-mastectomy' },
})

const bothBreasts: NamedWhole = {
  title: 'of both breasts, or of the one that is left, and not of limited views',
  sets: breasts.sets,
  partOf: breasts.partOf,
  answers: (part, abnormal, context) => {
    const [own, its] = [breasts.sideOf(part, context), breasts.sideOf(abnormal, context)]
    const found = its === 'left' || its === 'right' ? [its] : sidesFound(abnormal)
    return own === undefined || own === 'unsaid' || found.every((side) => side === own)
  },
}

const HPV_TYPES = ['hpv-16', 'hpv-18', 'hpv-other'] as const

export const HPV_PARTS = [...HPV_TYPES, 'hpv-31'] as const

/** Types 16, 18 and the other twelve are often three results of one test. */
export function hpvPart(entry: Entry, context: Context): string | undefined {
  if (!HPV_PARTS.some((set) => isIn(set, entry, context))) return undefined
  const isNormal = ({ standing, date, result }: Entry) =>
    standing === 'done' &&
    date?.text === entry.date?.text &&
    result !== undefined &&
    senseOf(result.value, result.flag, []) === 'normal'
  return HPV_TYPES.every((set) => context.index.entriesOf(set).some(isNormal)) ? undefined : 'of single types only'
}

const allHpvTypes: NamedWhole = {
  title: 'of all high-risk types, as one result or as three of one day',
  sets: HPV_PARTS,
  partOf: (entry, _, context) => hpvPart(entry, context),
}

/** CDC 2014: HIV-1 and HIV-2 together, and no protein by itself. https://stacks.cdc.gov/view/cdc/23447 */
const hivOne: NamedWhole = {
  title: 'that tells of HIV-1, and not of one protein',
  sets: ['hiv-part'],
  partOf: (entry, _, context) => (isIn('hiv-part', entry, context) ? 'of HIV-2 or of one protein only' : undefined),
}

/** USPSTF 2025-01-14: DXA of hip and lumbar spine; what is measured at the heel or forearm only does not stand for it. */
const hipOrSpine: NamedWhole = {
  title: 'of hip or spine',
  sets: ['dxa-peripheral'],
  partOf: besides((entry, _, context) =>
    isIn('dxa-peripheral', entry, context) ||
    (/\b(?:heel|calcane\w+|forearm|wrist|radius|finger|peripheral)\b(?! (?:fracture|fx))/i.test(entry.text) &&
      !/\b(?:hips?|spine|spinal|lumbar|femur|femoral|central|axial)\b/i.test(entry.text))
      ? 'of heel or forearm only'
      : undefined,
  ),
}

const SHORT =
  /(?:(?:^|[;.:])\s*(?:limited |only )?|\b(?:colonoscopy|scope|advanced|reached|passed|inserted|exam\w*|study|far)\b[^.;:]{0,25}?)(?<!\b(?:prox\w*|distal) )\b(?:to|until|reached)(?: only)?(?: the)?(?: level of)?(?: the)?(?: (?:proximal|distal|mid))?[ -](?:splenic flexure|hepatic flexure|recto-?sigmoid|sigmoid|(?:left|descending|transverse|ascending) colon)\b|\b(?:not|unable|failed)\b[^.;]{0,30}\b(?:beyond|past) (?:the )?(?:\w+ )?(?:flexure|sigmoid|colon)\b/i
const CUT_SHORT =
  /\b(?:limited|partial|left[ -]sided?) (?:colonoscopy|exam\w*|study|procedure)\b(?! of the (?:anus|perineum|terminal))|\bcolonoscopy[ ,(-]+(?:limited|partial(?! (?:colectomy|polypectomy))|left[ -]side)|(?:^|[.;:]|\b(?:procedure|exam\w*|study|scope|colonoscopy|looping))[\s,-]*(?:was |had to be )?(?:stopped|terminated|ended|halted) (?:at (?!\d+(?::|\d\d| ?[ap]\.?m))|due|because|early|in (?:the )?(?:\w+ )?(?:colon|flexure|sigmoid|rectum))|\bextent\b[^.;]{0,30}\b(?:flexure|sigmoid|rectum|(?:left|descending|transverse|ascending) colon)\b/i
const AT_ITS_END = /\b(?:c(?:a)?ecum|terminal ileum|ileoc(?:a)?ecal|append\w+ orifice)\b/i
const NOT_REACHED =
  /\bc(?:a)?ecum (?:was |is |could )?not (?:be )?(?:reached|intubated|visuali[sz]ed|seen|identified|entered|examined)\b|\b(?:not|unable to|failed to|could not) (?:be )?(?:reach\w*|intubat\w*|visuali[sz]\w*|advance\w* to) (?:the )?c(?:a)?ecum/i

/** ASGE/ACG 2015, quality of colonoscopy: it is complete where the cecum is reached. https://doi.org/10.1038/ajg.2014.385 */
const toTheCecum: NamedWhole = {
  title: 'to the cecum, where its words tell how far',
  sets: ['colonoscopy-part'],
  partOf: besides((entry, _, context) => {
    const words = wordsOf(entry)
    return isIn('colonoscopy-part', entry, context) ||
      NOT_REACHED.test(words) ||
      ((SHORT.test(words) || CUT_SHORT.test(words)) && !AT_ITS_END.test(words))
      ? 'may not have reached the cecum'
      : undefined
  }),
}

const feet = bothSides({ noun: 'foot' })
const LOOKED_AT =
  /\b(?:inspect(?:ion|ed)|visual(?:ly)?|looked at|skin check) only\b|\bno monofilament\b|\bmonofilament (?:test )?(?:was )?not (?:done|performed|tested|used|available|assessed)\b/i

/** ADA and IHS Standards: inspection, pulses and a test of sensation. https://www.ihs.gov/diabetes/clinician-resources/soc/ */
const bothFeet: NamedWhole = {
  title: 'of both feet, and not by inspection only',
  sets: [],
  partOf: (entry, modality, context) =>
    LOOKED_AT.test(wordsOf(entry)) ? 'by inspection only' : feet.partOf(entry, modality, context),
}

/** The named functions a modality may refer to in `whole`. */
export const WHOLES: Readonly<Record<string, NamedWhole>> = {
  'both-breasts': bothBreasts,
  'all-hpv-types': allHpvTypes,
  'hiv-1': hivOne,
  'hip-or-spine': hipOrSpine,
  'to-the-cecum': toTheCecum,
  'both-eyes': { title: 'of both eyes', ...bothSides({ noun: 'eye' }) },
  'both-feet': bothFeet,
}

/** Why an entry closes nothing by itself: it is a part of the test. */
export const partWhy = (entry: Entry, modality: Modality, context: Context): string | undefined =>
  modality.whole === undefined ? undefined : WHOLES[modality.whole]?.partOf(entry, modality, context)
