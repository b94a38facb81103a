import { expect, it } from 'vitest'
import { missingWords } from './missing-scopes.ts'

it.each([
  [[], []],
  [['openid', 'fhirUser', 'launch/patient'], []],
  [['patient/Observation.rs'], ['This sign-in was not allowed to read results, vital signs and social history.']],
  [
    ['user/AllergyIntolerance.read', 'user/Condition.rs?category=problem-list-item', 'patient/Immunization.s'],
    ['This sign-in was not allowed to read allergies, problems, diagnoses and immunizations.'],
  ],
  [['patient/DocumentReference.c'], ['It may not file notes.']],
  [['patient/DocumentReference.write'], ['It may not file notes.']],
  [['patient/DocumentReference.crs'], ['This sign-in was not allowed to read documents.', 'It may not file notes.']],
  [['user/ImmunizationRecommendation.read', 'user/Goal.read'], ['This sign-in was not allowed to read Goal entries.']],
  [['patient/Goal.rs'], ['This sign-in was not allowed to read Goal entries.']],
  [['patient/*.rs'], ['This sign-in was not allowed to read all of the record.']],
])('without %j it says %j', (scopes, sentences) => {
  expect(missingWords(scopes)).toEqual(sentences)
})
