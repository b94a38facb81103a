import type { PartialDate } from '#lib/dates.ts'

export type Sex = 'female' | 'male' | 'other' | 'unknown'

/** The person. `sex` is administrative; `sexForClinicalUse` only where the record states it. */
export type Patient = {
  readonly id: string
  /** `Example, Ada Maria`, or `Name not recorded`. */
  readonly name: string
  readonly birthDate: PartialDate | undefined
  readonly sex: Sex
  readonly sexForClinicalUse: Sex | undefined
  /** False only where nothing says the patient has died. */
  readonly deceased: boolean
  readonly deceasedDate: PartialDate | undefined
  readonly identifiers: readonly { readonly label: string; readonly value: string }[]
}
