import type { Patient } from '#clinical/patient.ts'
import { formatAge, formatDate } from '#lib/dates.ts'
import type { HealthPrepError } from '#lib/errors.ts'
import type { Reading } from '#lib/reading.ts'
import { Announce } from '#ui/Announce.tsx'
import { Button } from '#ui/Button.tsx'
import { UnreadableNote } from '#ui/UnreadableNote.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { errorText } from '#ui/error-text.ts'

/** The reader puts what people read aloud first; technical ids help nobody here. */
const SHOWN = 2

type FoundPatientsProps = {
  readonly found: Reading<Patient> | undefined
  readonly error: HealthPrepError | null
  readonly searching: boolean
  readonly today: Temporal.PlainDate
  readonly onRetry: () => void
  readonly onChoose: (patient: Patient) => void
}

/** The answer of a search in all its states: only a complete one without anybody may say that nobody matched. */
export function FoundPatients({ found, error, searching, today, onRetry, onChoose }: FoundPatientsProps) {
  const people = found?.items ?? []
  return (
    <section className="found" aria-label="Patients found" aria-busy={searching}>
      <Announce>
        {searching && <p>Searching…</p>}
        {!searching && found && !error && <p>{foundWords(found)}</p>}
      </Announce>
      {!searching && error && <SearchFailed error={error} onRetry={onRetry} />}
      {found && found.unreadable.length > 0 && <UnreadableNote unreadable={found.unreadable} />}
      {!error && people.length > 0 && (
        <div className="scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Born</th>
                <th scope="col">Sex</th>
                <th scope="col">Numbers</th>
                <th scope="col">
                  <VisuallyHidden>Choose</VisuallyHidden>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((patient) => (
                <Person key={patient.id} {...{ patient, today, onChoose }} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function foundWords({ items, complete }: Reading<Patient>): string {
  if (items.length === 0) {
    return complete
      ? 'No patient matched exactly these details.'
      : 'The answer was not complete, so whether there is such a patient is unknown.'
  }
  const number = items.length === 1 ? '1 patient matched.' : `${items.length} patients matched.`
  return complete ? number : `${number} The answer was not complete: there may be more.`
}

type SearchFailedProps = { readonly error: HealthPrepError; readonly onRetry: () => void }

function SearchFailed({ error, onRetry }: SearchFailedProps) {
  const { what, todo, code } = errorText(error)
  return (
    <div className="note-warn" role="alert">
      <b>The search failed.</b> {what} Whether there is such a patient is unknown. {todo}{' '}
      <Button variant="link" onClick={onRetry}>
        Search again
      </Button>{' '}
      <code>{code}</code>
    </div>
  )
}

type PersonProps = {
  readonly patient: Patient
  readonly today: Temporal.PlainDate
  readonly onChoose: (patient: Patient) => void
}

function Person({ patient, today, onChoose }: PersonProps) {
  const { name, birthDate, deceased, sex, identifiers } = patient
  const born = birthDate ? formatDate(birthDate) : 'not recorded'
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {born}
        {birthDate && !deceased && `, ${formatAge(birthDate, today)}`}
        {deceased && ', deceased'}
      </td>
      <td>{sex === 'unknown' ? 'not recorded' : sex}</td>
      <td>
        {identifiers
          .slice(0, SHOWN)
          .map(({ label, value }) => `${label} ${value}`)
          .join(', ')}
      </td>
      <td>
        <Button aria-label={`Open chart of ${name}, born ${born}`} onClick={() => onChoose(patient)}>
          Open chart
        </Button>
      </td>
    </tr>
  )
}
