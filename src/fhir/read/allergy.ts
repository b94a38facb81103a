import type { Allergy } from '#clinical/allergy.ts'
import type { Coding, Concept } from '#clinical/source.ts'
import { coded, concept, concepts, conceptText, hasCode } from './codeable-concept.ts'
import { fact } from './fact.ts'
import { date, field, joined, list, oneOf, present, text, texts } from './json.ts'
import { isUnreadable, opened, type Reader, unreadable } from './reader.ts'
import { authorOf } from './reference.ts'

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'
const SNOMED = 'http://snomed.info/sct'

const STATUS = { active: 'active', inactive: 'inactive', resolved: 'resolved' } as const
const VERIFIED = {
  confirmed: 'confirmed',
  unconfirmed: 'unconfirmed',
  refuted: 'refuted',
  'entered-in-error': 'entered-in-error',
} as const

/** What an entry that names no substance says, by its SNOMED CT codes and by its words. */
const STATEMENTS = [
  {
    // No known allergy, and no known drug, environmental and food allergy.
    // https://hl7.org/fhir/R4/valueset-allergyintolerance-code.html
    says: 'none',
    codes: ['716186003', '409137002', '428607008', '429625007'],
    words: /^(?:no known (?:(?:drug|medication|food|environmental|latex|insect) )?allerg(?:y|ies)|nka|nkda)$/i,
  },
  {
    // "Patient not asked", which Epic sends as `Not on File`, active, where allergies were never reviewed.
    // https://hl7.org/fhir/us/core/STU3.1.1/StructureDefinition-us-core-allergyintolerance.html
    says: 'not-asked',
    codes: ['1631000175102'],
    words: /^(?:not on file|(?:patient )?not asked|allergies not on file)$/i,
  },
] as const

/** A code that names a substance: anything but Epic's own (`urn:oid:`) or a code whose words are such a statement as well. */
const namesSubstance = (coding: Coding, words: RegExp): boolean =>
  coding.display === undefined ? !coding.system?.startsWith('urn:oid:') : !words.test(coding.display)

/** A statement of the list instead of an allergy: by code, or by words that no code and no reaction contradicts. */
function saysOf({ text, codings }: Concept, reactions: readonly string[]): Allergy['says'] {
  if (reactions.length > 0) return 'allergy'
  const stated = STATEMENTS.find(
    ({ codes, words }) =>
      hasCode(codings, [SNOMED], codes) ||
      (words.test(text) && !codings.some((coding) => namesSubstance(coding, words))),
  )
  return stated?.says ?? 'allergy'
}

/** `Hives (moderate)`, or the free description where no manifestation is coded. */
function reactionText(reaction: unknown): string | undefined {
  const shown = joined(list(reaction, 'manifestation').map(conceptText), ', ') ?? text(reaction, 'description')
  const severity = text(reaction, 'severity')
  return shown === undefined
    ? severity && `Reaction not named (${severity})`
    : severity
      ? `${shown} (${severity})`
      : shown
}

/** AllergyIntolerance. https://hl7.org/fhir/R4/allergyintolerance.html */
export const readAllergy: Reader<Allergy> = (resource, context) => {
  const head = opened(resource, 'AllergyIntolerance')
  if (isUnreadable(head)) return head
  const substance =
    concept(resource, 'code') ?? list(resource, 'reaction').flatMap((one) => concepts(one, 'substance'))[0]
  if (substance === undefined) return unreadable('substance')
  const reactions = present(list(resource, 'reaction').map(reactionText))
  const status = coded(resource, 'clinicalStatus', CLINICAL, STATUS)
  const verification = coded(resource, 'verificationStatus', VERIFICATION, VERIFIED)
  const onset = date(resource, 'onsetDateTime') ?? date(field(resource, 'onsetPeriod'), 'start')
  const recorded = date(resource, 'recordedDate')
  return {
    ...fact('AllergyIntolerance', head.id, context, {
      date: recorded ?? onset,
      author: authorOf(resource, context, 'recorder', 'asserter'),
      codings: substance.codings,
    }),
    substance,
    says: saysOf(substance, reactions),
    kind: oneOf(field(resource, 'type'), ['allergy', 'intolerance']),
    categories: texts(resource, 'category'),
    reactions,
    criticality: oneOf(field(resource, 'criticality'), ['low', 'high', 'unable-to-assess']),
    status: status === 'absent' || verification === 'unknown' ? 'unknown' : status,
    verification: verification === 'absent' ? 'unknown' : verification,
    onset,
    recorded,
  }
}
