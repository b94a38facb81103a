import { isUnreadable, opened, type Reader } from './reader.ts'
import { personName } from './person-name.ts'

/** The signed-in user, whoever signs in: the bare id, and the name as people sign. */
export const readPractitioner: Reader<{ readonly id: string; readonly name: string }> = (resource) => {
  const head = opened(resource, 'Practitioner', 'Patient', 'RelatedPerson', 'Person')
  if (isUnreadable(head)) return head
  return { id: head.id, name: personName(resource, 'spoken') ?? 'Name not recorded' }
}
