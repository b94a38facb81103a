import type { Resource } from './chart.ts'
import { practitioners } from './patients/ordinary/practitioners.ts'
import { each, texts } from './json.ts'

export type User = {
  readonly slug: string
  readonly name: string
  readonly role: string
  /** None: a patient in the portal. */
  readonly practitioner?: Resource
}

function clinician(slug: string, id: string): User {
  const practitioner = practitioners.find((one) => one.id === id)
  if (!practitioner) throw new Error(`No practitioner ${id}`)
  return {
    slug,
    practitioner,
    name: texts(each(practitioner, 'name', 'text'))[0] ?? slug,
    role: texts(each(practitioner, 'qualification', 'code', 'text'))[0] ?? 'Clinician',
  }
}

export const users: readonly User[] = [
  clinician('attending', 'practitioner-attending'),
  clinician('second', 'practitioner-second'),
  { slug: 'portal', name: 'A patient, in the portal', role: 'sees one chart only' },
]

export const findUser = (slug: string | undefined): User | undefined => users.find((user) => user.slug === slug)
