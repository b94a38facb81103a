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

// No known allergy, and no known drug, environmental and food allergy.
// https://hl7.org/fhir/R4/valueset-allergyintolerance-code.html
const NONE_CODES = ['716186003', '409137002', '428607008', '429625007']
const NONE_WORDS = /^(?:no known (?:(?:drug|medication|food|environmental|latex|insect) )?allerg(?:y|ies)|nka|nkda)$/i

/** A code that names a substance: anything but Epic's own (`urn:oid:`) or a code whose words say "none" as well. */
const namesSubstance = (coding: Coding): boolean =>
  coding.display === undefined ? !coding.system?.startsWith('urn:oid:') : !NONE_WORDS.test(coding.display)

/** An assertion that there is no allergy: by code, or by words that no code and no reaction contradicts. */
function isNone(substance: Concept, reactions: readonly string[]): boolean {
  if (reactions.length > 0) return false
  if (hasCode(substance.codings, [SNOMED], NONE_CODES)) return true
  return NONE_WORDS.test(substance.text) && !substance.codings.some(namesSubstance)
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
    assertsNone: isNone(substance, reactions),
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
