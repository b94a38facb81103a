import type { PartialDate } from '#lib/dates.ts'

export type Sex = 'female' | 'male' | 'other' | 'unknown'

/** The person. `sex` is administrative; `sexForClinicalUse` and `sexAtBirth` only where the record states them. */
export type Patient = {
  readonly id: string
  /** `Example, Ada Maria`, or `Name not recorded`. */
  readonly name: string
  /** `Addie`, where it is another given name than that. */
  readonly calledName: string | undefined
  readonly birthDate: PartialDate | undefined
  readonly sex: Sex
  readonly sexForClinicalUse: Sex | undefined
  readonly sexAtBirth: 'female' | 'male' | undefined
  /** False only where nothing says the patient has died. */
  readonly deceased: boolean
  readonly deceasedDate: PartialDate | undefined
  readonly identifiers: readonly { readonly label: string; readonly value: string }[]
}

/**
 * The sex that rules go by: that for clinical use where the record states it, else the administrative one; unknown where
 * the sex at birth is another, since nothing then says which of the two the rule means.
 */
export function sexOf({ sex, sexForClinicalUse, sexAtBirth }: Patient): 'female' | 'male' | 'unknown' {
  const own = sexForClinicalUse ?? (sexAtBirth === undefined || sexAtBirth === sex ? sex : 'unknown')
  return own === 'female' || own === 'male' ? own : 'unknown'
}
