import { useState } from 'react'
import { lastDay } from '#clinical/baseline.ts'
import { visitChoice } from '#clinical/since-last-visit/view-changes.ts'
import type { Visit } from '#clinical/visit.ts'
import { parseDate } from '#lib/dates.ts'

type BaselineChoiceProps = {
  /** Earlier visits, newest first. */
  readonly visits: readonly Visit[]
  readonly since: string | undefined
  /** Today: no later day can be chosen. */
  readonly latest: string
  readonly onChoose: (day: string) => void
}

const ANOTHER = 'another'

/** From which day on changes are told: an earlier visit, or any day. */
export function BaselineChoice({ visits, since, latest, onChoose }: BaselineChoiceProps) {
  const [free, setFree] = useState(false)
  const days = visits.flatMap((visit) => {
    const day = lastDay(visit)
    return day === undefined ? [] : { day, visit }
  })
  const known = days.some(({ day }) => day === since)
  return (
    <>
      <select
        aria-label="Changes since which visit"
        value={free || !known ? ANOTHER : since}
        onChange={({ target }) => {
          setFree(target.value === ANOTHER)
          if (target.value !== ANOTHER) onChoose(target.value)
        }}
      >
        {days
          .filter(({ day }, index) => days.findIndex((other) => other.day === day) === index)
          .map(({ day, visit }) => (
            <option key={visit.id} value={day}>
              {visitChoice(visit)}
            </option>
          ))}
        <option value={ANOTHER}>Another day…</option>
      </select>
      {(free || !known) && (
        <input
          type="date"
          autoComplete="off"
          spellCheck={false}
          aria-label="Changes since which day"
          max={latest}
          defaultValue={since}
          onChange={({ target }) => {
            const date = parseDate(target.value)
            if (date?.precision === 'day' && date.text <= latest) onChoose(date.text)
          }}
        />
      )}
    </>
  )
}
