import { formatDate } from '#lib/dates.ts'
import type { PartialDate } from '#lib/dates.ts'
import type { Allergy } from './allergy.ts'
import type { ChartDocument } from './document.ts'
import type { ImmunizationRecord } from './immunization-record.ts'
import type { Medication } from './medication.ts'
import type { MergedProblem } from './merge-problems.ts'
import type { Procedure } from './procedure.ts'
import { isUnclosed } from './visit.ts'
import type { Visit } from './visit.ts'

/** The lines that a ticked fact puts into the note: one line each, dates and units in words. */

type Word = string | false | undefined

/** The words that are there, joined; text from the record is kept to one line. */
export const joined = (words: readonly Word[], by = ', '): string =>
  words.filter(Boolean).join(by).replace(/\s+/g, ' ').trim()

/** `Migraine (since 2015)`; nothing in brackets where there is nothing to say. */
export const bracketed = (fact: string, words: readonly Word[]): string => {
  const inside = joined(words)
  return joined([fact, inside && `(${inside})`], ' ')
}

export const dateText = (date: PartialDate | undefined, before = ''): string | undefined =>
  date && `${before}${formatDate(date)}`

export function problemText({ concept, standing, entries, onset, onsetText, since }: MergedProblem): string {
  const newest = entries[0]
  const abated = entries.find((entry) => entry.abated)?.abated
  return bracketed(concept.text, [
    newest?.verification === 'unconfirmed' && 'unconfirmed',
    standing === 'unknown' && newest?.category === 'problem-list' && 'status not recorded',
    newest && standing === 'past' && (dateText(abated, `${newest.status} `) ?? newest.status),
    dateText(onset, 'since ') ?? (onsetText && `onset ${onsetText}`) ?? dateText(since, 'recorded '),
  ])
}

export const MEDICATION_STATUS: Record<Medication['status'], string> = {
  active: 'recorded as active',
  'on-hold': 'on hold',
  cancelled: 'cancelled',
  completed: 'completed',
  'entered-in-error': 'entered in error',
  stopped: 'stopped',
  draft: 'draft, not ordered',
  unknown: 'status not recorded',
}

/** What the record says of a medication: never that it is taken. */
const medicationStatus = ({ status, reported }: Medication): string =>
  joined([MEDICATION_STATUS[status], reported && 'reported, not ordered here'])

/** `1 tablet daily, as needed`; undefined where the record says neither. */
export const doseText = ({ dose, asNeeded }: Medication): string | undefined =>
  joined([dose, asNeeded && !/as needed|prn/i.test(dose ?? '') && 'as needed']) || undefined

export const medicationName = (medication: Medication): string =>
  joined([medication.concept.text, doseText(medication)])

export const medicationText = (medication: Medication): string =>
  bracketed(medicationName(medication), [
    medicationStatus(medication),
    dateText(medication.started, 'from '),
    dateText(medication.ended, 'until '),
    medication.statusReason,
  ])

const knownAllergy = (allergy: Allergy): string =>
  bracketed(joined([allergy.substance.text, allergy.reactions.join(', ')], ': '), [
    allergy.criticality === 'high' && 'high criticality',
    allergy.verification === 'unconfirmed' && 'unconfirmed',
    allergy.status !== 'active' && (allergy.status === 'unknown' ? 'status not recorded' : allergy.status),
    dateText(allergy.onset, 'since ') ?? dateText(allergy.recorded, 'recorded '),
  ])

export const allergyText = (allergy: Allergy): string =>
  allergy.says === 'not-asked'
    ? bracketed(`Allergies not asked about: ${allergy.substance.text}`, [dateText(allergy.recorded, 'recorded ')])
    : knownAllergy(allergy)

/** What must be said of a dose that the record does not plainly call given. */
function notGiven({ status, statusReason }: ImmunizationRecord): Word {
  if (status === 'not-done') return joined(['not given', statusReason])
  return status === 'unknown' && (statusReason ?? 'whether it was given is not recorded')
}

export const immunizationText = (record: ImmunizationRecord): string =>
  bracketed(joined([record.vaccine.text, notGiven(record)], ': '), [
    dateText(record.given) ?? record.givenText ?? 'undated',
    record.primarySource === false && 'reported, not given here',
  ])

const PROCEDURE_STATUS: Partial<Record<Procedure['status'], string>> = {
  'not-done': 'not done',
  preparation: 'planned',
  'in-progress': 'under way',
  'on-hold': 'on hold',
  stopped: 'stopped before its end',
  unknown: 'status not recorded',
}

export const procedureStatus = ({ status }: Procedure): string | undefined => PROCEDURE_STATUS[status]

export const procedureText = (procedure: Procedure): string =>
  bracketed(joined([procedure.concept.text, joined([procedureStatus(procedure), procedure.outcome])], ': '), [
    dateText(procedure.performed) ?? procedure.performedText ?? 'undated',
  ])

const stateWord = (status: string): string =>
  status === 'unknown' ? 'status not recorded' : status.replaceAll('-', ' ')

export const visitName = ({ type, reasons }: Visit): string => joined([type, reasons.join(', ')], ': ')

export const visitText = (visit: Visit, today: string): string =>
  bracketed(visitName(visit), [
    dateText(visit.start) ?? 'undated',
    visit.clinicians[0]?.name,
    isUnclosed(visit, today) ? 'not closed' : visit.status !== 'finished' && stateWord(visit.status),
  ])

/** What state a report or document is in, where it does not simply stand: `preliminary`, `superseded`. */
export function documentState({ kind, status, docStatus }: ChartDocument): string | undefined {
  const own = kind === 'report' || status === 'superseded' || status === 'entered-in-error' ? [status] : []
  const states = [...new Set([...own, docStatus ?? 'final'])].filter((state) => state !== 'final')
  return joined(states.map(stateWord)) || undefined
}

export const documentText = (document: ChartDocument): string =>
  bracketed(joined([document.title, document.conclusion], ': '), [
    dateText(document.date) ?? 'undated',
    documentState(document),
  ])
