import { earliestDay, formatDate, latestDay, parseDate } from '#lib/dates.ts'
import { addMonths } from '../../screening/day.ts'
import type { Say, SayKind } from '../../screening/say.ts'
import { sayFrom, type Answers, type FormKind } from '../../screening/say-from.ts'
import type { Sayable } from '../../screening/say-line.ts'
import type { JudgedDose } from './status.ts'
import { UNPLACED_WORDS } from './words.ts'

const DOSE = 'dose'

/** A vaccine as something that can be said of, in the draft, the note and the notes to come: `vaccine-polio`. */
export const sayableVaccine = (group: string): Sayable => ({
  id: `vaccine-${group.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
  title: `${group} vaccine`,
  modalities: [{ id: DOSE, title: 'a dose' }],
})

/** A refusal is asked again after a year, as of screenings. */
const REFUSAL_MONTHS = 12

/** What sets a vaccine aside on this day: declined, deferred until a day that lies ahead, or not applicable. */
export function setAside(says: readonly Say[], group: string, today: string): Say | undefined {
  const { id } = sayableVaccine(group)
  const last = says.filter(({ rule, said, kind }) => rule === id && said <= today && isAside(kind)).at(-1)
  if (last?.kind === 'deferred' && last.until <= today) return undefined
  return last?.kind === 'declined' && addMonths(last.said, REFUSAL_MONTHS) <= today ? undefined : last
}

const isAside = (kind: SayKind): boolean => kind === 'declined' || kind === 'deferred' || kind === 'not-applicable'

export const wasNotGiven = ({ why }: JudgedDose): boolean => why?.startsWith(UNPLACED_WORDS['not given']) === true

export type StatedDose = Extract<Say, { readonly kind: 'done-elsewhere' }>

/**
 * Doses that a clinician said were given elsewhere and that the record does not hold. They are shown and written, and never counted: a dose
 * counts by a written, dated record (ACIP General Best Practice Guidelines, Vaccination Records), and its product is not known. One that the
 * record holds by now is not said again; of a year alone that cannot be told.
 */
export function statedDoses(
  says: readonly Say[],
  group: string,
  recorded: readonly JudgedDose[],
  today: string,
): readonly StatedDose[] {
  const { id } = sayableVaccine(group)
  const isRecorded = ({ on }: StatedDose): boolean =>
    on.precision !== 'year' &&
    recorded.some(
      (dose) =>
        dose.date !== undefined &&
        !wasNotGiven(dose) &&
        earliestDay(dose.date).toString() <= latestDay(on).toString() &&
        latestDay(dose.date).toString() >= earliestDay(on).toString(),
    )
  return says
    .filter((say) => say.kind === 'done-elsewhere')
    .filter((say) => say.rule === id && say.said <= today && !isRecorded(say))
    .toSorted((a, b) => (a.on.text < b.on.text ? -1 : 1))
}

/** `Mar 2021 (County clinic)`. */
export const statedWords = ({ on, place }: StatedDose): string => `${formatDate(on)} (${place})`

/** `Deferred until 1 Mar 2027.` */
export function asideWords(say: Say): string {
  const day = (text: string): string => {
    const date = parseDate(text)
    return date ? formatDate(date) : text
  }
  if (say.kind === 'deferred') return `Deferred until ${day(say.until)}.`
  if (say.kind === 'not-applicable') return `Not applicable, you said ${day(say.said)}: ${say.reason}.`
  return `Declined ${day(say.said)}.`
}

export type VaccineAnswers = Omit<Answers, 'modality'>

/** What was filled in as something said of a vaccine, or what is wrong with it. */
export const vaccineSay = (
  kind: FormKind,
  group: string,
  answers: VaccineAnswers,
  { born, today }: { readonly born: string; readonly today: string },
): ReturnType<typeof sayFrom> =>
  sayFrom(
    kind,
    { ...answers, modality: DOSE },
    {
      id: sayableVaccine(group).id,
      today,
      earliest: born,
      tooEarly: 'That was before birth.',
      noPlace: 'Say where it was given.',
    },
  )
