import { useId, useRef, useState, type FormEvent } from 'react'
import type { PatientCriteria } from '#fhir/queries.ts'
import { Button } from '#ui/Button.tsx'
import { checkSearch, type FieldName, type FieldProblems, type SearchMode } from './criteria.ts'

type SearchFormProps = {
  readonly today: Temporal.PlainDate
  readonly onSearch: (criteria: PatientCriteria) => void
}

const ORDER: readonly FieldName[] = ['identifier', 'family', 'given', 'birthDate']

export function SearchForm({ today, onSearch }: SearchFormProps) {
  const [mode, setMode] = useState<SearchMode>('identifier')
  const [problems, setProblems] = useState<FieldProblems>({})
  const form = useRef<HTMLFormElement>(null)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const data = new FormData(form.current ?? undefined)
    const field = (name: string): string => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    }
    const checked = checkSearch(
      {
        mode,
        identifier: field('identifier'),
        family: field('family'),
        given: field('given'),
        birthDate: field('birthDate'),
        sex: field('sex'),
      },
      today,
    )
    setProblems(checked.ok ? {} : checked.problems)
    if (checked.ok) return onSearch(checked.criteria)
    const first = ORDER.find((name) => name in checked.problems)
    form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }

  const choose = (next: SearchMode): void => {
    setMode(next)
    setProblems({})
  }

  return (
    <form ref={form} className="search" onSubmit={submit} noValidate autoComplete="off">
      <fieldset>
        <legend>Find by</legend>
        <label>
          <input type="radio" name="mode" checked={mode === 'identifier'} onChange={() => choose('identifier')} />
          Record number (MRN)
        </label>
        <label>
          <input type="radio" name="mode" checked={mode === 'demographics'} onChange={() => choose('demographics')} />
          Name and birth date
        </label>
      </fieldset>
      {mode === 'identifier' ? (
        <Field name="identifier" label="Record number" problem={problems.identifier} />
      ) : (
        <>
          <Field name="family" label="Family name" problem={problems.family} />
          <Field name="given" label="Given name" problem={problems.given} />
          <Field name="birthDate" label="Birth date" type="date" problem={problems.birthDate} />
          <label className="field">
            <span>Sex (may stay open)</span>
            <select name="sex" defaultValue="">
              <option value="">Any</option>
              <option value="female">Female</option>
              <option value="male">Male</option>
            </select>
          </label>
        </>
      )}
      <p className="quiet">
        Epic answers only whole details: the full number, or family name, given name and birth date together. With part
        of them it answers "nobody", even where the patient exists.
      </p>
      <Button type="submit" variant="primary">
        Find patient
      </Button>
    </form>
  )
}

type FieldProps = {
  readonly name: FieldName
  readonly label: string
  readonly type?: 'text' | 'date'
  readonly problem: string | undefined
}

function Field({ name, label, type = 'text', problem }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
      />
      {problem !== undefined && (
        <span id={`${id}-problem`} className="wrong">
          {problem}
        </span>
      )}
    </div>
  )
}
