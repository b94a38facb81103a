import { describe, expect, it } from 'vitest'
import { allows, missingScopes, scopesFor } from './scopes.ts'

describe('what is asked', () => {
  it('is each kind of record once, in v1 spelling, and the writing of the note', () => {
    expect(scopesFor(['Condition', 'Observation', 'Condition'], 'ehr')).toBe(
      'openid fhirUser launch user/Condition.read user/Observation.read user/Patient.read user/Practitioner.read user/DocumentReference.write',
    )
  })

  it('never has launch alone in a standalone sign-in, which Epic would refuse', () => {
    const scopes = scopesFor([], 'standalone').split(' ')
    expect(scopes).toContain('launch/patient')
    expect(scopes).not.toContain('launch')
  })

  it('has what a site adds, once', () => {
    expect(scopesFor([], 'ehr', ['offline_access', 'openid']).match(/offline_access|openid/g)).toEqual([
      'openid',
      'offline_access',
    ])
  })
})

describe('what was granted', () => {
  it.each([
    ['user/Condition.read', 'read', true],
    ['user/Condition.read', 'search', true],
    ['user/Condition.read', 'create', false],
    ['user/Condition.write', 'create', true],
    ['user/Condition.write', 'read', false],
    ['user/Condition.*', 'create', true],
    ['user/*.read', 'search', true],
    ['user/*.*', 'create', true],
    ['patient/Condition.read', 'read', true],
    ['system/Condition.rs', 'read', true],
    ['user/Condition.rs', 'search', true],
    ['user/Condition.r', 'search', false],
    ['user/Condition.s', 'read', false],
    ['user/Condition.cud', 'create', true],
    ['user/Condition.cruds', 'search', true],
    [
      'user/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item',
      'search',
      true,
    ],
    ['USER/condition.Read', 'read', true],
    ['user/Condition.sr', 'read', false],
    ['user/Condition.', 'read', false],
    ['user/Condition.ready', 'read', false],
    ['user/ConditionX.read', 'read', false],
    ['xuser/Condition.read', 'read', false],
    ['openid fhirUser launch', 'read', false],
    ['', 'read', false],
  ] as const)('%j allows to %s conditions: %s', (granted, permission, allowed) => {
    expect(allows(granted, permission, 'Condition')).toBe(allowed)
    expect(allows(`launch  user/Patient.read\t${granted}`, permission, 'Condition')).toBe(allowed)
  })

  it('is as asked where the server does not say (RFC 6749 §5.1)', () => {
    expect(allows(undefined, 'create', 'DocumentReference')).toBe(true)
    expect(missingScopes(scopesFor(['Condition'], 'ehr'), undefined)).toEqual([])
  })

  const asked = 'openid fhirUser launch user/Condition.read user/Observation.read user/DocumentReference.write'
  it.each([
    ['as asked', asked, []],
    ['in v2', 'user/Condition.rs user/Observation.rs user/DocumentReference.c', []],
    ['in granular v2', 'user/Condition.rs?category=x user/Observation.rs?category=y user/DocumentReference.crs', []],
    ['for one patient', 'patient/Condition.read patient/Observation.rs patient/DocumentReference.write', []],
    ['with a wildcard', 'user/*.*', []],
    ['in odd case', asked.toUpperCase(), []],
    [
      'without searching',
      'user/Condition.r user/Observation.read user/DocumentReference.write',
      ['user/Condition.read'],
    ],
    ['without the note', 'user/Condition.read user/Observation.read', ['user/DocumentReference.write']],
    ['nothing of the record', 'openid fhirUser', asked.split(' ').slice(3)],
  ])('%s lacks what was not given, as it was asked', (_, granted, missing) => {
    expect(missingScopes(asked, granted)).toEqual(missing)
  })

  it('a file, a drug or a clinician is only ever opened by its id, so reading without searching is enough', () => {
    const asked = 'user/Binary.read user/Medication.read user/Practitioner.read'
    expect(missingScopes(asked, 'user/Binary.r user/Medication.r user/Practitioner.r')).toEqual([])
    expect(missingScopes(asked, 'user/Binary.s user/Medication.r user/Practitioner.r')).toEqual(['user/Binary.read'])
  })
})
